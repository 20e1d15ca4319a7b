'use client';

import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { type FeedFilter, filterQuery } from '#lib/feed/feed-filter.ts';

/** The feed's address under a filter. */
export function feedPath(filter: FeedFilter): string {
  const query = filterQuery(filter);
  return query === '' ? '/' : `/?${query}`;
}

/**
 * Narrows the feed down by changing its address: what holds can be passed on,
 * and going back takes the last change back.
 */
export function useFilter(filter: FeedFilter) {
  const router = useRouter();
  const narrow = useCallback(
    (change: FeedFilter, how: 'push' | 'replace' = 'push') => {
      router[how](feedPath({ ...filter, ...change }), { scroll: false });
    },
    [filter, router],
  );
  return { filter, narrow };
}
