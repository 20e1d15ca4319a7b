import type { FeedStory } from './feed-story.ts';

/**
 * What a device keeps of a story for when it is offline: what its card shows,
 * and nothing of who was told, who has flagged it or what the reader has seen.
 * public/sw.js writes these fields.
 */
export type KeptStory = Pick<
  FeedStory,
  | 'id'
  | 'kind'
  | 'region'
  | 'account'
  | 'postedAt'
  | 'expiresAt'
  | 'mediaState'
  | 'mediaReason'
  | 'thumbnailUrl'
>;

/** The last feed that came while the device was online. `keptAt` is ISO 8601. */
export type KeptFeed = { keptAt: string; stories: KeptStory[] };

/** The cache that holds it and its thumbnails, and where in it; public/sw.js says the same. */
export const keptFeedCache = 'kept-feed';
export const keptFeedPath = '/offline/feed.json';
