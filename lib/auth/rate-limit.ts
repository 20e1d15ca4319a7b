import { type SQL, sql } from 'drizzle-orm';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Queryable } from '#db/client.ts';
import { StorywireError } from '../errors.ts';
import { keyring } from '../keyring.ts';
import { keyedHash } from '../seal.ts';

const seconds = 10 * 60;

/**
 * How often something may be tried by one address or one number in ten
 * minutes. There is no limit over all of them together: whoever floods us
 * would shut everybody else out with it.
 */
const most = {
  /** Codes for signing in by WhatsApp, by address; an office shares one. */
  signInRequest: 30,
  /** One-time links that turn out not to be good, by address. */
  signInLink: 30,
  /** Sign-ins that fail, by address. */
  signIn: 30,
  /** Ways to the company's issuer, by address; each may have us ask the issuer who it is. */
  companySignIn: 30,
  /** Sign-in texts of one phone; each costs an answer. */
  signInText: 5,
  /** Lines that say to a phone that only text is read. */
  textOnlyLine: 1,
  /** Lines that say to a phone that its words are kept without a story. */
  noteKeptLine: 1,
} as const;

export type Limited = keyof typeof most;

export type Try = {
  /** Whether this try is one too many. */
  over: boolean;
  /** The first that is. */
  firstOver: boolean;
  /** Until it may be tried again. */
  waitMs: number;
  /** For what turned out to be no guess: it does not count. */
  giveBack: () => Promise<void>;
};

/**
 * Counts a try. The count stands in the database, so it holds for every
 * process and over a restart; its key is a keyed hash, which tells nobody an
 * address or a number.
 * @param key whose try it is
 */
export async function countTry(db: Queryable, { what, key }: { what: Limited; key: string }): Promise<Try> {
  const limiter = limiterOver(db, what);
  const row = keyedHash(keyring(), 'rate limit', `${what}\0${key}`);
  await dropEnded(db);
  const result = await limiter.consume(row).catch((over: unknown) => {
    // It rejects with the count where that is over, and with an error where counting failed: then nobody passes.
    if (over instanceof RateLimiterRes) return over;
    throw over;
  });
  return {
    over: result.consumedPoints > most[what],
    firstOver: result.consumedPoints === most[what] + 1,
    waitMs: Math.max(result.msBeforeNext, 0),
    giveBack: async () => void (await limiter.reward(row)),
  };
}

/**
 * The same, refusing the try that is one too many.
 * @throws StorywireError `too_many`, of which the edges make 429 with Retry-After
 */
export async function limit(db: Queryable, asked: { what: Limited; key: string }): Promise<Try> {
  const counted = await countTry(db, asked);
  if (counted.over) {
    const wait = Math.max(1, Math.ceil(counted.waitMs / 1000));
    throw new StorywireError('too_many', 'tooManyTries', {
      values: { seconds: wait, minutes: Math.ceil(wait / 60) },
    });
  }
  return counted;
}

type Query = { text: string; values: unknown[] };

/** The library's own SQL over whatever connection or transaction is at hand. */
function limiterOver(db: Queryable, what: Limited): RateLimiterPostgres {
  const query = async ({ text, values }: Query) => {
    const rows = await db.execute(withValues(text, values));
    return { rows: [...rows], rowCount: rows.length };
  };
  return new RateLimiterPostgres({
    storeClient: { query },
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: '',
    points: most[what],
    duration: seconds,
  });
}

function withValues(text: string, values: readonly unknown[]): SQL {
  const parts = text
    .split(/\$(\d+)/)
    .map((part, place) => (place % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`));
  return sql.join(parts);
}

const dropEveryMs = 5 * 60_000;
let droppedAtMs = 0;

/** Counts that have ended are of no use; now and then they are cleared away. */
async function dropEnded(db: Queryable): Promise<void> {
  const nowMs = Date.now();
  if (nowMs - droppedAtMs < dropEveryMs) return;
  droppedAtMs = nowMs;
  await db.execute(sql`
    delete from rate_limit where key in (
      select key from rate_limit where expire < ${nowMs} limit 1000 for update skip locked
    )`);
}
