import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstReadingAt, isFinal, nextReadingAt } from '#lib/insights/reading-times.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const postedAt = new Date('2026-06-01T08:00:00Z');
const after = (minutes: number) => new Date(postedAt.getTime() + minutes * minuteMs);

describe('when Instagram is asked how a story does', () => {
  it.each([
    ['found at once, half an hour after posting', 0, 30],
    ['found after an hour, at once', 60, 60],
    ['found a minute before its end, at once', 24 * 60 - 1, 24 * 60 - 1],
    ['found at its end, never', 24 * 60, null],
  ])('%s', (_, foundAfter, minutes) => {
    expect(firstReadingAt(postedAt, after(foundAfter))).toEqual(minutes === null ? null : after(minutes));
  });

  it('again and again, the last two times in the last half hour, in which figures count as final', () => {
    const times: Date[] = [];
    for (let at = firstReadingAt(postedAt, postedAt); at !== null; at = nextReadingAt(postedAt, at))
      times.push(at);
    expect(times).toEqual([30, 120, 360, 720, 1_080, 1_420, 1_435].map(after));
    expect(times.map((at) => isFinal(postedAt, at))).toEqual([false, false, false, false, false, true, true]);
  });

  it('always later than now and while it is live, or not at all', () => {
    fc.assert(
      fc.property(fc.integer({ min: -dayMs, max: 2 * dayMs }), (ageMs) => {
        const now = new Date(postedAt.getTime() + ageMs);
        const next = nextReadingAt(postedAt, now)?.getTime();
        if (next === undefined) return ageMs >= 1_435 * minuteMs;
        return next > now.getTime() && next < postedAt.getTime() + dayMs;
      }),
    );
  });
});
