import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AdaptivePace } from '#lib/messages/adaptive-pace.ts';
import { leaseAgeMs } from '#lib/messages/lease-age.ts';
import { retryDelayMs } from '#lib/messages/retry-delay.ts';
import { takeTurns } from '#lib/messages/take-turns.ts';
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

  /** When each of the turns comes that are asked for at these moments, which only go forward. */
  const turnsOf = (bucket: TokenBucket, pausesMs: readonly number[]) => {
    let now = 0;
    return pausesMs.map((pauseMs) => (now += pauseMs) + bucket.reserve(now));
  };

  test('in no stretch of time, wherever it begins, are there more turns than it holds and refills', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 })), { maxLength: 150 }),
        (rate, size, pausesMs) => {
          const turns = turnsOf(new TokenBucket({ ratePerSecond: rate, size }), pausesMs);
          for (const [first, from] of turns.entries())
            for (const [last, until] of turns.entries())
              if (last >= first)
                expect(last - first + 1).toBeLessThanOrEqual(size + ((until - from) * rate) / 1_000 + 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('under steady demand a minute at 80/s holds within 2 %, wherever it begins', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 50, maxLength: 50 }),
        fc.integer({ min: 0, max: 60_000 }),
        (steps, beginMs) => {
          const bucket = new TokenBucket({ ratePerSecond: 80, size: 2 });
          // Asks faster than 80/s on average, in fits and starts.
          const pausesMs = Array.from({ length: 12_000 }, (_, n) => steps[n % steps.length] ?? 0);
          const within = turnsOf(bucket, pausesMs).filter((at) => at >= beginMs && at < beginMs + 60_000);
          expect(within.length).toBeGreaterThanOrEqual(80 * 60 * 0.98);
          expect(within.length).toBeLessThanOrEqual(80 * 60 * 1.02);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('during a rest nobody comes through, and after it they come at the rate, however full it was', () => {
    const bucket = new TokenBucket({ ratePerSecond: 10, size: 3 });
    bucket.rest(250, 0);
    expect([bucket.reserve(0), bucket.reserve(0)].map(Math.round)).toEqual([350, 450]);
    bucket.rest(50, 400);
    expect(Math.round(bucket.reserve(400))).toBe(150);
  });

  test('at a change of rate nothing is forgiven, and the next turns come at the new rate', () => {
    const bucket = new TokenBucket({ ratePerSecond: 10, size: 1 });
    expect([bucket.reserve(0), bucket.reserve(0), bucket.reserve(0)]).toEqual([0, 100, 200]);
    bucket.changeRate({ ratePerSecond: 100, size: 1 }, 0);
    expect([bucket.reserve(0), bucket.reserve(0)].map(Math.round)).toEqual([30, 40]);
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

test('a process that was held up makes no burst of the turns that it missed', async () => {
  let now = 0;
  const wait = (timeMs: number) => {
    // Held up for a quarter of a second once, a second after it began.
    now = now < 1_000 && now + timeMs >= 1_000 ? now + timeMs + 250 : now + timeMs;
    return Promise.resolve();
  };
  const turn = takeTurns(new TokenBucket({ ratePerSecond: 80, size: 2 }), { nowMs: () => now, wait });
  const turns = await Promise.all(Array.from({ length: 160 }, () => turn().then(() => now)));
  for (const [index, at] of turns.entries()) {
    const soon = turns.filter((other, n) => n >= index && other < at + 100).length;
    expect(soon).toBeLessThanOrEqual(2 + 8);
  }
  expect(turns).toEqual(turns.toSorted((a, b) => a - b));
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

describe('the pace that Meta takes', () => {
  test('is whole until a refusal, which takes a twentieth that comes back within five seconds', () => {
    const pace = new AdaptivePace();
    expect(pace.share(0)).toBe(1);
    pace.refused(1_000);
    expect(pace.share(1_000)).toBeCloseTo(0.95);
    expect(pace.share(3_500)).toBeCloseTo(0.975);
    expect(pace.share(6_000)).toBe(1);
  });

  test('counts the refusals of one moment once', () => {
    const pace = new AdaptivePace();
    for (const atMs of [0, 10, 20, 200]) pace.refused(atMs);
    expect(pace.share(200)).toBeCloseTo(0.952);
  });

  test.each([20, 40, 60])('finds a throughput of %i where 80 are believed, within half a minute', (takes) => {
    const pace = new AdaptivePace();
    let refusals = 0;
    let sent = 0;
    for (let nowMs = 0; nowMs < 90_000; nowMs += 250) {
      const perSecond = 80 * pace.share(nowMs);
      if (perSecond > takes) pace.refused(nowMs);
      if (nowMs < 30_000) continue;
      if (perSecond > takes) refusals += 1;
      else sent += perSecond / 4;
    }
    expect(sent / 60).toBeGreaterThan(takes * 0.75);
    expect(refusals).toBeLessThan(60);
  });

  test('never stands still, however often it is refused', () => {
    const pace = new AdaptivePace();
    for (let nowMs = 0; nowMs < 1_000_000; nowMs += 250) pace.refused(nowMs);
    expect(pace.share(1_000_000)).toBeGreaterThan(0.06);
  });
});
