import { and, eq, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { account, sender, token, tokenReach } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { canRead } from '../queries/token-can.ts';
import { removeToken } from './disconnect-token.ts';
import { giveTo, lockHandOvers } from './hand-over.ts';

/**
 * Lets the environment's token take over from one that stood there before:
 * whoever changes META_ACCESS_TOKEN means it. What the new one does not reach
 * stays with the old one, and an old one with nothing left to do is forgotten.
 * One that may not read accounts takes none.
 * The caller has just found out what the new one reaches.
 */
export async function retireFormerTokens(
  db: Database,
  { actor, tokenId }: { actor: Actor; tokenId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockHandOvers(tx);
    const former = await tx
      .select({ id: token.id, holder: token.holder })
      .from(token)
      .where(and(eq(token.source, 'environment'), ne(token.id, tokenId)))
      .orderBy(token.id)
      .for('update');
    for (const { id, holder } of former) {
      const rows = await tx
        .select({ id: account.id })
        .from(account)
        .innerJoin(tokenReach, and(eq(tokenReach.accountId, account.id), eq(tokenReach.tokenId, tokenId)))
        .innerJoin(token, eq(token.id, tokenReach.tokenId))
        .where(and(eq(account.tokenId, id), canRead('token')))
        .orderBy(account.id)
        .for('update', { of: account });
      await giveTo(tx, { actor, moved: rows.map((row) => ({ id: row.id, from: id, to: tokenId })) });
      const [used] = await tx.execute<{ used: boolean }>(sql`
        select exists (select from ${account} where token_id = ${id})
          or exists (select from ${sender} where token_id = ${id}) as used`);
      if (used?.used === false) await removeToken(tx, { actor, tokenId: id, holder });
    }
  });
}
