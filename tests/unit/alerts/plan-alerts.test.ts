import { describe, expect, test } from 'vitest';
import { lateAfterMs, planAlerts, type PlannedNumber, type PlannedStory } from '#lib/alerts/plan-alerts.ts';
import { routeStory } from '#lib/alerts/route-story.ts';
import type { NumberState, RouteDelivery, SkipReason } from '#lib/words.ts';

const now = new Date('2026-11-23T12:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const story = (over: Partial<PlannedStory> = {}): PlannedStory => ({
  regionId: 'brazil',
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

  test('nor does one that is routed to the summary', () => {
    expect(planOne({ delivery: 'summary' })).toMatchObject({ do: 'collect', dueAt: minutes(10) });
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
