import { type FeedFilter, filterQuery } from '#lib/feed/feed-filter.ts';

/** The feed's address under a filter. */
export function feedPath(filter: FeedFilter): string {
  const query = filterQuery(filter);
  return query === '' ? '/' : `/?${query}`;
}
