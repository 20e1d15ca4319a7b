const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * How much is left of a story's 24 hours, as a key under `timeLeft.` and its
 * blank. Hours are rounded down: nobody is promised more than there is.
 */
export type TimeLeft =
  | { key: 'over'; count: 0 }
  | { key: 'moments'; count: 0 }
  | { key: 'minutes' | 'hours'; count: number };

export function timeLeft(expiresAt: Date, now: Date): TimeLeft {
  const left = expiresAt.getTime() - now.getTime();
  if (left <= 0) return { key: 'over', count: 0 };
  if (left < minuteMs) return { key: 'moments', count: 0 };
  if (left < hourMs) return { key: 'minutes', count: Math.floor(left / minuteMs) };
  return { key: 'hours', count: Math.floor(left / hourMs) };
}

/** A story with less than this left is running out, and its ring turns amber. */
export const runningOutMs = 2 * hourMs;

export const isRunningOut = (expiresAt: Date, now: Date): boolean => {
  const left = expiresAt.getTime() - now.getTime();
  return left > 0 && left <= runningOutMs;
};

/** How many of the 24 hours have gone, 0 to 24, with fractions: where the ring's hand stands. */
export function hoursGone(expiresAt: Date, now: Date): number {
  const left = Math.min(dayMs, Math.max(0, expiresAt.getTime() - now.getTime()));
  return 24 - left / hourMs;
}

/**
 * How long ago something was, as a key under `ago.` and its blank; `date` when
 * it was more than 24 hours ago and the day itself is to be written.
 * A moment slightly ahead, by clocks that differ, counts as now.
 */
export type Ago = { key: 'now' | 'date'; count: 0 } | { key: 'minutes' | 'hours'; count: number };

export function ago(at: Date, now: Date): Ago {
  const gone = now.getTime() - at.getTime();
  if (gone < minuteMs) return { key: 'now', count: 0 };
  if (gone < hourMs) return { key: 'minutes', count: Math.floor(gone / minuteMs) };
  if (gone < dayMs) return { key: 'hours', count: Math.floor(gone / hourMs) };
  return { key: 'date', count: 0 };
}
