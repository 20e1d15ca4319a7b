import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlannedStory } from '#lib/alerts/plan-alerts.ts';
import { monthMs, type NumberGroup, simulateMonth } from '#lib/alerts/simulate-month.ts';
import { nextSummaryAt, quietUntil } from '#lib/regions/quiet-hours.ts';
import { rememberingClock } from '#lib/regions/remembering-clock.ts';
import type { RouteDelivery } from '#lib/words.ts';

const start = Date.parse('2026-10-20T09:00:00Z');
const minute = 60_000;
const story = (afterMinutes: number, regionId = 'brazil'): PlannedStory => {
  const at = start + afterMinutes * minute;
  return {
    regionId,
    regionArchived: false,
    deletedAt: null,
    postedAt: new Date(at - 20_000),
    foundAt: new Date(at),
    expiresAt: new Date(at + 24 * 60 * minute),
  };
};
const group = (over: Partial<NumberGroup> = {}): NumberGroup => ({
  homeRegionId: 'portugal',
  homeArchived: false,
  follows: [],
  hears: 'all',
  state: 'active',
  buzzIntervalMs: 10 * minute,
  quietHours: undefined,
  timeZone: 'Europe/Lisbon',
  count: 1,
  ...over,
});
const count = (
  stories: PlannedStory[],
  over: Partial<NumberGroup> = {},
  delivery: RouteDelivery | null = null,
) => simulateMonth(stories, [group(over)], () => delivery).get('portugal');

describe('a month counts', () => {
  test('a burst of nine as one message and one roll-up, for each number of the group', () => {
    const burst = Array.from({ length: 9 }, (_, n) => story(n * 0.5));
    expect(count(burst, { count: 20 })).toEqual({ story: 20, rollup: 20, summary: 0 });
  });

  test('a roll-up of one as the story that it reads as', () => {
    expect(count([story(0), story(1)])).toEqual({ story: 2, rollup: 0, summary: 0 });
  });

  test('every story by itself where the holder wants it so', () => {
    expect(count([story(0), story(1), story(2)], { buzzIntervalMs: 0 })).toEqual({
      story: 3,
      rollup: 0,
      summary: 0,
    });
  });

  test('what is routed to the summary once a day, however much it is', () => {
    const twoDays = [0, 5, 60, 24 * 60, 24 * 60 + 5].map((at) => story(at));
    expect(count(twoDays, {}, 'summary')).toEqual({ story: 0, rollup: 0, summary: 2 });
  });

  test('what falls into quiet hours in their summary', () => {
    const quietHours = { from: 22 * 60, until: 7 * 60 };
    expect(count([story(0), story(14 * 60), story(15 * 60)], { quietHours })).toEqual({
      story: 1,
      rollup: 0,
      summary: 1,
    });
  });

  test('nothing for whom is not told, and a followed region whatever the matrix says', () => {
    expect(count([story(0)], {}, 'off')).toEqual({ story: 0, rollup: 0, summary: 0 });
    expect(count([story(0)], { state: 'paused' })).toEqual({ story: 0, rollup: 0, summary: 0 });
    expect(count([story(0)], { homeRegionId: 'portugal', follows: ['brazil'] }, 'off')).toEqual({
      story: 1,
      rollup: 0,
      summary: 0,
    });
  });

  test('never more messages than stories that are told', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 * 24 * 60 }), { maxLength: 40 }),
        fc.constantFrom<RouteDelivery>('instant', 'summary'),
        fc.constantFrom(0, 10, 30, 60),
        fc.boolean(),
        (found, delivery, interval, quiet) => {
          const stories = found.toSorted((a, b) => a - b).map((at) => story(at));
          const over = {
            buzzIntervalMs: interval * minute,
            quietHours: quiet ? { from: 22 * 60, until: 7 * 60 } : undefined,
          };
          const sent = count(stories, over, delivery) ?? { story: 0, rollup: 0, summary: 0 };
          const messages = sent.story + sent.rollup + sent.summary;
          expect(messages).toBeLessThanOrEqual(stories.length);
          expect(messages > 0).toBe(stories.length > 0);
        },
      ),
    );
  });
});

test('a clock that remembers says what the rules say, through changes of summer time', () => {
  const clock = rememberingClock();
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: monthMs / minute }),
      fc.constantFrom('Europe/Lisbon', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
      fc.constantFrom(
        { from: 22 * 60, until: 7 * 60 },
        { from: 12 * 60, until: 14 * 60 },
        { from: 60, until: 150 },
      ),
      (minutes, timeZone, hours) => {
        const at = new Date(start + minutes * minute);
        expect(clock.quietUntil(hours, timeZone, at)).toEqual(quietUntil(hours, timeZone, at));
        expect(clock.nextSummaryAt(hours, timeZone, at)).toEqual(nextSummaryAt(hours, timeZone, at));
        expect(clock.nextSummaryAt(undefined, timeZone, at)).toEqual(nextSummaryAt(undefined, timeZone, at));
      },
    ),
    { numRuns: 1000 },
  );
});
