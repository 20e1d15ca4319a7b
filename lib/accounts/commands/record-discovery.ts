import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { account, token, tokenReach } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { demand } from '#lib/people/permissions.ts';
import { handOverAccounts, lockHandOvers } from './hand-over.ts';

/** An Instagram account that a token reaches, as discovery found it. */
export type FoundAccount = { igUserId: string; username: string; name: string };

/**
 * Takes in every account that a token reaches. New ones wait for a region. One
 * that another token reads well stays with that one: a token that happens to
 * reach more than was meant takes nothing away. It stands by for when the other
 * breaks, and whoever means it says so (`preferToken`).
 * @param accounts all of them: what is not among them it does not reach any more
 * @returns how many were new
 */
export async function recordDiscovery(
  db: Database,
  {
    actor,
    tokenId,
    accounts,
    now,
  }: { actor: Actor; tokenId: string; accounts: readonly FoundAccount[]; now: Date },
): Promise<number> {
  demand(actor, 'accounts.manage', null);
  return db.transaction(async (tx) => {
    await lockHandOvers(tx);
    const [known] = await tx
      .update(token)
      .set({ discoveredAt: now, trouble: null })
      .where(eq(token.id, tokenId))
      .returning({ id: token.id });
    // Disconnected while Meta was asked.
    if (!known) return 0;
    // Sorted, so that two discoveries at once lock the rows in the same order.
    const sorted = accounts.toSorted((a, b) => (a.igUserId < b.igUserId ? -1 : 1));
    const rows =
      sorted.length === 0
        ? []
        : await tx
            .insert(account)
            .values(sorted.map(({ igUserId, username, name }) => ({ igUserId, username, name })))
            .onConflictDoUpdate({
              target: account.igUserId,
              set: { username: sql`excluded.username`, name: sql`excluded.name` },
            })
            // xmax is 0 for a row that this statement made.
            .returning({ id: account.id, isNew: sql<boolean>`xmax = 0` });
    const ids = rows.map(({ id }) => id);
    await tx
      .delete(tokenReach)
      .where(and(eq(tokenReach.tokenId, tokenId), notInArray(tokenReach.accountId, ids)));
    if (ids.length > 0) {
      await tx
        .insert(tokenReach)
        .values(ids.map((accountId) => ({ tokenId, accountId })))
        .onConflictDoNothing();
    }
    await handOverAccounts(tx, { actor });
    const added = rows.filter((row) => row.isNew).map((row) => row.id);
    if (added.length > 0) {
      await recordAudit(tx, { actor, action: 'account.discover', thingId: tokenId, detail: { added } });
    }
    return added.length;
  });
}
