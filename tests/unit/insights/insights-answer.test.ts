import { describe, expect, it } from 'vitest';
import { knownFigures, webhookFigures } from '#lib/insights/figures.ts';
import { insightsPaths, readInsightsAnswer } from '#lib/instagram/insights-answer.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';

const answer = (json: unknown, status = 200): MetaOutcome => ({ kind: 'answer', status, headers: {}, json });
const plain = (name: string, value: unknown) => ({ name, period: 'lifetime', values: [{ value }] });
const navigation = {
  data: [
    {
      name: 'navigation',
      values: [{ value: 25 }],
      total_value: {
        value: 25,
        breakdowns: [
          {
            dimension_keys: ['story_navigation_action_type'],
            results: [
              { dimension_values: ['tap_forward'], value: 19 },
              { dimension_values: ['tap_exit'], value: 1 },
            ],
          },
        ],
      },
    },
  ],
};
const read = (main: MetaOutcome, parts: MetaOutcome = answer(navigation)) =>
  readInsightsAnswer([main, parts], { now: new Date(0), igUserId: '17841400000000000' });
const error = (code: number, message: string) =>
  answer({ error: { code, message, type: 'OAuthException' } }, 400);

describe('asking how a story does', () => {
  it('asks for what is broken down apart, which would fail the rest', () => {
    const [main, parts] = insightsPaths('v26.0', '1803');
    expect(main).toMatch(/^v26\.0\/1803\/insights\?metric=/);
    expect(main).not.toContain('navigation');
    expect(main).not.toContain('breakdown');
    expect(parts).toContain('breakdown=story_navigation_action_type');
  });

  it('takes both answers as one, the parts beside their sum', () => {
    expect(read(answer({ data: [plain('views', 120), plain('reach', 100)] }))).toMatchObject({
      ok: true,
      figures: { views: 120, reach: 100, navigation: 25, tap_forward: 19, tap_exit: 1 },
    });
  });

  it.each([
    ['a metric without data', { data: [] }],
    ['a metric of an unknown shape', { data: [{ name: 'views', values: 'many' }, 7, null] }],
    ['a figure that is none', { data: [plain('views', 'many')] }],
  ])('lets %s cost itself alone', (_, json) => {
    expect(read(answer(json))).toMatchObject({ ok: true, figures: { navigation: 25 } });
  });

  it.each([
    [
      'too few viewers',
      error(10, '(#10) Not enough viewers for the media to show insights'),
      { ok: 'too_few' },
    ],
    [
      'a permission that is missing',
      error(10, '(#10) Application does not have permission'),
      { result: 'permission' },
    ],
    ['a token that is refused', error(190, 'expired'), { ok: false, result: 'token' }],
    ['a story that is gone', error(100, 'gone'), { ok: false, result: 'unknown' }],
    ['calls that were too many', error(80_002, 'too many'), { ok: false, result: 'throttled' }],
    ['a fault of Meta’s', error(1, 'An unknown error has occurred.'), { ok: false, result: 'unavailable' }],
    [
      'a part that was left out',
      { kind: 'uncertain', reason: 'left out' } as const,
      { result: 'unavailable' },
    ],
    ['something else', answer({}), { ok: false, result: 'unknown' }],
  ])('tells %s, whichever of the two answers it is', (_, bad, expected) => {
    const good = answer({ data: [plain('views', 1)] });
    expect(read(bad)).toMatchObject(expected);
    expect(read(good, bad)).toMatchObject(expected);
  });
});

describe('figures', () => {
  it('of the webhook get the names of those that are asked for, without what is withheld', () => {
    expect(
      webhookFigures({ exits: 1, replies: 0, reach: 17, taps_forward: 12, taps_back: -1, views: 28 }),
    ).toEqual({
      tap_exit: 1,
      replies: 0,
      reach: 17,
      tap_forward: 12,
      views: 28,
    });
  });

  it('are known as they were told last, each by itself', () => {
    expect(knownFigures([{ views: 1, reach: 1 }, { views: 9 }])).toEqual({ views: 9, reach: 1 });
    expect(knownFigures([])).toEqual({});
  });
});
