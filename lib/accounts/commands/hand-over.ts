import { inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { account } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAuditLines } from '#lib/audit/commands.ts';
import { canRead } from '../queries/token-can.ts';

/** Names the lock of what each account is read by among the database's advisory locks. */
const handOverLock = 4_011_252;

/**
 * Lets one transaction at a time decide which tokens read which accounts, until
 * its end: two that break at once would each be given the other's accounts.
 * Taken before any token's or account's row, so that nobody waits in a circle.
 */
export async function lockHandOvers(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${handOverLock})`);
}

/**
 * Gives every account whose token cannot read it (any more) to one that can:
 * the token is gone, broken, lacks a permission, or does not reach it. Of
 * several the one connected first takes it. An account that is read well stays
 * where it is, whoever else reaches it, and so does one that nobody else can read.
 * The caller has called {@link lockHandOvers}.
 * @returns how many changed hands
 */
export async function handOverAccounts(tx: Transaction, { actor }: { actor: Actor }): Promise<number> {
  const rows = await tx.execute<{ id: string; from: string | null; to: string | null }>(sql`
    select a.id, a.token_id as "from", (
      select r.token_id from token_reach r join token t on t.id = r.token_id
      where r.account_id = a.id and ${canRead('t')}
      order by t.created_at, t.id limit 1
    ) as "to"
    from account a left join token c on c.id = a.token_id
    where c.id is null or not ${canRead('c')}
      or not exists (select from token_reach r where r.account_id = a.id and r.token_id = c.id)
    order by a.id for update of a`);
  const moved = rows.flatMap(({ id, from, to }) => (to === null || to === from ? [] : [{ id, from, to }]));
  await giveTo(tx, { actor, moved });
  return moved.length;
}

/** An account that is from now on read by another token. */
type Moved = { id: string; from: string | null; to: string };

/** Writes it down; what never had a token is new and told of by its discovery. */
export async function giveTo(
  tx: Transaction,
  { actor, moved }: { actor: Actor; moved: readonly Moved[] },
): Promise<void> {
  for (const [to, group] of Map.groupBy(moved, (each) => each.to)) {
    const ids = group.map(({ id }) => id);
    await tx.update(account).set({ tokenId: to }).where(inArray(account.id, ids));
    const taken = group.filter(({ from }) => from !== null).map(({ id }) => id);
    if (taken.length > 0) {
      await recordAuditLines(tx, [
        { actor, action: 'token.take_over', thingId: to, detail: { accounts: taken } },
      ]);
    }
  }
}
