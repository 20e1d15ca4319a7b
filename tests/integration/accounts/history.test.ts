import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { account, ledger, token } from '#db/schema.ts';
import { getAccountHistory } from '#lib/accounts/queries/get-account-history.ts';
import { newId } from '#lib/ids.ts';
import type { CheckResult } from '#lib/words.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { personWith, sampleAccount, sampleRegion } from '#tests/support/sample-brand.ts';

const minuteMs = 60_000;
const now = new Date('2026-06-10T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * minuteMs);
const nobodyInParticular = personWith();

let test: TestDatabase;
let accountId: string;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  accountId = await sampleAccount(test.db, await sampleRegion(test.db));
});

/** Checks of the account, as so many minutes ago with a result. */
const checked = async (
  ...checks: [minutes: number, result: CheckResult, delayMs?: number, first?: boolean][]
) => {
  await test.db.insert(ledger).values(
    checks.map(([minutes, result, delayMs, first]) => ({
      accountId,
      checkedAt: minutesAgo(minutes),
      result,
      delayMs: delayMs ?? null,
      first: first ?? false,
    })),
  );
};
const every = (from: number, until: number): [number, CheckResult][] =>
  Array.from({ length: from - until + 1 }, (_, at) => [from - at, 'ok']);
const history = (pollIntervalMs = minuteMs) =>
  getAccountHistory(test.db, { actor: nobodyInParticular, accountId, now, pollIntervalMs });
const gaps = async () => (await history()).gaps.map(({ from, until, reason }) => [from, until, reason]);

describe('the gaps of an account', () => {
  it('are none while it is checked every minute, a missed turn or two among them', async () => {
    await checked(...every(60, 30), ...every(26, 0));
    expect(await gaps()).toEqual([]);
  });

  it.each(['token', 'throttled', 'permission', 'missing', 'unavailable', 'unknown'] as const)(
    'reach from the last good check to the next, with the reason %s of the last that failed',
    async (reason) => {
      await checked(...every(120, 90), [89, 'unavailable'], [60, reason], ...every(40, 0));
      expect(await gaps()).toEqual([[minutesAgo(90).toISOString(), minutesAgo(40).toISOString(), reason]]);
    },
  );

  it('without any check in them are silence', async () => {
    await checked(...every(120, 90), ...every(40, 0));
    expect(await gaps()).toEqual([[minutesAgo(90).toISOString(), minutesAgo(40).toISOString(), 'silence']]);
  });

  it('are open while the last good check is too long ago, and stand before older ones', async () => {
    await checked(...every(120, 90), ...every(40, 20), [19, 'token']);
    expect(await gaps()).toEqual([
      [minutesAgo(20).toISOString(), null, 'token'],
      [minutesAgo(90).toISOString(), minutesAgo(40).toISOString(), 'silence'],
    ]);
  });

  it('are counted by the interval at which accounts are checked, where that is longer', async () => {
    await checked([60, 'ok'], [40, 'ok'], [20, 'ok'], [0, 'ok']);
    expect(await gaps()).toHaveLength(3);
    expect((await history(20 * minuteMs)).gaps).toEqual([]);
  });

  it('of other accounts, and of long ago, are none of its own', async () => {
    const other = accountId;
    await checked([120, 'ok'], [0, 'ok']);
    accountId = await sampleAccount(test.db, await sampleRegion(test.db));
    await checked([50 * 24 * 60, 'ok'], [40 * 24 * 60, 'ok'], ...every(30 * 24 * 60 + 3, 30 * 24 * 60 - 3));
    await checked(...every(3, 0));
    expect(await gaps()).toEqual([
      [minutesAgo(30 * 24 * 60 - 3).toISOString(), minutesAgo(3).toISOString(), 'silence'],
    ]);
    accountId = other;
    expect(await gaps()).toHaveLength(1);
  });
});

it('a gap that began before the days that are told of is told of all the same', async () => {
  const weeks = 40 * 24 * 60;
  await checked([weeks, 'ok'], [weeks - 1, 'token'], [10, 'token']);
  expect(await gaps()).toEqual([[minutesAgo(weeks).toISOString(), null, 'token']]);
  await checked(...every(5, 0));
  expect(await gaps()).toEqual([[minutesAgo(weeks).toISOString(), minutesAgo(5).toISOString(), 'token']]);
});

it('all gaps of thirty days are told of, and where there are too many, that there were more', async () => {
  const hours = (many: number) =>
    Array.from({ length: many + 1 }, (_, at): [number, CheckResult] => [(many - at) * 60, 'ok']);
  await checked([29 * 24 * 60, 'ok'], ...hours(49));
  expect(await gaps()).toHaveLength(50);
  expect(await history()).toMatchObject({ gapsCut: false });
  expect((await gaps()).at(-1)).toEqual([
    minutesAgo(29 * 24 * 60).toISOString(),
    minutesAgo(49 * 60).toISOString(),
    'silence',
  ]);
  await checked([28 * 24 * 60, 'ok']);
  expect(await gaps()).toHaveLength(50);
  expect(await history()).toMatchObject({ gapsCut: true });
});

describe('how soon an account’s stories are found', () => {
  it('is the middle and the slow end of the checks that found some, without its first check', async () => {
    await checked([100, 'ok', 9_000_000, true]);
    await checked(
      ...Array.from({ length: 100 }, (_, at): [number, CheckResult, number] => [
        99 - at,
        'ok',
        (at + 1) * 1000,
      ]),
    );
    await checked([0, 'unavailable']);
    expect(await history()).toMatchObject({
      delay: { medianMs: 50_000, p95Ms: 95_000, checks: 100 },
      checks: { good: 101, failed: 1 },
    });
  });

  it('is not told where none was found', async () => {
    await checked([1, 'ok']);
    expect((await history()).delay).toBeNull();
  });
});

describe('when an account is checked next', () => {
  it('is named while Meta wants to be left alone, and no longer', async () => {
    const rest = async (notBefore: Date) => {
      await test.db.update(account).set({ notBefore }).where(eq(account.id, accountId));
      return (await history()).notBefore;
    };
    expect(await rest(minutesAgo(-19))).toBe(minutesAgo(-19).toISOString());
    expect(await rest(minutesAgo(1))).toBeNull();
  });
});

it.each([
  ['works', 'healthy'],
  ['refused', 'broken'],
] as const)('an account says that its token %s', async (says, state) => {
  const [row] = await test.db
    .insert(token)
    .values({ hash: newId(), sealed: 'sealed', state })
    .returning({ id: token.id });
  await test.db.update(account).set({ tokenId: row!.id }).where(eq(account.id, accountId));
  expect(await history()).toMatchObject({ token: says });
});

it('an account whose token was disconnected says that none reaches it, not that one is refused', async () => {
  await test.db.update(account).set({ tokenId: null }).where(eq(account.id, accountId));
  expect(await history()).toMatchObject({ token: 'none' });
});

it('an account that is not there is not found', async () => {
  accountId = newId();
  await expect(history()).rejects.toMatchObject({ code: 'not_found' });
});
