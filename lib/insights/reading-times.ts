import { storyExpiry } from '../stories/story-lifetime.ts';

const minuteMs = 60_000;

/**
 * How long after posting Instagram is asked, in minutes: often while a story
 * is young, and twice before its end, when figures can no longer be asked for;
 * the second time in case the first fails.
 */
const askedAfterMin = [30, 120, 360, 720, 1_080, 1_420, 1_435];

/** From then on the figures are as good as final. */
const lastHalfHourMs = 30 * minuteMs;

/** When a story that was just found is first asked about: at once where the first time has passed already. */
export function firstReadingAt(postedAt: Date, foundAt: Date): Date | null {
  if (foundAt >= storyExpiry(postedAt)) return null;
  return new Date(Math.max(foundAt.getTime(), postedAt.getTime() + askedAfterMin[0]! * minuteMs));
}

/** The next time after a moment; null: there is none while it is live. */
export function nextReadingAt(postedAt: Date, after: Date): Date | null {
  const next = askedAfterMin
    .map((minutes) => postedAt.getTime() + minutes * minuteMs)
    .find((ms) => ms > after.getTime());
  return next === undefined ? null : new Date(next);
}

/** Whether figures of a moment are of the whole day. */
export const isFinal = (postedAt: Date, at: Date): boolean =>
  at.getTime() >= storyExpiry(postedAt).getTime() - lastHalfHourMs;
