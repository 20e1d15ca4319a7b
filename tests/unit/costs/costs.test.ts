import { describe, expect, test } from 'vitest';
import type { CostLine } from '#lib/costs/costs-page.ts';
import { tierStanding } from '#lib/costs/next-tier.ts';
import { totalBy } from '#lib/costs/total-by.ts';

describe('the next limit', () => {
  test.each([
    [250, 2_000],
    [1_000, 2_000],
    [2_000, 10_000],
    [10_000, 100_000],
    [100_000, null],
  ])('after %d is %s', (limit, next) => {
    expect(tierStanding(limit, 1)).toMatchObject({ limit, next, halfOfLimit: limit / 2 });
  });

  test('is none where there is no limit, or none was read', () => {
    expect(tierStanding(null, 900)).toBeUndefined();
  });

  test('says how full the present one was', () => {
    expect(tierStanding(250, 100)?.share).toBe(0.4);
  });
});

test('lines are summed by what they share, the most messages first and nothing lost', () => {
  const line = (region: string | null, messages: number): CostLine => ({
    day: '2030-01-01',
    kind: 'story',
    region,
    category: null,
    messages,
    billable: 1,
    unpriced: messages - 1,
  });
  const lines = [line('A', 2), line('B', 5), line('A', 3), line(null, 1)];
  expect(totalBy(lines, ({ region }) => region ?? 'none')).toEqual([
    { name: 'A', messages: 5, billable: 2, unpriced: 3 },
    { name: 'B', messages: 5, billable: 1, unpriced: 4 },
    { name: 'none', messages: 1, billable: 1, unpriced: 0 },
  ]);
});
