import { type FeedFilter, filterQuery } from '#lib/feed/feed-filter.ts';

/** The feed's address under a filter. */
export const feedPath = (filter: FeedFilter): string => withFilter('/', filter);

/** An address that holds for what a filter leaves. */
export function withFilter(path: string, filter: FeedFilter): string {
  const query = filterQuery(filter);
  return query === '' ? path : `${path}?${query}`;
}
