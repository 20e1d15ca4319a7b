import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ago, hoursGone, isRunningOut, timeLeft } from '#lib/i18n/time-left.ts';

const now = new Date('2026-11-23T12:00:00Z');
const inMs = (ms: number) => new Date(now.getTime() + ms);
const minute = 60_000;
const hour = 60 * minute;

describe('timeLeft', () => {
  it.each([
    [24 * hour, 'hours', 24],
    [24 * hour - 1, 'hours', 23],
    [hour, 'hours', 1],
    [hour - 1, 'minutes', 59],
    [minute, 'minutes', 1],
    [minute - 1, 'moments', 0],
    [1, 'moments', 0],
    [0, 'over', 0],
    [-hour, 'over', 0],
  ] as const)('%i ms before the end is %s %i', (ms, key, count) => {
    expect(timeLeft(inMs(ms), now)).toEqual({ key, count });
  });

  it('never promises more than there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -hour, max: 24 * hour }), (ms) => {
        const left = timeLeft(inMs(ms), now);
        const unit = left.key === 'hours' ? hour : left.key === 'minutes' ? minute : 0;
        expect(left.count * unit).toBeLessThanOrEqual(Math.max(0, ms));
      }),
    );
  });
});

describe('hoursGone', () => {
  it('goes from 0 to 24 and never back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -hour, max: 26 * hour }), fc.nat(hour), (ms, later) => {
        const end = inMs(ms);
        const before = hoursGone(end, now);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(24);
        expect(hoursGone(end, inMs(later))).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

describe('isRunningOut', () => {
  it('holds in the last two hours, and not when the story is over', () => {
    expect(isRunningOut(inMs(2 * hour + 1), now)).toBe(false);
    expect(isRunningOut(inMs(2 * hour), now)).toBe(true);
    expect(isRunningOut(inMs(1), now)).toBe(true);
    expect(isRunningOut(inMs(0), now)).toBe(false);
  });
});

describe('ago', () => {
  it.each([
    [-5_000, 'now', 0],
    [0, 'now', 0],
    [minute - 1, 'now', 0],
    [minute, 'minutes', 1],
    [hour - 1, 'minutes', 59],
    [hour, 'hours', 1],
    [24 * hour - 1, 'hours', 23],
    [24 * hour, 'date', 0],
  ] as const)('%i ms after is %s %i', (ms, key, count) => {
    expect(ago(inMs(-ms), now)).toEqual({ key, count });
  });
});
