import { and, asc, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, region, token } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { keyring } from '#lib/keyring.ts';
import { demand } from '#lib/people/permissions.ts';
import { unseal } from '#lib/seal.ts';
import type { TokenState } from '#lib/words.ts';
import { isDue } from './is-due.ts';

/** An account as lists show it. */
export type AccountRow = {
  id: string;
  igUserId: string;
  username: string;
  name: string;
  region: { id: string; name: string } | null;
  /** `null`: no token reaches it. */
  tokenState: TokenState | null;
  lastGoodCheckAt: Date | null;
  notBefore: Date | null;
};

/** All accounts by user name, for whoever may see regions: everyone signed in. */
export async function listAccounts(db: Queryable, { actor }: { actor: Actor }): Promise<AccountRow[]> {
  demand(actor, 'regions.see', null);
  const rows = await db
    .select({
      id: account.id,
      igUserId: account.igUserId,
      username: account.username,
      name: account.name,
      regionId: region.id,
      regionName: region.name,
      tokenState: token.state,
      lastGoodCheckAt: account.lastGoodCheckAt,
      notBefore: account.notBefore,
    })
    .from(account)
    .leftJoin(region, eq(region.id, account.regionId))
    .leftJoin(token, eq(token.id, account.tokenId))
    .orderBy(asc(account.username));
  return rows.map(({ regionId, regionName, ...row }) => ({
    ...row,
    region: regionId === null || regionName === null ? null : { id: regionId, name: regionName },
  }));
}

/** An account that may be asked for its stories now. */
export type PollableAccount = { id: string; igUserId: string; tokenId: string };

/** Of a region that is in use, reached by a healthy token, and not told to wait by Meta. */
export const callable = (now: Date) =>
  and(
    isNull(region.archivedAt),
    eq(token.state, 'healthy'),
    or(isNull(account.notBefore), lte(account.notBefore, now)),
  );

/** The same, and not to be spared because its budget runs low. */
export const pollable = (now: Date) =>
  and(callable(now), or(isNull(account.pacedUntil), lte(account.pacedUntil, now)));

/**
 * The accounts whose turn has come. A throttled one is never among them early.
 * @param pollIntervalMs from one good check of an account to the next
 */
export async function listDueAccounts(
  db: Queryable,
  { now, pollIntervalMs }: { now: Date; pollIntervalMs: number },
): Promise<PollableAccount[]> {
  const rows = await db
    .select({
      id: account.id,
      igUserId: account.igUserId,
      tokenId: token.id,
      lastCheckedAt: account.lastGoodCheckAt,
    })
    .from(account)
    .innerJoin(token, eq(token.id, account.tokenId))
    .innerJoin(region, eq(region.id, account.regionId))
    .where(pollable(now))
    .orderBy(asc(account.id));
  return rows
    .filter(({ id, lastCheckedAt }) => isDue({ accountId: id, lastCheckedAt, now, pollIntervalMs }))
    .map(({ id, igUserId, tokenId }) => ({ id, igUserId, tokenId }));
}

/** Those of the given accounts that may be asked now: much can change while a job waits. */
export async function listPollableAccounts(
  db: Queryable,
  { accountIds, now }: { accountIds: readonly string[]; now: Date },
): Promise<PollableAccount[]> {
  if (accountIds.length === 0) return [];
  return db
    .select({ id: account.id, igUserId: account.igUserId, tokenId: token.id })
    .from(account)
    .innerJoin(token, eq(token.id, account.tokenId))
    .innerJoin(region, eq(region.id, account.regionId))
    .where(and(inArray(account.id, [...accountIds]), pollable(now)))
    .orderBy(asc(account.id));
}

/**
 * An access token, opened, for a client call and nothing else: never logged,
 * never sent to a browser. `undefined` when it is broken or gone.
 */
export async function readToken(db: Queryable, tokenId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ sealed: token.sealed })
    .from(token)
    .where(and(eq(token.id, tokenId), eq(token.state, 'healthy')));
  return row && unseal(keyring(), `token:${tokenId}`, row.sealed);
}
