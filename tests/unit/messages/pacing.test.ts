import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaseAgeMs } from '#lib/messages/lease-age.ts';
import { retryDelayMs } from '#lib/messages/retry-delay.ts';
import { TokenBucket } from '#lib/messages/token-bucket.ts';

describe('the token bucket', () => {
  test('holds 80 a second within 2 % over a minute', () => {
    const bucket = new TokenBucket({ ratePerSecond: 80, size: 8 });
    const turns = Array.from({ length: 4_808 }, () => bucket.reserve(0));
    expect(turns.filter((waitMs) => waitMs < 60_000).length).toBeGreaterThan(80 * 60 * 0.98);
    expect(turns.filter((waitMs) => waitMs < 60_000).length).toBeLessThanOrEqual(80 * 60 + 8);
  });

  test('never lets more through at once than it holds, however long it rested', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        (rate, size, restMs) => {
          const bucket = new TokenBucket({ ratePerSecond: rate, size });
          bucket.reserve(0);
          const waits = Array.from({ length: size + 5 }, () => bucket.reserve(restMs));
          // A millionth is for rounding.
          expect(waits.filter((waitMs) => waitMs <= 1e-6).length).toBeLessThanOrEqual(size);
        },
      ),
    );
  });

  test('gives turns in the order asked', () => {
    const bucket = new TokenBucket({ ratePerSecond: 10, size: 2 });
    const waits = [
      bucket.reserve(0),
      bucket.reserve(0),
      bucket.reserve(0),
      bucket.reserve(50),
      bucket.reserve(1_000),
    ];
    expect(waits.map(Math.round)).toEqual([0, 0, 100, 150, 0]);
  });
});

test('a retry waits twice as long each time, up to a minute, and never in step', () => {
  expect([1, 2, 3, 4].map((tries) => retryDelayMs(tries, 0))).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(retryDelayMs(50, 0)).toBe(60_000);
  expect(retryDelayMs(1, 1)).toBe(500);
});

test('a claim is as old as the clock says that moved more', () => {
  const claimed = { monotonicMs: 1_000, wallMs: 50_000 };
  expect(leaseAgeMs(claimed, { monotonicMs: 3_000, wallMs: 50_100 })).toBe(2_000);
  expect(leaseAgeMs(claimed, { monotonicMs: 1_100, wallMs: 90_000 })).toBe(40_000);
});
