import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { account } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { demand } from '#lib/people/permissions.ts';

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
