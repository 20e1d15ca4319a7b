import type { FeedPage, FeedStory, RegionMark } from '#lib/feed/feed-story.ts';

/**
 * What the feed shows, and what has come since and waits to be shown, so that
 * nothing moves under the eyes of someone who reads further down.
 */
export type FeedState = {
  /** Newest first. */
  shown: readonly FeedStory[];
  waiting: readonly FeedStory[];
  /** Where the next older page begins; null at the end. */
  nextCursor: string | null;
  /** Ids that just came in while shown, to be brought in with motion. */
  arrived: ReadonlySet<string>;
  /** Set when so much came that the head no longer touches what is shown: the list then starts anew. */
  restart: { nextCursor: string | null } | null;
};

export const feedState = (page: FeedPage): FeedState => ({
  shown: page.stories,
  waiting: [],
  nextCursor: page.nextCursor,
  arrived: new Set(),
  restart: null,
});

/**
 * Takes in the newest page, fetched anew.
 * @param slideIn whether newcomers may be shown at once; otherwise they wait behind the pill
 */
export function takeHead(state: FeedState, page: FeedPage, slideIn: boolean): FeedState {
  const fresh = new Map(page.stories.map((story) => [story.id, story]));
  const renew = (story: FeedStory) => fresh.get(story.id) ?? story;
  const shown = state.shown.map(renew);
  const waiting = state.waiting.map(renew);
  const known = new Set([...shown, ...waiting].map((story) => story.id));
  const newcomers = page.stories.filter((story) => !known.has(story.id));
  const touches = newcomers.length < page.stories.length || page.nextCursor === null || shown.length === 0;
  const restart = touches ? state.restart : { nextCursor: page.nextCursor };
  const next = { ...state, shown, waiting: [...newcomers, ...waiting], restart };
  return slideIn ? reveal(next) : next;
}

/** Shows what has been waiting. */
export function reveal(state: FeedState): FeedState {
  if (state.waiting.length === 0) return state.arrived.size === 0 ? state : { ...state, arrived: new Set() };
  const arrived = new Set(state.waiting.map((story) => story.id));
  const shown = newestFirst(state.restart === null ? [...state.waiting, ...state.shown] : [...state.waiting]);
  return {
    shown,
    waiting: [],
    nextCursor: state.restart?.nextCursor ?? state.nextCursor,
    arrived,
    restart: null,
  };
}

/** Adds an older page at the end. */
export function appendPage(state: FeedState, page: FeedPage): FeedState {
  const known = new Set([...state.shown, ...state.waiting].map((story) => story.id));
  const older = page.stories.filter((story) => !known.has(story.id));
  return {
    ...state,
    shown: newestFirst([...state.shown, ...older]),
    nextCursor: page.nextCursor,
    arrived: new Set(),
  };
}

const newestFirst = (stories: readonly FeedStory[]) =>
  stories.toSorted((a, b) => b.postedAt.localeCompare(a.postedAt) || b.id.localeCompare(a.id));

export type RegionStories = { region: RegionMark; stories: FeedStory[] };

/** Stories by region: the region with the newest story first, within it newest first. */
export function groupByRegion(stories: readonly FeedStory[]): RegionStories[] {
  const groups = new Map<string, RegionStories>();
  for (const story of stories) {
    const group = groups.get(story.region.id);
    if (group) group.stories.push(story);
    else groups.set(story.region.id, { region: story.region, stories: [story] });
  }
  return [...groups.values()];
}
