import { videoLimits } from './video-format.ts';

/** What of a video is shown, in milliseconds of its source. */
export type VideoEdit = {
  startMs: number;
  endMs: number;
  muted: boolean;
  /** The moment of its still; within what is shown. */
  posterMs: number;
};

/** Longer sources are not edited: a story has a minute at most. */
export const sourceMostMs = 10 * 60_000;

/** All of it, or the first minute. */
export function newVideoEdit(durationMs: number): VideoEdit {
  return {
    startMs: 0,
    endMs: Math.min(Math.floor(durationMs), videoLimits.mostMs),
    muted: false,
    posterMs: 0,
  };
}

/** Whether an edit is one that Instagram takes the result of: 3 to 60 seconds, its still among them. */
export const isWithinLimits = ({ startMs, endMs, posterMs }: VideoEdit): boolean =>
  endMs - startMs >= videoLimits.leastMs &&
  endMs - startMs <= videoLimits.mostMs &&
  posterMs >= startMs &&
  posterMs <= endMs;

/**
 * Moves one end. The other goes along where there would be too little or too
 * much between them, so that a handle never sticks.
 */
export function moveEnd(
  edit: VideoEdit,
  which: 'start' | 'end',
  toMs: number,
  durationMs: number,
): VideoEdit {
  const { leastMs, mostMs } = videoLimits;
  const whole = Math.floor(durationMs);
  if (which === 'start') {
    const startMs = within(toMs, 0, Math.max(0, whole - leastMs));
    const endMs = within(edit.endMs, Math.min(whole, startMs + leastMs), Math.min(whole, startMs + mostMs));
    return withPoster({ ...edit, startMs, endMs });
  }
  const endMs = within(toMs, Math.min(whole, leastMs), whole);
  const startMs = within(edit.startMs, Math.max(0, endMs - mostMs), Math.max(0, endMs - leastMs));
  return withPoster({ ...edit, startMs, endMs });
}

/** Chooses the still. */
export const movePoster = (edit: VideoEdit, toMs: number): VideoEdit =>
  withPoster({ ...edit, posterMs: toMs });

const withPoster = (edit: VideoEdit): VideoEdit => ({
  ...edit,
  posterMs: within(edit.posterMs, edit.startMs, edit.endMs),
});

const within = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(most, Math.round(value)));

/** An edit in what its source really holds; one that was saved before may reach past its end. */
export const fitToSource = (edit: VideoEdit, durationMs: number): VideoEdit =>
  edit.endMs <= durationMs ? edit : moveEnd(edit, 'end', durationMs, durationMs);
