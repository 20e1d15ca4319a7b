'use client';

import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import type { FeedFilter } from '#lib/feed/feed-filter.ts';
import { feedPath } from './feed-path.ts';

/**
 * Narrows the feed down by changing its address: what holds can be passed on,
 * and going back takes the last change back.
 */
export function useNarrow(filter: FeedFilter) {
  const router = useRouter();
  return useCallback(
    (change: FeedFilter, how: 'push' | 'replace' = 'push') => {
      router[how](feedPath({ ...filter, ...change }), { scroll: false });
    },
    [filter, router],
  );
}
