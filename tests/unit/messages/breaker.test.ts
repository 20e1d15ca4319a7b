import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStorm, nextBreaker, probeDelayMs } from '#lib/messages/breaker.ts';

test.each([
  ['nothing was tried', 0, 0, false],
  ['few tries failed, which may be bad luck', 0, 9, false],
  ['ten of ten failed', 0, 10, true],
  ['half failed', 10, 10, true],
  ['three of ten failed', 7, 3, true],
  ['fewer than three of ten failed', 15, 6, false],
  ['one in twenty was lost, which is weather', 95, 5, false],
  ['nothing failed', 300, 0, false],
])('%s: a storm or not', (_, answered, failed, storm) => {
  expect(isStorm({ answered, failed })).toBe(storm);
});

const storm = { answered: 10, failed: 10 };
const calm = { answered: 20, failed: 0 };
test.each([
  ['closed, and all is well', false, calm, false, 'closed'],
  ['closed, and a storm', false, storm, false, 'open'],
  ['open, and no probe was answered', true, storm, false, 'open'],
  ['open, and what was sent before is answered late', true, calm, false, 'open'],
  ['open, and a probe was answered', true, storm, true, 'closed'],
] as const)('%s: %#', (_, open, recent, probeAnswered, next) => {
  expect(nextBreaker({ open, recent, probeAnswered })).toBe(next);
});

describe('probes', () => {
  /** When probes go that all fail, in seconds since it opened. */
  const probes = (untilMs: number) => {
    const times: number[] = [];
    for (let at = probeDelayMs(0); at <= untilMs; at += probeDelayMs(at)) times.push(at / 1_000);
    return times;
  };

  test('go at growing intervals, and then every half minute', () => {
    expect(probes(150_000)).toEqual([2, 4, 8, 16, 32, 62, 92, 122]);
  });

  test('never leave more than half a minute after the end of a storm, however long it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_600_000 }), (stormMs) => {
        const next = probes(stormMs + 60_000).find((second) => second * 1_000 >= stormMs);
        expect((next ?? Infinity) * 1_000 - stormMs).toBeLessThanOrEqual(30_000);
      }),
      { numRuns: 300 },
    );
  });
});
