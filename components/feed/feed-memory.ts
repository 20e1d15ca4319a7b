import { hearSeen } from '#components/seen/seen-news.ts';
import { atRest, type FeedState, seenElsewhere } from './feed-state.ts';
import type { FeedPlace } from './feed-place.ts';

/** The feed as it was left. */
export type LeftFeed = {
  state: FeedState;
  /** Where one was in it. NULL: not known. */
  place: FeedPlace | null;
};

/** So many lists are remembered; each search is one. */
const mostLists = 8;

/**
 * Feeds by the query of their filter, the latest last. In memory only: a new
 * page of the browser, as signing out loads one, begins without.
 */
const left = new Map<string, LeftFeed>();

function remember(query: string, feed: LeftFeed): void {
  left.delete(query);
  left.set(query, feed);
  for (const oldest of [...left.keys()].slice(0, -mostLists)) left.delete(oldest);
}

export const rememberState = (query: string, state: FeedState): void =>
  remember(query, { state: atRest(state), place: left.get(query)?.place ?? null });

export function rememberPlace(query: string, place: FeedPlace): void {
  const feed = left.get(query);
  if (feed) remember(query, { ...feed, place });
}

/** Takes all of it out of memory. */
export const forgetFeeds = (): void => left.clear();

hearSeen((storyIds, seen) => {
  for (const [query, feed] of left)
    left.set(query, { ...feed, state: seenElsewhere(feed.state, storyIds, seen) });
});

/** In the state of an entry in the browser's history: the feed of which filter it shows. */
const field = 'shownFeed';

/** Notes in the present entry of the history that it shows the feed of this filter. Nothing private: the filter stands in its address. */
export function markEntry(query: string): void {
  const state = window.history.state as Record<string, unknown> | null;
  if (state?.[field] !== query) window.history.replaceState({ ...state, [field]: query }, '');
}

/**
 * The feed that one comes back to. Only whoever goes back or forward in the
 * history finds it as it was; a link to the feed leads to its beginning.
 */
export function feedComeBackTo(query: string): LeftFeed | undefined {
  if (typeof window === 'undefined') return undefined;
  const state = window.history.state as Record<string, unknown> | null;
  return state?.[field] === query ? left.get(query) : undefined;
}
