import type { FeedPage, FeedStory, RegionMark, ToldStory } from '#lib/feed/feed-story.ts';
import type { HiddenBy } from '#lib/feed/hidden-by.ts';

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
  /** What the reader has just marked, and the server has not confirmed yet: it stands, whatever a page fetched meanwhile says. */
  marking: ReadonlyMap<string, boolean>;
  /** Set when so much came that the head no longer touches what is shown: the list then starts anew. */
  restart: { nextCursor: string | null } | null;
  /** Ids of the regions of which more than the first few are shown. */
  unfolded: ReadonlySet<string>;
  /** What hides how many, where nothing is shown. */
  hidden: readonly HiddenBy[];
};

/** Always the same, so that nothing is drawn anew for it. */
const nobody: ReadonlySet<string> = new Set();

export const feedState = (page: FeedPage): FeedState => ({
  shown: page.stories,
  waiting: [],
  nextCursor: page.nextCursor,
  arrived: nobody,
  marking: new Map(),
  restart: null,
  unfolded: new Set(),
  hidden: page.hidden ?? [],
});

/**
 * Takes in the newest page, fetched anew.
 * @param slideIn whether newcomers may be shown at once; otherwise they wait behind the pill
 */
export function takeHead(state: FeedState, page: FeedPage, slideIn: boolean): FeedState {
  const fresh = new Map(page.stories.map((story) => [story.id, story]));
  const renew = (story: FeedStory) => asMarked(state, fresh.get(story.id) ?? story);
  const shown = state.shown.map(renew);
  const waiting = state.waiting.map(renew);
  const known = new Set([...shown, ...waiting].map((story) => story.id));
  const newcomers = page.stories.filter((story) => !known.has(story.id));
  const touches = newcomers.length < page.stories.length || page.nextCursor === null;
  const restart = touches ? state.restart : { nextCursor: page.nextCursor };
  const hidden = page.hidden ?? state.hidden;
  const next = { ...state, shown, waiting: [...newcomers, ...waiting], restart, hidden };
  return slideIn ? reveal(next) : next;
}

/**
 * Takes in stories as the stream tells of them. What is known is renewed, but
 * for what the reader has seen of it; what is older than the list reaches comes
 * with its page.
 * @param slideIn as in {@link takeHead}
 */
export function takeTold(state: FeedState, stories: readonly ToldStory[], slideIn: boolean): FeedState {
  const seen = new Map([...state.shown, ...state.waiting].map((story) => [story.id, story.seen]));
  const last = state.nextCursor === null ? undefined : state.shown.at(-1);
  const reached = stories.flatMap((story) =>
    seen.has(story.id) || last === undefined || story.postedAt >= last.postedAt
      ? { ...story, seen: seen.get(story.id) ?? false }
      : [],
  );
  return takeHead(state, { stories: newestFirst(reached), nextCursor: null }, slideIn);
}

/** Shows what has been waiting. */
export function reveal(state: FeedState): FeedState {
  if (state.waiting.length === 0) return state.arrived.size === 0 ? state : { ...state, arrived: nobody };
  const arrived = new Set(state.waiting.map((story) => story.id));
  const shown = newestFirst(state.restart === null ? [...state.waiting, ...state.shown] : [...state.waiting]);
  return {
    ...state,
    shown,
    waiting: [],
    nextCursor: state.restart?.nextCursor ?? state.nextCursor,
    arrived,
    restart: null,
  };
}

const asMarked = ({ marking }: FeedState, story: FeedStory): FeedStory => {
  const seen = marking.get(story.id) ?? story.seen;
  return seen === story.seen ? story : { ...story, seen };
};

/** Marks stories as seen or not, before the server has heard of it. */
export function markStories(state: FeedState, ids: readonly string[], seen: boolean): FeedState {
  const marking = new Map([...state.marking, ...ids.map((id) => [id, seen] as const)]);
  const marked = { ...state, marking, arrived: nobody };
  const mark = (story: FeedStory) => asMarked(marked, story);
  return { ...marked, shown: state.shown.map(mark), waiting: state.waiting.map(mark) };
}

/** The server has answered: from now on its word counts. */
export function settleMarks(state: FeedState, ids: readonly string[]): FeedState {
  const marking = new Map(state.marking);
  for (const id of ids) marking.delete(id);
  return { ...state, marking };
}

/**
 * Adds an older page at the end.
 * @param after the cursor that it was asked for by; where the list ends elsewhere by now, nothing is added
 */
export function appendPage(state: FeedState, page: FeedPage, after: string): FeedState {
  if (state.nextCursor !== after) return state;
  const known = new Set([...state.shown, ...state.waiting].map((story) => story.id));
  const older = page.stories.filter((story) => !known.has(story.id));
  return {
    ...state,
    shown: newestFirst([...state.shown, ...older]),
    nextCursor: page.nextCursor,
    arrived: nobody,
  };
}

/** What the reader has seen, or not, by other means; what is being marked here and is not answered yet stands. */
export function seenElsewhere(state: FeedState, ids: readonly string[], seen: boolean): FeedState {
  const free = ids.filter((id) => !state.marking.has(id));
  return free.length === 0 ? state : settleMarks(markStories(state, free, seen), free);
}

/** Shows all of a region's stories. */
export const unfoldRegion = (state: FeedState, regionId: string): FeedState => ({
  ...state,
  arrived: nobody,
  unfolded: new Set([...state.unfolded, regionId]),
});

/**
 * The state as it is taken up again later: what came in with motion is there
 * already, and whoever waits for the answer to a mark has gone.
 */
export const atRest = (state: FeedState): FeedState => ({ ...state, arrived: nobody, marking: new Map() });

/** Moments in ISO 8601 and ids sort as text, and a locale's order is ten times as slow. */
const newestFirst = (stories: readonly FeedStory[]) =>
  stories.toSorted((a, b) => textOrder(b.postedAt, a.postedAt) || textOrder(b.id, a.id));

const textOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** More of a region than these are folded away, so that one busy region does not hide the others. */
const fewPerRegion = 12;

/** Those of a region's stories that are not folded away. */
export const unfoldedStories = ({ unfolded }: FeedState, { region, stories }: RegionStories) =>
  unfolded.has(region.id) ? stories : stories.slice(0, fewPerRegion);

export type RegionStories = { region: RegionMark; stories: readonly FeedStory[] };

/** Stories by region: the region with the newest story first, within it newest first. */
export function groupByRegion(stories: readonly FeedStory[]): RegionStories[] {
  const regions = Map.groupBy(stories, ({ region }) => region.id);
  return [...regions.values()].map((own) => ({ region: own[0]!.region, stories: own }));
}

export type DayStories = { day: string; stories: readonly FeedStory[] };

/**
 * Stories by the day on which they were posted, newest first.
 * @param dayOf says on which day of the reader's zone a moment lies
 */
export function groupByDay(stories: readonly FeedStory[], dayOf: (at: Date) => string): DayStories[] {
  const days = Map.groupBy(stories, (story) => dayOf(new Date(story.postedAt)));
  return [...days].map(([day, own]) => ({ day, stories: own }));
}
