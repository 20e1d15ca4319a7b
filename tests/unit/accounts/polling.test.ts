import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchAccounts } from '#lib/accounts/batch-accounts.ts';
import { dueOffsetMs, isDue } from '#lib/accounts/is-due.ts';
import { nextCheckAt, restAfterUsage } from '#lib/accounts/next-check-at.ts';
import { tokenWords } from '#lib/accounts/token-words.ts';

const now = new Date('2026-11-23T12:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const minute = 60_000;

describe('dueOffsetMs', () => {
  it('spreads two hundred accounts over the whole minute', () => {
    const offsets = Array.from({ length: 200 }, (_, index) => dueOffsetMs(`account-${index}`, minute));
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...offsets)).toBeLessThan(minute);
    const sizes = [...Map.groupBy(offsets, (each) => each).values()].map((each) => each.length);
    expect(sizes).toHaveLength(12);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
  });

  it('is the same for everybody who asks', () => {
    expect(dueOffsetMs('a', minute)).toBe(dueOffsetMs('a', minute));
  });
});

describe('isDue', () => {
  it('asks at once for an account that was never checked', () => {
    expect(isDue({ accountId: 'a', lastCheckedAt: null, now, pollIntervalMs: minute })).toBe(true);
  });

  it('comes exactly once per interval, checks being instant', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(5_000, 20_000, minute), (accountId, pollIntervalMs) => {
        let lastCheckedAt = after(-1);
        let checks = 0;
        for (let second = 0; second < 600; second += 1) {
          const time = after(second * 1000);
          if (!isDue({ accountId, lastCheckedAt, now: time, pollIntervalMs })) continue;
          lastCheckedAt = time;
          checks += 1;
        }
        expect(Math.abs(checks - 600_000 / pollIntervalMs)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('nextCheckAt', () => {
  const check = { namedByMeta: null, failuresBefore: 0, now };

  it('waits exactly as long as Meta says', () => {
    const named = after(19 * minute);
    expect(nextCheckAt({ ...check, result: 'throttled', namedByMeta: named })).toEqual(named);
    expect(nextCheckAt({ ...check, result: 'ok', namedByMeta: named })).toEqual(named);
  });

  it('lets a good check set no limit', () => {
    expect(nextCheckAt({ ...check, result: 'ok' })).toBeNull();
  });

  it('holds no account back for its token: a new one is used at once', () => {
    expect(nextCheckAt({ ...check, result: 'token' })).toBeNull();
  });

  it.each([
    [0, 30_000],
    [1, minute],
    [4, 8 * minute],
    [5, 15 * minute],
    [5000, 15 * minute],
  ])('after %i failures waits %i ms', (failuresBefore, ms) => {
    expect(nextCheckAt({ ...check, result: 'unavailable', failuresBefore })).toEqual(after(ms));
  });

  it('waits five minutes when throttled without a moment named', () => {
    expect(nextCheckAt({ ...check, result: 'throttled' })).toEqual(after(5 * minute));
  });
});

describe('restAfterUsage', () => {
  const asked = (notBefore: Date | null, pacedUntil: Date | null) => ({ notBefore, pacedUntil });
  it.each([
    [null, asked(null, null)],
    [{ percent: 0, notBefore: null }, asked(null, null)],
    [{ percent: 75, notBefore: null }, asked(null, null)],
    [{ percent: 90, notBefore: null }, asked(null, after(2.5 * minute))],
    [{ percent: 99, notBefore: null }, asked(null, after(4 * minute))],
    [{ percent: 100, notBefore: null }, asked(after(5 * minute), null)],
    [{ percent: 140, notBefore: null }, asked(after(5 * minute), null)],
    [{ percent: 100, notBefore: after(19 * minute) }, asked(after(19 * minute), null)],
    [{ percent: 10, notBefore: after(3 * minute) }, asked(after(3 * minute), null)],
  ])('reads %j', (usage, expected) => {
    expect(restAfterUsage(usage, now, minute)).toEqual(expected);
  });

  it('never asks sooner the more of the budget is used up', () => {
    const rests = Array.from({ length: 121 }, (_, percent) =>
      restAfterUsage({ percent, notBefore: null }, now, minute),
    ).map(({ notBefore, pacedUntil }) => (notBefore ?? pacedUntil)?.getTime() ?? 0);
    expect(rests).toEqual(rests.toSorted((a, b) => a - b));
  });
});

describe('batchAccounts', () => {
  it('puts at most fifty accounts into a call, and never two tokens', () => {
    const accounts = [
      ...Array.from({ length: 101 }, (_, index) => ({ id: `a${index}`, tokenId: 'one' })),
      { id: 'b', tokenId: 'two' },
    ];
    const batches = batchAccounts(accounts);
    expect(batches.map((each) => each.length)).toEqual([50, 50, 1, 1]);
    for (const batch of batches) expect(new Set(batch.map((each) => each.tokenId)).size).toBe(1);
    expect(batches.flat()).toHaveLength(102);
  });
});

describe('tokenWords', () => {
  it.each([
    [{ code: 190, subcode: 463 }, 'token_expired'],
    [{ code: 190, subcode: 460 }, 'token_password_changed'],
    [{ code: 190, subcode: 1 }, 'token_invalid'],
    [{ code: 100, subcode: null }, 'token_invalid'],
    [null, 'token_invalid'],
  ])('names %j as %s', (error, words) => {
    expect(tokenWords(error)).toBe(words);
  });
});
