import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  lateAfterMs,
  type OpenBuzz,
  planAlerts,
  type PlannedNumber,
  type PlannedStory,
} from '#lib/alerts/plan-alerts.ts';
import { quietUntil } from '#lib/regions/quiet-hours.ts';
import { routeStory } from '#lib/alerts/route-story.ts';
import type { HeldReason, NumberState, RouteDelivery, SkipReason } from '#lib/words.ts';

const now = new Date('2026-11-23T12:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const story = (over: Partial<PlannedStory> = {}): PlannedStory => ({
  regionId: 'brazil',
  regionArchived: false,
  deletedAt: null,
  postedAt: minutes(-1),
  foundAt: now,
  expiresAt: minutes(24 * 60 - 1),
  ...over,
});
const number = (over: Partial<PlannedNumber> = {}): PlannedNumber => ({
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
    ['it is paused', { state: 'paused' }, {}, 'number_paused'],
    ['it was only invited', { state: 'invited' }, {}, 'number_invited'],
    ['its holder has left', { state: 'opted_out' }, {}, 'number_opted_out'],
    ['it cannot be reached', { state: 'unreachable' }, {}, 'number_unreachable'],
    ['it is muted', { mutedUntil: minutes(1) }, {}, 'number_muted'],
    ['the story is over', {}, { expiresAt: now }, 'story_expired'],
    ['its region is archived', { homeArchived: true }, {}, 'region_archived'],
    ['its team has deleted the story', {}, { deletedAt: now }, 'story_deleted'],
    ["the story's region is archived", { follows: true }, { regionArchived: true }, 'region_archived'],
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
      kind: 'rollup',
      dueAt: minutes(7),
      usefulUntil: minutes(24 * 60 - 1),
      heldReason: null,
    });
  });

  test('while a buzz is still to be sent, a roll-up collects, an interval later', () => {
    const openBuzzes: OpenBuzz[] = [{ messageId: 'm1', dueAt: minutes(1), collecting: null }];
    expect(planOne({ openBuzzes })).toMatchObject({ do: 'collect', dueAt: minutes(11) });
  });

  test('everything else joins the roll-up that is collecting', () => {
    const openBuzzes: OpenBuzz[] = [
      { messageId: 'm1', dueAt: now, collecting: null },
      { messageId: 'm2', dueAt: minutes(10), collecting: 'rollup' },
    ];
    expect(planOne({ openBuzzes })).toEqual({
      numberId: 'n1',
      do: 'join',
      messageId: 'm2',
      usefulUntil: minutes(24 * 60 - 1),
      heldReason: null,
    });
  });

  test('a roll-up that is being sent is not joined', () => {
    const openBuzzes: OpenBuzz[] = [{ messageId: 'm1', dueAt: minutes(-1), collecting: null }];
    expect(planOne({ openBuzzes, buzzFreeAt: minutes(10) })).toMatchObject({
      do: 'collect',
      dueAt: minutes(10),
    });
  });

  test('whoever wants every story at once gets it', () => {
    const openBuzzes: OpenBuzz[] = [{ messageId: 'm1', dueAt: now, collecting: null }];
    expect(planOne({ buzzIntervalMs: 0, openBuzzes, buzzFreeAt: minutes(1) })?.do).toBe('send');
  });
});

describe('late and collected', () => {
  const late = { postedAt: new Date(now.getTime() - lateAfterMs - 1) };
  test('a story found late never buzzes by itself', () => {
    expect(planOne({}, late)).toMatchObject({ do: 'collect', dueAt: minutes(10) });
    expect(planOne({}, { postedAt: new Date(now.getTime() - lateAfterMs) })?.do).toBe('send');
  });

  test('a story that would be gone by then is skipped, and never out as news', () => {
    expect(planOne({ buzzFreeAt: minutes(7) }, { expiresAt: minutes(7) })).toMatchObject({
      do: 'skip',
      reason: 'story_expired',
    });
    const openBuzzes: OpenBuzz[] = [{ messageId: 'm2', dueAt: minutes(9), collecting: 'rollup' }];
    expect(planOne({ openBuzzes }, { expiresAt: minutes(8) })).toMatchObject({
      do: 'skip',
      reason: 'story_expired',
    });
  });
});

describe('a region that is followed', () => {
  test.each(['off', 'summary', null] as const)(
    'is told of at once, though the matrix says %s',
    (delivery) => {
      expect(planOne({ follows: true, delivery })?.do).toBe('send');
    },
  );

  test('does not overrule what the holder wants', () => {
    expect(planOne({ follows: true, state: 'opted_out' })).toMatchObject({ reason: 'number_opted_out' });
    expect(planOne({ follows: true, mutedUntil: minutes(1) })).toMatchObject({ reason: 'number_muted' });
  });
});

describe("a holder's own choice of summaries", () => {
  test.each([
    ['at once', { delivery: 'instant' }],
    ['by nobody', { delivery: null }],
    ['to a follower', { follows: true, delivery: 'off' }],
    ['in the summary', { delivery: 'summary' }],
  ] as const)('collects what is routed %s for the summary, held by nothing', (_, over) => {
    expect(planOne({ ...over, hears: 'summaries' })).toMatchObject({
      do: 'collect',
      kind: 'summary',
      heldReason: null,
    });
  });

  test('brings nobody what their region does not hear, nor what the phone does not want', () => {
    expect(planOne({ hears: 'summaries', delivery: 'off' })).toMatchObject({ reason: 'route_off' });
    expect(planOne({ hears: 'summaries', state: 'paused' })).toMatchObject({ reason: 'number_paused' });
  });
});

describe('quiet hours and the summary', () => {
  // It is noon in Lisbon, in winter.
  const lunch = { from: 11 * 60, until: 13 * 60 };
  const summaryAt = (text: string, heldReason: HeldReason | null = 'quiet_hours') => ({
    numberId: 'n1',
    do: 'collect',
    kind: 'summary',
    dueAt: new Date(text),
    usefulUntil: new Date(new Date(text).getTime() + 12 * 3_600_000),
    heldReason,
  });

  test('what is found in quiet hours is held for the summary at their end', () => {
    expect(planOne({ quietHours: lunch })).toEqual(summaryAt('2026-11-23T13:00:00Z'));
  });

  test('an interval that would end in quiet hours does not buzz in them', () => {
    const soon = { from: 12 * 60 + 5, until: 13 * 60 };
    expect(planOne({ quietHours: soon, buzzFreeAt: minutes(7) })).toEqual(summaryAt('2026-11-23T13:00:00Z'));
    expect(planOne({ quietHours: soon })?.do).toBe('send');
  });

  test('what is routed to the summary goes there at any hour: at eight, or when the night is over', () => {
    expect(planOne({ delivery: 'summary' })).toEqual(summaryAt('2026-11-24T08:00:00Z', null));
    const night = { from: 22 * 60, until: 6 * 60 + 30 };
    expect(planOne({ delivery: 'summary', quietHours: night })).toEqual(
      summaryAt('2026-11-24T06:30:00Z', null),
    );
  });

  test('there is one: what follows joins it', () => {
    const openBuzzes: OpenBuzz[] = [{ messageId: 'm1', dueAt: minutes(60), collecting: 'summary' }];
    expect(planOne({ quietHours: lunch, openBuzzes })).toMatchObject({ do: 'join', messageId: 'm1' });
  });

  test('a summary that waits for tomorrow holds up no news of today', () => {
    const openBuzzes: OpenBuzz[] = [{ messageId: 'm1', dueAt: minutes(20 * 60), collecting: 'summary' }];
    expect(planOne({ openBuzzes })?.do).toBe('send');
    expect(planOne({ openBuzzes, buzzFreeAt: minutes(3) })).toMatchObject({
      kind: 'rollup',
      dueAt: minutes(3),
    });
  });

  test('a story that dies before the summary is in it all the same', () => {
    expect(planOne({ quietHours: lunch }, { expiresAt: minutes(5) })).toMatchObject({ kind: 'summary' });
  });

  test('over random numbers and moments, nothing is ever due in quiet hours, and everyone is told or left out', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const anyNumber = fc.record({
      hours: fc.option(fc.record({ from: minute, until: minute }), { nil: undefined }),
      timeZone: fc.constantFrom('Europe/Lisbon', 'America/Sao_Paulo', 'Asia/Tokyo', 'Australia/Lord_Howe'),
      delivery: fc.constantFrom('instant', 'summary', null),
      buzzFree: fc.option(fc.integer({ min: -60, max: 60 }), { nil: null }),
      interval: fc.constantFrom(0, 10, 30, 60),
      at: fc.integer({ min: 0, max: 365 * 1440 }),
    });
    const rule = fc.property(anyNumber, ({ hours, timeZone, delivery, buzzFree, interval, at }) => {
      const quietHours = hours && hours.from !== hours.until ? hours : undefined;
      const moment = minutes(at);
      const [decision] = planAlerts(
        story({ postedAt: moment, foundAt: moment, expiresAt: new Date(moment.getTime() + 86_400_000) }),
        [
          number({
            quietHours,
            timeZone,
            delivery,
            buzzIntervalMs: interval * 60_000,
            buzzFreeAt: buzzFree === null ? null : new Date(moment.getTime() + buzzFree * 60_000),
          }),
        ],
        moment,
      );
      if (!decision || !('dueAt' in decision)) return false;
      return !quietHours || quietUntil(quietHours, timeZone, decision.dueAt) === undefined;
    });
    expect(fc.check(rule, { numRuns: 2_000 }).counterexample).toBeNull();
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
