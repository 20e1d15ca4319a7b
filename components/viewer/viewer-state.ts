import type { Reel, ReelStory } from '#lib/feed/feed-story.ts';
import { mergeReels } from './merge-reels.ts';

/**
 * Why a story does not go on. `hold`: a finger lies on it. `dialog`: something
 * lies over it. `button`: somebody pressed Pause. `hidden`: the tab is not in
 * front. `loading`: its picture or video is not there yet.
 */
export const pauseReasons = ['hold', 'dialog', 'button', 'hidden', 'loading'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** What is being watched, how far it has come, and what has been seen. */
export type ViewerState = {
  reels: readonly Reel[];
  at: { reel: number; story: number };
  /** One more with each story that is shown, also with the same one from its beginning. */
  turn: number;
  pauses: ReadonlySet<PauseReason>;
  /** How far the story has come, and how long it is; a video says so once it is known. */
  playedMs: number;
  lengthMs: number;
  /** Its picture or video did not come. */
  broken: boolean;
  /** How long it has been in sight, with its picture or video there. */
  shownMs: number;
  /** Ids of what was really shown. */
  seen: ReadonlySet<string>;
  /** Nothing goes on by itself: somebody wants less motion. */
  byHand: boolean;
  /** One has gone on past the last story. */
  over: boolean;
};

export type ViewerStep =
  | { kind: 'next' | 'previous' | 'accountForth' | 'accountBack' }
  | { kind: 'pause' | 'resume'; reason: PauseReason }
  /** Time has passed; for a video with where it is. */
  | { kind: 'tick'; ms: number; video?: { playedMs: number; lengthMs: number } }
  /** A video has come to its end; or what was loaded did not come. */
  | { kind: 'ended' | 'broken' }
  | { kind: 'byHand'; byHand: boolean }
  /** The sequence as the server has it now. */
  | { kind: 'renew'; reels: readonly Reel[] };

/** How long a picture stands. */
export const pictureMs = 5_000;
/** In sight for so long, a story counts as seen. */
export const seenMs = 1_000;

/** Begins with the story of a code, or with the first one where there is none such. */
export function viewerState(reels: readonly Reel[], code: string): ViewerState {
  const reel = reels.findIndex(({ stories }) => stories.some((story) => story.code === code));
  const story = reels[reel]?.stories.findIndex((each) => each.code === code) ?? 0;
  const state: ViewerState = {
    reels,
    at: { reel: Math.max(0, reel), story },
    turn: 0,
    pauses: new Set(),
    playedMs: 0,
    lengthMs: pictureMs,
    broken: false,
    shownMs: 0,
    seen: new Set(),
    byHand: false,
    over: false,
  };
  return { ...state, pauses: pausesAtFirst(state) };
}

export function viewerStep(state: ViewerState, step: ViewerStep): ViewerState {
  switch (step.kind) {
    case 'next':
      return goTo(state, placeAfter(state));
    case 'previous':
      return goTo(state, placeBefore(state));
    case 'accountForth':
      return goTo(state, beginningOf(state, state.at.reel + 1));
    case 'accountBack':
      return goTo(state, beginningOf(state, state.at.reel - 1) ?? state.at);
    case 'pause':
      return withPauses(state, plus(state.pauses, step.reason));
    case 'resume':
      return withPauses(state, minus(state.pauses, step.reason));
    case 'tick':
      return tick(state, step.ms, step.video);
    case 'ended':
      return state.byHand ? { ...state, playedMs: state.lengthMs } : goTo(state, placeAfter(state));
    case 'broken':
      return { ...state, broken: true, lengthMs: pictureMs, pauses: minus(state.pauses, 'loading') };
    case 'byHand':
      return { ...state, byHand: step.byHand };
    case 'renew':
      return renew(state, step.reels);
  }
}

/** The story that is being watched. */
export const storyAt = ({ reels, at }: Pick<ViewerState, 'reels' | 'at'>): ReelStory =>
  reels[at.reel]!.stories[at.story]!;

/** The one that comes after it; undefined at the end. */
export function storyAfter(state: ViewerState): ReelStory | undefined {
  const at = placeAfter(state);
  return at && storyAt({ reels: state.reels, at });
}

/** What stands at either side of the account that is watched: where one would begin there. */
export const storiesBeside = (state: ViewerState): Record<'before' | 'after', ReelStory | undefined> => {
  const first = (reel: number) => {
    const at = beginningOf(state, reel);
    return at && storyAt({ reels: state.reels, at });
  };
  return { before: first(state.at.reel - 1), after: first(state.at.reel + 1) };
};

/** Whether there is anything for time to move: what plays, or what has to be in sight a little longer to be seen. */
export function needsTime(state: ViewerState): boolean {
  const moves = isPlaying(state) && (!state.byHand || storyAt(state).videoUrl !== null);
  const waits = state.shownMs < seenMs && !state.pauses.has('loading') && !state.pauses.has('hidden');
  return !state.over && (moves || waits);
}

/** Whether time runs. */
export const isPlaying = ({ pauses, over }: ViewerState): boolean => pauses.size === 0 && !over;

/** Whether a video is to play; one that loads is not held up by that. */
export const wantsToPlay = ({ pauses, over }: ViewerState): boolean =>
  !over && minus(pauses, 'loading').size === 0;

/** What has been seen if one leaves now: what stands there was shown, and somebody has had enough of it. */
export const seenOnLeaving = (state: ViewerState): ReadonlySet<string> =>
  isShown(state) ? plus(state.seen, storyAt(state).id) : state.seen;

/** Whether there is a picture or video that has to come first. */
const hasMedia = ({ displayUrl, videoUrl, thumbnailUrl }: ReelStory): boolean =>
  (videoUrl ?? displayUrl ?? thumbnailUrl) !== null;

/** What is not saved yet, or did not come, cannot have been seen; that there will never be a picture can. */
const isShown = (state: ViewerState) =>
  state.shownMs > 0 &&
  !state.broken &&
  !state.pauses.has('loading') &&
  storyAt(state).mediaState !== 'pending';

function tick(state: ViewerState, ms: number, video: { playedMs: number; lengthMs: number } | undefined) {
  const visible = !state.pauses.has('loading') && !state.pauses.has('hidden');
  const shown = visible ? { ...state, shownMs: state.shownMs + ms } : state;
  const next = shown.shownMs >= seenMs ? { ...shown, seen: seenOnLeaving(shown) } : shown;
  if (video !== undefined) return { ...next, ...video };
  if (!isPlaying(state) || state.byHand) return next;
  const playedMs = state.playedMs + ms;
  return playedMs >= state.lengthMs ? goTo(next, placeAfter(state)) : { ...next, playedMs };
}

type Place = ViewerState['at'];

function placeAfter(state: ViewerState): Place | undefined {
  const { reels, at } = state;
  if (at.story + 1 < reels[at.reel]!.stories.length) return { reel: at.reel, story: at.story + 1 };
  return beginningOf(state, at.reel + 1);
}

/** Before the first one of all, that one again. */
function placeBefore({ reels, at }: ViewerState): Place {
  if (at.story > 0) return { reel: at.reel, story: at.story - 1 };
  const before = reels[at.reel - 1];
  return before ? { reel: at.reel - 1, story: before.stories.length - 1 } : at;
}

/** An account begins with what is unseen, or at its beginning when all has been seen. */
function beginningOf({ reels, seen }: ViewerState, reel: number): Place | undefined {
  const stories = reels[reel]?.stories;
  return (
    stories && {
      reel,
      story: Math.max(
        0,
        stories.findIndex((each) => !each.seen && !seen.has(each.id)),
      ),
    }
  );
}

function goTo(state: ViewerState, at: Place | undefined): ViewerState {
  const left = { ...state, seen: seenOnLeaving(state) };
  if (at === undefined) return { ...left, over: true };
  const turn = state.turn + 1;
  const next = { ...left, at, turn, playedMs: 0, lengthMs: pictureMs, broken: false, shownMs: 0 };
  return { ...next, pauses: pausesAtFirst(next) };
}

/** Pause stays pressed from one story to the next; a finger that held one has left it. */
function pausesAtFirst(state: ViewerState): ReadonlySet<PauseReason> {
  const kept = minus(state.pauses, 'hold', 'loading');
  return hasMedia(storyAt(state)) ? plus(kept, 'loading') : kept;
}

const plus = <T>(all: ReadonlySet<T>, one: T): ReadonlySet<T> =>
  all.has(one) ? all : new Set([...all, one]);

const minus = <T>(all: ReadonlySet<T>, ...some: readonly T[]): ReadonlySet<T> =>
  new Set([...all].filter((each) => !some.includes(each)));

const withPauses = (state: ViewerState, pauses: ReadonlySet<PauseReason>): ViewerState =>
  pauses.size === state.pauses.size ? state : { ...state, pauses };

/** What is watched stays where it is; when its media has come meanwhile, it is waited for. */
function renew(state: ViewerState, reels: readonly Reel[]): ViewerState {
  const before = storyAt(state);
  const merged = mergeReels(state.reels, reels);
  const next = { ...state, reels: merged };
  return hasMedia(before) || !hasMedia(storyAt(next))
    ? next
    : { ...next, pauses: plus(state.pauses, 'loading') };
}
