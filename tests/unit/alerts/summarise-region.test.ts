import { describe, expect, test } from 'vitest';
import type { RehearsedLine } from '#lib/alerts/rehearsal.ts';
import { summariseRegion } from '#lib/alerts/summarise-region.ts';
import type { BuzzKind, SkipReason } from '#lib/words.ts';

const template = { name: 'storywire_story', language: 'en', plain: false };

const told = (count: number, kind: BuzzKind, time: string, over: { waits?: true; joins?: true } = {}) =>
  ({
    count,
    numbers: null,
    outcome: {
      told: true,
      kind,
      joins: over.joins ?? false,
      dueAt: `2026-11-25T${time}:00.000Z`,
      reads: kind,
      wantedLanguage: 'en',
      template: over.waits ? null : template,
    },
  }) satisfies RehearsedLine;

const left = (count: number, reason: SkipReason) =>
  ({ count, numbers: null, outcome: { told: false, reason } }) satisfies RehearsedLine;

const at = (time: string) => `2026-11-25T${time}:00.000Z`;

describe('a closed region says', () => {
  test('how many are told in each way, and keeps the ways apart', () => {
    const lines = [told(4, 'story', '16:29'), told(3, 'rollup', '16:40'), told(5, 'summary', '18:00')];
    expect(summariseRegion(lines)).toEqual({
      told: [
        { kind: 'story', count: 4, firstAt: at('16:29'), lastAt: at('16:29') },
        { kind: 'rollup', count: 3, firstAt: at('16:40'), lastAt: at('16:40') },
        { kind: 'summary', count: 5, firstAt: at('18:00'), lastAt: at('18:00') },
      ],
      waiting: 0,
      leftOut: [],
    });
  });

  test('from when until when, where one way comes at several times', () => {
    const lines = [
      told(1, 'rollup', '17:10'),
      told(2, 'rollup', '16:40', { joins: true }),
      told(1, 'rollup', '16:50'),
    ];
    expect(summariseRegion(lines).told).toEqual([
      { kind: 'rollup', count: 4, firstAt: at('16:40'), lastAt: at('17:10') },
    ]);
  });

  test('who is left out, by reason, those of which there are most first', () => {
    const lines = [left(1, 'number_muted'), told(4, 'story', '16:29'), left(2, 'number_paused')];
    expect(summariseRegion(lines).leftOut).toEqual([
      { reason: 'number_paused', count: 2 },
      { reason: 'number_muted', count: 1 },
    ]);
  });

  test('that a message without an approved template waits, and does not count it as told at a time', () => {
    const lines = [told(2, 'story', '16:29'), told(3, 'story', '16:29', { waits: true })];
    expect(summariseRegion(lines)).toMatchObject({
      told: [{ kind: 'story', count: 2 }],
      waiting: 3,
    });
  });

  test('every number once, whatever mixes', () => {
    const lines = [
      told(4, 'story', '16:29'),
      told(1, 'story', '16:29', { waits: true }),
      told(2, 'summary', '18:00'),
      told(1, 'summary', '18:00', { joins: true }),
      left(3, 'route_off'),
    ];
    const { told: ways, waiting, leftOut } = summariseRegion(lines);
    const sum = (list: readonly { count: number }[]) => list.reduce((all, { count }) => all + count, 0);
    expect(sum(ways) + waiting + sum(leftOut)).toBe(sum(lines));
  });
});
