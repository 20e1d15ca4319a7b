import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lateAfterMs, planAlerts, type PlannedNumber, type PlannedStory } from '#lib/alerts/plan-alerts.ts';
import { routeStory } from '#lib/alerts/route-story.ts';
import { quietUntil } from '#lib/regions/quiet-hours.ts';
import type { NumberState, RouteDelivery, SkipReason } from '#lib/words.ts';

const now = new Date('2026-11-23T12:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const story = (over: Partial<PlannedStory> = {}): PlannedStory => ({
  regionId: 'brazil',
  regionArchived: false,
  postedAt: minutes(-1),
  foundAt: now,
  expiresAt: minutes(24 * 60 - 1),
  ...over,
});
const number = (over: Partial<PlannedNumber> = {}): PlannedNumber => ({
  id: 'n1',
  homeRegionId: 'portugal',
  state: 'active',
  mutedUntil: null,
  delivery: null,
  follows: false,
  homeArchived: false,
  quietHours: undefined,
  timeZone: 'Europe/Lisbon',
  lastSummaryDay: null,
  openSummary: null,
  buzzFreeAt: null,
  buzzIntervalMs: 10 * 60_000,
  openBuzzes: [],
  ...over,
});
const planOne = (over: Partial<PlannedNumber> = {}, of: Partial<PlannedStory> = {}) =>
  planAlerts(story(of), [number(over)], now)[0];

describe('routing', () => {
  test("a story's own region is not told", () => {
    expect(planAlerts(story(), [number({ homeRegionId: 'brazil' })], now)).toEqual([]);
  });

  test.each<[string, Partial<PlannedNumber>, Partial<PlannedStory>, SkipReason]>([
    ['the route is off', { delivery: 'off' }, {}, 'route_off'],
    ['its region is archived', { homeArchived: true, follows: true }, {}, 'region_archived'],
    ["the story's region is archived", { delivery: 'off' }, { regionArchived: true }, 'region_archived'],
    ['it is paused', { state: 'paused' }, {}, 'number_paused'],
    ['it was only invited', { state: 'invited' }, {}, 'number_invited'],
    ['its holder has left', { state: 'opted_out' }, {}, 'number_opted_out'],
    ['it cannot be reached', { state: 'unreachable' }, {}, 'number_unreachable'],
    ['it is muted', { mutedUntil: minutes(1) }, {}, 'number_muted'],
    ['the story is over', {}, { expiresAt: now }, 'story_expired'],
    ['the route is off, before its own reasons', { delivery: 'off', state: 'paused' }, {}, 'route_off'],
    [
      'its own reason, before that of the story',
      { state: 'opted_out' },
      { expiresAt: now },
      'number_opted_out',
    ],
  ])('a number is skipped when %s', (_, over, of, reason) => {
    expect(planOne(over, of)).toEqual({ numberId: 'n1', do: 'skip', reason });
  });

  test('a mute that is over does not matter', () => {
    expect(planOne({ mutedUntil: now })?.do).toBe('send');
  });

  test('every state and route has an answer', () => {
    const states: NumberState[] = ['invited', 'active', 'paused', 'opted_out', 'unreachable'];
    const deliveries: (RouteDelivery | null)[] = [null, 'instant', 'summary', 'off'];
    for (const state of states) {
      for (const delivery of deliveries)
        expect(routeStory(story(), number({ state, delivery }), now)).toBeDefined();
    }
  });
});

describe('the interval', () => {
  test('the first story goes out at once', () => {
    expect(planOne()).toEqual({ numberId: 'n1', do: 'send', dueAt: now, usefulUntil: minutes(12 * 60) });
    expect(planOne({ buzzFreeAt: now })?.do).toBe('send');
  });

  test('it is of use for half a day, and never longer than it lives', () => {
    expect(planOne({}, { expiresAt: minutes(60) })).toMatchObject({ usefulUntil: minutes(60) });
  });

  test('within the interval a roll-up collects, due at its end', () => {
    expect(planOne({ buzzFreeAt: minutes(7) })).toEqual({
      numberId: 'n1',
      do: 'collect',
      dueAt: minutes(7),
      usefulUntil: minutes(24 * 60 - 1),
    });
  });

  test('while a buzz is still to be sent, a roll-up collects, an interval later', () => {
    const openBuzzes = [{ messageId: 'm1', dueAt: minutes(1), collecting: false }];
    expect(planOne({ openBuzzes })).toMatchObject({ do: 'collect', dueAt: minutes(11) });
  });

  test('everything else joins the roll-up that is collecting', () => {
    const openBuzzes = [
      { messageId: 'm1', dueAt: now, collecting: false },
      { messageId: 'm2', dueAt: minutes(10), collecting: true },
    ];
    expect(planOne({ openBuzzes })).toEqual({
      numberId: 'n1',
      do: 'join',
      messageId: 'm2',
      usefulUntil: minutes(24 * 60 - 1),
    });
  });

  test('a roll-up that is being sent is not joined', () => {
    const openBuzzes = [{ messageId: 'm1', dueAt: minutes(-1), collecting: false }];
    expect(planOne({ openBuzzes, buzzFreeAt: minutes(10) })).toMatchObject({
      do: 'collect',
      dueAt: minutes(10),
    });
  });

  test('whoever wants every story at once gets it', () => {
    const openBuzzes = [{ messageId: 'm1', dueAt: now, collecting: false }];
    expect(planOne({ buzzIntervalMs: 0, openBuzzes, buzzFreeAt: minutes(1) })?.do).toBe('send');
  });
});

describe('late and collected', () => {
  const late = { postedAt: new Date(now.getTime() - lateAfterMs - 1) };
  test('a story found late never buzzes by itself', () => {
    expect(planOne({}, late)).toMatchObject({ do: 'collect', dueAt: minutes(10) });
    expect(planOne({}, { postedAt: new Date(now.getTime() - lateAfterMs) })?.do).toBe('send');
  });

  test('one that is routed to the summary waits for eight in the morning, and a region that is followed does not', () => {
    const dueAt = new Date('2026-11-24T08:00:00Z');
    expect(planOne({ delivery: 'summary' })).toMatchObject({ do: 'summarize', dueAt, day: '2026-11-24' });
    expect(planOne({ delivery: 'summary', openSummary: { messageId: 'm9', dueAt } })).toMatchObject({
      do: 'join',
      messageId: 'm9',
    });
    for (const delivery of ['summary', 'off'] as const)
      expect(planOne({ delivery, follows: true })?.do).toBe('send');
  });

  test('a day that has had its summary gets no second; what is over by the next is skipped', () => {
    const over = { delivery: 'summary', lastSummaryDay: '2026-11-24' } as const;
    expect(planOne(over)).toMatchObject({ do: 'skip', reason: 'story_expired' });
  });

  test('a story that would be gone by then is skipped, and never out as news', () => {
    expect(planOne({ buzzFreeAt: minutes(7) }, { expiresAt: minutes(7) })).toMatchObject({
      do: 'skip',
      reason: 'story_expired',
    });
    const openBuzzes = [{ messageId: 'm2', dueAt: minutes(9), collecting: true }];
    expect(planOne({ openBuzzes }, { expiresAt: minutes(8) })).toMatchObject({
      do: 'skip',
      reason: 'story_expired',
    });
  });
});

describe('quiet hours', () => {
  const hour = fc.integer({ min: 0, max: 23 });
  const quiet = fc
    .record({ from: hour, until: hour })
    .filter(({ from, until }) => from !== until)
    .map(({ from, until }) => ({ from: from * 60, until: until * 60 }));

  test('nobody is buzzed in them, a day has one summary, and every alert is carried or skipped', () => {
    fc.assert(
      fc.property(
        fc.option(quiet, { nil: undefined }),
        fc.constantFrom('Europe/Lisbon', 'Asia/Tokyo', 'America/Sao_Paulo', 'Australia/Lord_Howe'),
        fc.constantFrom<RouteDelivery | null>(null, 'instant', 'summary', 'off'),
        fc.array(fc.integer({ min: 0, max: 6 * 60 }), { minLength: 1, maxLength: 25 }),
        (quietHours, timeZone, delivery, gaps) => {
          const days = new Set<string>();
          let held: PlannedNumber = number({ quietHours, timeZone, delivery });
          let at = now.getTime();
          for (const [index, gap] of gaps.entries()) {
            at += gap * 60_000;
            const moment = new Date(at);
            const { openSummary } = held;
            if (openSummary && openSummary.dueAt <= moment)
              held = { ...held, openSummary: null, lastSummaryDay: openSummary.messageId };
            held = { ...held, openBuzzes: held.openBuzzes.filter(({ dueAt }) => dueAt > moment) };
            const posted = new Date(at - 60_000);
            const expiresAt = new Date(posted.getTime() + 24 * 60 * 60_000);
            const [told] = planAlerts(
              story({ postedAt: posted, foundAt: moment, expiresAt }),
              [held],
              moment,
            );
            if (!told) throw new Error('An alert was neither carried nor skipped.');
            if (!('dueAt' in told)) continue;
            expect(quietHours && quietUntil(quietHours, timeZone, told.dueAt)).toBeUndefined();
            if (told.do === 'summarize') {
              expect(days).not.toContain(told.day);
              days.add(told.day);
              held = { ...held, openSummary: { messageId: told.day, dueAt: told.dueAt } };
            } else {
              const collecting = told.do === 'collect';
              const buzz = { messageId: String(index), dueAt: told.dueAt, collecting };
              held = { ...held, openBuzzes: [...held.openBuzzes, buzz] };
              held = { ...held, buzzFreeAt: new Date(told.dueAt.getTime() + 10 * 60_000) };
            }
          }
        },
      ),
      // Each run reckons with wall clocks hundreds of times.
      { numRuns: 25 },
    );
  });
});

test('each number is decided by itself', () => {
  const decisions = planAlerts(
    story(),
    [number(), number({ id: 'n2', state: 'paused' }), number({ id: 'n3', homeRegionId: 'brazil' })],
    now,
  );
  expect(decisions.map(({ numberId, do: what }) => [numberId, what])).toEqual([
    ['n1', 'send'],
    ['n2', 'skip'],
  ]);
});
