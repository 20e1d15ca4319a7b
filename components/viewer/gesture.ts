/** Pressed for longer than this, a finger holds the story. */
export const holdMs = 200;
/** A finger that has moved less than this lies still. */
const stillPx = 10;
/** Let go after so much of the way, or so fast, the movement is meant. */
const enoughOfWidth = 0.25;
const enoughDownPx = 120;
const fastPxPerMs = 0.5;
/** A flick is at least this long. */
const flickPx = 30;

/** The way of a pointer from where it went down, in px and ms, on a stage of a width. */
export type Track = {
  /** Where it went down, from the left edge of the stage. */
  startX: number;
  dx: number;
  dy: number;
  ms: number;
  width: number;
  /** Whether one reads from right to left, so that forth is to the left. */
  rtl: boolean;
};

/** Along what a pointer moves: whichever way it went first, or nothing yet. */
export function axisOf({ dx, dy }: Pick<Track, 'dx' | 'dy'>): 'across' | 'down' | undefined {
  if (Math.hypot(dx, dy) < stillPx) return undefined;
  return Math.abs(dx) >= Math.abs(dy) ? 'across' : 'down';
}

export type Meant = 'previous' | 'next' | 'accountForth' | 'accountBack' | 'close' | undefined;

/**
 * What somebody meant by a track that has ended. A tap on the first third goes
 * back, on the rest forth; sideways changes the account; down closes. A hold,
 * and whatever did not go far enough, means nothing more.
 */
export function meantBy(track: Track, axis = axisOf(track)): Meant {
  const { startX, dx, dy, ms, width, rtl } = track;
  if (axis === undefined) {
    if (ms > holdMs) return undefined;
    const fromStart = rtl ? width - startX : startX;
    return fromStart < width / 3 ? 'previous' : 'next';
  }
  const went = (px: number, enoughPx: number) =>
    px >= enoughPx || (px >= flickPx && px / Math.max(1, ms) >= fastPxPerMs);
  if (axis === 'down') return went(dy, enoughDownPx) ? 'close' : undefined;
  if (!went(Math.abs(dx), width * enoughOfWidth)) return undefined;
  return dx < 0 !== rtl ? 'accountForth' : 'accountBack';
}

/** How far the story follows the finger. Up leads nowhere, so it does not follow there. */
export const followed = ({ dx, dy }: Pick<Track, 'dx' | 'dy'>, axis: ReturnType<typeof axisOf>) =>
  axis === 'across' ? { x: dx, y: 0 } : { x: 0, y: axis === 'down' ? Math.max(0, dy) : 0 };
