import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CarryingMessage, type StoryAlert, storyCoverage } from '#lib/feed/coverage.ts';
import { readCursor, writeCursor } from '#lib/feed/feed-cursor.ts';
import type { RegionMark } from '#lib/feed/feed-story.ts';
import { mediaUrl } from '#lib/media/media-url.ts';
import { heldReasons, messageKinds, messageStates, skipReasons } from '#lib/words.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 12, minute));
const mark = (name: string): RegionMark => ({
  id: name,
  name,
  markText: 'XX',
  markColor: '#000000',
  timeZone: 'UTC',
});
const message = (over: Partial<CarryingMessage>): CarryingMessage => ({
  kind: 'story',
  state: 'planned',
  heldReason: null,
  dueAt: at(1),
  createdAt: at(0),
  acceptedAt: null,
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
  seenAt: null,
  errorCode: null,
  ...over,
});
const alertOf = (regionId: string, label: string, over: Partial<StoryAlert>): StoryAlert => ({
  alertId: label,
  regionId,
  label,
  shortened: '+1 ··· 0123',
  skippedReason: null,
  message: null,
  ...over,
});

describe('who was told of a story', () => {
  const alerts = [
    alertOf('Japan', 'Yuki', { message: message({ state: 'read', deliveredAt: at(2), readAt: at(3) }) }),
    alertOf('Iberia', 'Zoe', { message: message({}) }),
    alertOf('Iberia', 'Ana', { message: message({ state: 'delivered', deliveredAt: at(2) }) }),
    alertOf('Iberia', 'Bea', { message: message({ state: 'sent', sentAt: at(1), seenAt: at(5) }) }),
    alertOf('Iberia', 'Carla', {
      message: message({ kind: 'rollup', state: 'failed', failedAt: at(4), errorCode: 131026 }),
    }),
    alertOf('Iberia', 'Dani', { skippedReason: 'number_muted' }),
  ];
  const coverage = storyCoverage(
    [mark('Japan'), mark('Iberia'), mark('Nobody told')],
    alerts,
    (id) => id === 'Iberia',
    { plannedAt: at(0), now: at(10) },
  );

  it('is counted by region, sorted by name, without regions where nobody is concerned', () => {
    expect(coverage.map((each) => [each.region.name, each])).toEqual([
      [
        'Iberia',
        expect.objectContaining({ told: 4, reached: 2, seen: 1, waiting: 1, failed: 1, skipped: 1 }),
      ],
      ['Japan', expect.objectContaining({ told: 1, reached: 1, seen: 1, waiting: 0, failed: 0, skipped: 0 })],
    ]);
  });

  it('names the numbers, by label, where the reader may see them, and nobody elsewhere', () => {
    expect(
      coverage[0]?.numbers?.map((each) => [each.label, each.state, each.at, each.dueAt, each.carriedBy]),
    ).toEqual([
      ['Ana', 'delivered', at(2).toISOString(), null, 'story'],
      ['Bea', 'sent', at(1).toISOString(), null, 'story'],
      ['Carla', 'failed', at(4).toISOString(), null, 'rollup'],
      ['Dani', 'skipped', null, null, null],
      ['Zoe', 'planned', at(0).toISOString(), at(1).toISOString(), 'story'],
    ]);
    expect(coverage[1]?.numbers).toBeNull();
  });

  it('always adds up, and never says a word of a number where the reader may not', () => {
    const regions = ['Brazil', 'France', 'Japan'];
    const moment = fc.option(fc.constant(at(9)));
    const carried = fc.record({
      kind: fc.constantFrom(...messageKinds),
      state: fc.constantFrom(...messageStates),
      dueAt: fc.constant(at(1)),
      createdAt: fc.constant(at(0)),
      acceptedAt: moment,
      sentAt: moment,
      deliveredAt: moment,
      heldReason: fc.constantFrom(null, ...heldReasons),
      readAt: moment,
      failedAt: moment,
      seenAt: moment,
      errorCode: fc.option(fc.nat()),
    });
    const anyAlert = fc
      .tuple(fc.constantFrom(...regions), fc.uuid(), fc.oneof(carried, fc.constantFrom(...skipReasons)))
      .map(([regionId, id, fate]) =>
        alertOf(regionId, `secret of ${regionId} ${id}`, {
          shortened: `hidden ${regionId} ${id}`,
          ...(typeof fate === 'string' ? { skippedReason: fate } : { message: fate }),
        }),
      );
    fc.assert(
      fc.property(fc.array(anyAlert, { maxLength: 30 }), fc.subarray(regions), (all, visible) => {
        const result = storyCoverage(regions.map(mark), all, (id) => visible.includes(id), {
          plannedAt: at(0),
          now: at(59),
        });
        const text = JSON.stringify(result);
        for (const region of regions.filter((each) => !visible.includes(each))) {
          expect(text).not.toContain(`secret of ${region}`);
          expect(text).not.toContain(`hidden ${region}`);
        }
        for (const each of result) {
          expect(each.told).toBe(each.reached + each.waiting + each.failed);
          expect(each.seen).toBeLessThanOrEqual(each.reached);
          const shown = visible.includes(each.region.id) ? each.told + each.skipped : undefined;
          expect(each.numbers?.length).toBe(shown);
          expect(each.leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(each.skipped);
          expect(each.held.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(each.waiting);
          if (each.unreached) expect(each.reached).toBeLessThan(each.told);
        }
        expect(result.reduce((sum, each) => sum + each.told + each.skipped, 0)).toBe(all.length);
      }),
    );
  });
});

describe('why not', () => {
  const only = (messages: Partial<StoryAlert>[], minute = 40) => {
    const alerts = messages.map((over, n) => alertOf('Japan', `N${n}`, over));
    return storyCoverage([mark('Japan')], alerts, () => true, { plannedAt: at(0), now: at(minute) })[0];
  };

  it('is summed by reason, the most frequent first', () => {
    const muted = { skippedReason: 'number_muted' } as const;
    const found = only([{ skippedReason: 'daily_limit' }, muted, muted]);
    expect(found?.leftOut).toEqual([
      { reason: 'number_muted', count: 2 },
      { reason: 'daily_limit', count: 1 },
    ]);
  });

  it('is said of what is held, with until when the last of it is', () => {
    const held = (minute: number) => ({
      message: message({ kind: 'summary', state: 'held', heldReason: 'quiet_hours', dueAt: at(minute) }),
    });
    expect(only([held(50), held(55)])?.held).toEqual([
      { reason: 'quiet_hours', count: 2, until: at(55).toISOString() },
    ]);
  });

  it.each<[string, Partial<StoryAlert>[], number, boolean]>([
    ['failed for half an hour', [{ message: message({ state: 'failed', failedAt: at(1) }) }], 30, true],
    ['not half an hour yet', [{ message: message({ state: 'failed', failedAt: at(1) }) }], 29, false],
    [
      'accepted and never delivered',
      [{ message: message({ state: 'accepted', acceptedAt: at(1) }) }],
      40,
      true,
    ],
    [
      'one of two delivered',
      [{ message: message({ state: 'delivered' }) }, { message: message({}) }],
      40,
      false,
    ],
    ['one that was tapped Seen', [{ message: message({ state: 'failed', seenAt: at(2) }) }], 40, false],
    [
      'all held by the night',
      [{ message: message({ state: 'held', heldReason: 'quiet_hours' }) }],
      40,
      false,
    ],
    ['all in the summary', [{ message: message({ kind: 'summary' }) }], 40, false],
    ['all left out', [{ skippedReason: 'number_muted' }], 40, false],
    [
      'a roll-up that went out late',
      [{ message: message({ kind: 'rollup', acceptedAt: at(20) }) }],
      40,
      false,
    ],
    ['and whose half hour is over', [{ message: message({ kind: 'rollup', acceptedAt: at(10) }) }], 40, true],
  ])('nobody of a region was reached: %s', (_, alerts, minute, unreached) => {
    expect(only(alerts, minute)?.unreached).toBe(unreached);
  });
});

describe('a cursor', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: at(0), noInvalidDate: true }),
        fc.uuid(),
        (postedAt, id) => {
          expect(readCursor(writeCursor({ postedAt, id }))).toEqual({ postedAt, id });
        },
      ),
    );
  });

  it.each([
    '',
    'x',
    '....',
    'bnVsbA',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from('[9e15,"0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"]').toString('base64url'),
  ])('that is not one of ours, %j, is refused in words', (text) => {
    expect(() => readCursor(text)).toThrow(
      expect.objectContaining({ code: 'invalid', message: 'cursorUnreadable' }),
    );
  });
});

describe('the address of a picture', () => {
  it('changes with its content', () => {
    expect(mediaUrl('s', 'thumbnail', 'abcdef0123456789')).toBe('/api/media/s/thumbnail?v=abcdef01');
  });
});
