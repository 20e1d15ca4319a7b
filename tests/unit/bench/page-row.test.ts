import { describe, expect, it } from 'vitest';
import { pageRow } from '#tests/bench/pages/page-row.ts';

const figure = { what: 'x', samples: [10, 30, 20], bare: [10, 10, 10] };

describe('a row of the figures of pages', () => {
  it.each([
    ['the median against the bare one', { ratio: 2 }, { ratio: 1.9 }, 2],
    ['the median in milliseconds', { medianMs: 20 }, { medianMs: 19 }, 20],
    ['the worst of all', { eachMs: 30 }, { eachMs: 29 }, 30],
  ])('judges %s', (_, kept, missed, value) => {
    expect(pageRow({ ...figure, most: kept })).toMatchObject({ kept: true, value });
    expect(pageRow({ ...figure, most: missed })).toMatchObject({ kept: false, value });
  });

  it('keeps no promise where nothing was measured', () => {
    expect(() => pageRow({ ...figure, samples: [], most: { eachMs: 1 } })).toThrow('Nothing was measured');
    expect(pageRow({ ...figure, bare: undefined, most: { ratio: 9 } })).toMatchObject({ kept: false });
  });
});
