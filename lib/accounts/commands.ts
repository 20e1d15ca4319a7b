import { and, count, eq, gt, ne, sql } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '#db/client.ts';
import { account, ledger, region, token } from '#db/schema.ts';
import type { TokenFacts } from '#lib/instagram/token-facts.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { StorywireError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { keyring } from '#lib/keyring.ts';
import { notifyLive } from '#lib/live/notify.ts';
import { demand } from '#lib/people/permissions.ts';
import { keyedHash, seal } from '#lib/seal.ts';
import type { CheckResult } from '#lib/words.ts';
import { nextCheckAt } from './next-check-at.ts';
import { tokenWords } from './token-words.ts';

/**
 * Takes in an access token, sealed. The same token given again is the same
 * row: a broken one becomes healthy when Meta now calls it valid, or when Meta
 * could not be asked, since the next poll will tell.
 * @param facts what Meta says of it; `undefined`: could not be asked
 * @returns the token's id
 */
export async function connectToken(
  db: Database,
  {
    actor,
    accessToken,
    facts,
    now,
  }: { actor: Actor; accessToken: string; facts: TokenFacts | undefined; now: Date },
): Promise<string> {
  demand(actor, 'accounts.manage', null);
  const hash = keyedHash(keyring(), 'token', accessToken);
  const brokenReason = facts && !facts.valid ? tokenWords(facts.error) : null;
  const standing = {
    state: brokenReason === null ? 'healthy' : 'broken',
    brokenReason,
    ...(facts && { scopes: facts.scopes, expiresAt: facts.expiresAt, checkedAt: now }),
  } as const;
  return db.transaction(async (tx) => {
    const id = newId(now);
    const [added] = await tx
      .insert(token)
      .values({ id, hash, sealed: seal(keyring(), `token:${id}`, accessToken), ...standing })
      .onConflictDoNothing({ target: token.hash })
      .returning({ id: token.id });
    const known = added ? undefined : await lockToken(tx, hash);
    if (known) await tx.update(token).set(standing).where(eq(token.id, known.id));
    const thingId = known?.id ?? id;
    // The environment's token is connected at every start; only what changes is worth a line.
    if (known?.state !== standing.state) {
      await recordAudit(tx, {
        actor,
        action: 'token.connect',
        thingId,
        detail: { state: standing.state, brokenReason },
      });
    }
    return thingId;
  });
}

async function lockToken(tx: Transaction, hash: string) {
  const [row] = await tx
    .select({ id: token.id, state: token.state })
    .from(token)
    .where(eq(token.hash, hash))
    .for('update');
  return row;
}

/** An Instagram account that a token reaches, as discovery found it. */
export type FoundAccount = { igUserId: string; username: string; name: string };

/**
 * Takes in the accounts that a token has just reached. New ones wait for a
 * region; known ones are from now on read by this token, which has proved that
 * it works: whoever connects a new one means it to be used.
 * @returns how many were new
 */
export async function recordDiscovery(
  db: Database,
  { actor, tokenId, accounts }: { actor: Actor; tokenId: string; accounts: readonly FoundAccount[] },
): Promise<number> {
  demand(actor, 'accounts.manage', null);
  if (accounts.length === 0) return 0;
  return db.transaction(async (tx) => {
    // Sorted, so that two discoveries at once lock the rows in the same order.
    const sorted = accounts.toSorted((a, b) => (a.igUserId < b.igUserId ? -1 : 1));
    const rows = await tx
      .insert(account)
      .values(sorted.map(({ igUserId, username, name }) => ({ igUserId, username, name, tokenId })))
      .onConflictDoUpdate({
        target: account.igUserId,
        set: {
          username: sql`excluded.username`,
          name: sql`excluded.name`,
          tokenId: sql`excluded.token_id`,
        },
      })
      // xmax is 0 for a row that this statement made.
      .returning({ id: account.id, isNew: sql<boolean>`xmax = 0` });
    const added = rows.filter((row) => row.isNew).map((row) => row.id);
    if (added.length > 0) {
      await recordAudit(tx, { actor, action: 'account.discover', thingId: tokenId, detail: { added } });
    }
    return added.length;
  });
}

/** Says that Meta refuses a token: its accounts rest until it, or another one, is connected. */
export async function markTokenBroken(
  db: Queryable,
  { actor, tokenId, reason, now }: { actor: Actor; tokenId: string; reason: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const marked = await tx
      .update(token)
      .set({ state: 'broken', brokenReason: reason, checkedAt: now })
      .where(and(eq(token.id, tokenId), ne(token.state, 'broken')))
      .returning({ id: token.id });
    // Several checks meet the same broken token; one line of them is enough.
    if (marked.length === 0) return;
    await recordAudit(tx, { actor, action: 'token.break', thingId: tokenId, detail: { reason } });
  });
}

/** Gives an account to a region. Stories found before stay with the region they were found in. */
export async function moveAccount(
  db: Database,
  { actor, accountId, regionId }: { actor: Actor; accountId: string; regionId: string },
): Promise<void> {
  demand(actor, 'accounts.manage', regionId);
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select({ regionId: account.regionId })
      .from(account)
      .where(eq(account.id, accountId))
      .for('update');
    if (!row) throw new StorywireError('not_found', 'accountNotFound');
    // `null` asks for the right in every region: an account that no team has yet belongs to all of them.
    demand(actor, 'accounts.manage', row.regionId);
    if (row.regionId === regionId) return;
    const [target] = await tx.select({ id: region.id }).from(region).where(eq(region.id, regionId));
    if (!target) throw new StorywireError('not_found', 'regionNotFound', { field: 'regionId' });
    await tx.update(account).set({ regionId }).where(eq(account.id, accountId));
    await recordAudit(tx, {
      actor,
      action: 'account.move',
      thingId: accountId,
      detail: { from: row.regionId, to: regionId },
    });
    await notifyLive(tx, { topic: 'region', id: regionId });
    if (row.regionId) await notifyLive(tx, { topic: 'region', id: row.regionId });
  });
}

/** One check of one account, as the ledger keeps it. */
export type AccountCheck = {
  accountId: string;
  checkedAt: Date;
  result: CheckResult;
  /** Meta's code and subcode, as `100/33`. */
  errorCode?: string | null;
  /** Not before when Meta wants to be asked again. `null`: it named no time. */
  namedByMeta: Date | null;
  /** Given when the check was good. */
  listing?: { listed: number; found: number; delayMs: number | null; first: boolean };
};

/**
 * Writes a check into the ledger and onto the account. Inside the transaction
 * that takes in what was found, so that the ledger never tells of stories that
 * were not kept.
 */
export async function recordCheck(tx: Transaction, check: AccountCheck): Promise<void> {
  const { accountId, checkedAt, result } = check;
  const failuresBefore = result === 'ok' ? 0 : await failuresInARow(tx, accountId);
  await tx.insert(ledger).values({
    accountId,
    checkedAt,
    result,
    errorCode: check.errorCode ?? null,
    ...check.listing,
  });
  const notBefore = nextCheckAt({ result, namedByMeta: check.namedByMeta, failuresBefore, now: checkedAt });
  await tx
    .update(account)
    .set({
      notBefore,
      ...(result === 'ok' && {
        firstCheckedAt: sql`coalesce(${account.firstCheckedAt}, ${checkedAt.toISOString()}::timestamptz)`,
        // A check that was overtaken by a later one does not turn the clock back.
        lastGoodCheckAt: sql`greatest(${account.lastGoodCheckAt}, ${checkedAt.toISOString()}::timestamptz)`,
      }),
    })
    .where(eq(account.id, accountId));
}

async function failuresInARow(tx: Transaction, accountId: string): Promise<number> {
  const [row] = await tx
    .select({ failures: count(ledger.id) })
    .from(account)
    .innerJoin(
      ledger,
      and(
        eq(ledger.accountId, account.id),
        gt(ledger.checkedAt, sql`coalesce(${account.lastGoodCheckAt}, '-infinity')`),
      ),
    )
    .where(eq(account.id, accountId));
  return row?.failures ?? 0;
}

/** Writes down a check that gave no listing. */
export async function recordFailedCheck(
  db: Database,
  check: Omit<AccountCheck, 'listing' | 'result'> & { result: Exclude<CheckResult, 'ok'> },
): Promise<void> {
  await db.transaction((tx) => recordCheck(tx, check));
}
