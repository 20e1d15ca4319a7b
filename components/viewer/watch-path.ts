import type { FeedFilter } from '#lib/feed/feed-filter.ts';
import { withFilter } from '#components/feed/feed-path.ts';

/**
 * Where a story is watched, full screen, in the sequence of what a filter
 * leaves. Whoever leads there from a card calls `leaveFrom`
 * (components/feed/return-to-card.ts), so that closing comes back to it.
 */
export const watchPath = (code: string, filter: FeedFilter = {}): string =>
  withFilter(`/watch/${encodeURIComponent(code)}`, filter);

/** The code in such an address, in the capitals in which it is kept; undefined for another address. */
export const watchedCode = (path: string): string | undefined =>
  /^\/watch\/([^/?#]+)/.exec(path)?.[1]?.toUpperCase();
