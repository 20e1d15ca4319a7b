import { describe, expect, test } from 'vitest';
import { rehearseStory, standingAt, type RehearsedNumber } from '#lib/alerts/rehearse-story.ts';
import { rehearsedLines } from '#lib/alerts/rehearsal.ts';
import { momentIn, rehearsalInput } from '#lib/alerts/rehearsal-input.ts';

const now = new Date('2026-11-23T12:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const number: RehearsedNumber = {
  id: 'n1',
  homeRegionId: 'portugal',
  homeArchived: false,
  follows: false,
  quietHours: undefined,
  timeZone: 'Europe/Lisbon',
  state: 'active',
  mutedUntil: null,
  hears: 'all',
  delivery: null,
  buzzFreeAt: minutes(5),
  buzzIntervalMs: 10 * 60_000,
  openBuzzes: [{ messageId: 'm1', dueAt: minutes(5), collecting: 'rollup', stories: 1 }],
  language: 'pt-PT',
};

describe('the moment of a rehearsal', () => {
  test.each([
    ['Europe/Lisbon', '2026-11-25', '17:40', '2026-11-25T17:40:00.000Z'],
    ['Asia/Kolkata', '2026-11-25', '00:10', '2026-11-24T18:40:00.000Z'],
    ['America/New_York', '2026-07-04', '23:59', '2026-07-05T03:59:00.000Z'],
  ])('is read on the clocks of %s', (timeZone, date, time, at) => {
    expect(momentIn(timeZone, date, time).toISOString()).toBe(at);
  });

  test.each([
    [{ date: '2026-02-30', time: '10:00', timeZone: 'UTC' }],
    [{ date: '2026-11-25', time: '24:00', timeZone: 'UTC' }],
    [{ date: '2026-11-25', time: '10:00', timeZone: 'Mars/Olympus' }],
    [{ date: '2026-11-25', time: '10:00', timeZone: '+01:00' }],
  ])('is refused when there is no such moment: %j', (at) => {
    expect(rehearsalInput.safeParse({ accountId: '0192d0c0-0000-7000-8000-000000000000', at }).success).toBe(
      false,
    );
  });
});

describe('at another moment', () => {
  test('what is due before it has gone out, and its interval runs', () => {
    expect(standingAt(number, minutes(6), now)).toMatchObject({ openBuzzes: [], buzzFreeAt: minutes(15) });
  });

  test('what is due after it is still waiting', () => {
    expect(standingAt(number, minutes(4), now)).toEqual(number);
  });

  test('that is over, nothing is under way', () => {
    expect(standingAt(number, minutes(-60), now)).toMatchObject({ openBuzzes: [], buzzFreeAt: null });
  });
});

test('numbers whose messages are due in the same minute are told of in one line', () => {
  const alert = (numberId: string, dueAt: string) =>
    ({
      numberId,
      told: true,
      kind: 'rollup',
      joins: false,
      dueAt: new Date(dueAt),
      reads: 'story',
      wantedLanguage: 'en',
      template: undefined,
    }) as const;
  const alerts = [
    alert('n1', '2026-11-23T12:05:01.200Z'),
    alert('n2', '2026-11-23T12:05:40.000Z'),
    alert('n3', '2026-11-23T12:06:00.000Z'),
  ];
  expect(rehearsedLines(alerts, new Map(), false)).toMatchObject([
    { count: 2, outcome: { dueAt: '2026-11-23T12:05:00.000Z' } },
    { count: 1, outcome: { dueAt: '2026-11-23T12:06:00.000Z' } },
  ]);
});

describe('a number that wants summaries only', () => {
  const story = {
    regionId: 'brazil',
    regionArchived: false,
    deletedAt: null,
    postedAt: minutes(-1),
    foundAt: now,
    expiresAt: minutes(24 * 60 - 1),
  };
  const rehearse = (over: Partial<RehearsedNumber>) =>
    rehearseStory(story, [{ ...number, openBuzzes: [], ...over }], {
      at: now,
      picture: true,
      set: [],
      standings: [],
    })[0];

  test('waits for the summary, and is said to do so by its own choice', () => {
    expect(rehearse({ hears: 'summaries' })).toMatchObject({ kind: 'summary', ownChoice: true });
    expect(rehearse({ hears: 'summaries', follows: true, delivery: 'summary' })).toMatchObject({
      ownChoice: true,
    });
  });

  test('is not said to where the matrix would have it so anyway', () => {
    expect(rehearse({ hears: 'summaries', delivery: 'summary' })).not.toHaveProperty('ownChoice');
    expect(rehearse({})).not.toHaveProperty('ownChoice');
  });
});
