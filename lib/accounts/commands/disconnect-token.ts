import { eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { account, sender, senderReach, token, tokenReach } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit, recordAuditLines } from '#lib/audit/commands.ts';
import { StorywireError } from '#lib/errors.ts';
import { keyring } from '#lib/keyring.ts';
import { demand } from '#lib/people/permissions.ts';
import { keyedHash } from '#lib/seal.ts';
import { canSend } from '../queries/token-can.ts';
import { handOverSenders } from './hand-over-senders.ts';
import { handOverAccounts, lockHandOvers } from './hand-over.ts';

/**
 * Forgets a token, its sealed text with it; what was read and sent with it
 * stays. Its accounts go to others that reach them; those that no other reaches
 * are not checked any more. What sends by WhatsApp with it goes on with another
 * with which the number was read. Where there is none, the only token that
 * sends stays as long as it works; a broken one goes, and nothing is sent then.
 * @param environmentToken the environment's, which would be back at the next start
 * @returns how many accounts are not read by any token now, and whether it sent and no other does now
 * @throws StorywireError `forbidden` unless an admin of all regions; `not_found`; `conflict` for the environment's
 * own, and for the only one that can send
 */
export async function disconnectToken(
  db: Database,
  {
    actor,
    tokenId,
    environmentToken,
  }: { actor: Actor; tokenId: string; environmentToken: string | undefined },
): Promise<{ left: number; silent: boolean }> {
  demand(actor, 'accounts.manage', null);
  return db.transaction(async (tx) => {
    await lockHandOvers(tx);
    const [row] = await tx
      .select({ hash: token.hash, holder: token.holder })
      .from(token)
      .where(eq(token.id, tokenId))
      .for('update');
    if (!row) throw new StorywireError('not_found', 'tokenNotFound');
    if (environmentToken !== undefined && row.hash === keyedHash(keyring(), 'token', environmentToken))
      throw new StorywireError('conflict', 'tokenOfEnvironment');
    const silent = await leaveSenders(tx, { actor, tokenId });
    await removeToken(tx, { actor, tokenId, holder: row.holder });
    return { silent, left: await tx.$count(account, sql`${account.tokenId} is null`) };
  });
}

/** Takes a token out of the database, and gives its accounts to others. The caller holds its row. */
export async function removeToken(
  tx: Transaction,
  { actor, tokenId, holder }: { actor: Actor; tokenId: string; holder: string | null },
): Promise<void> {
  await tx.delete(tokenReach).where(eq(tokenReach.tokenId, tokenId));
  await handOverAccounts(tx, { actor });
  await tx.update(account).set({ tokenId: null }).where(eq(account.tokenId, tokenId));
  await tx.delete(token).where(eq(token.id, tokenId));
  await recordAudit(tx, { actor, action: 'token.disconnect', thingId: tokenId, detail: { name: holder } });
}

/** Takes a token away from what it sends. @returns whether nothing sends from one of its numbers now */
async function leaveSenders(
  tx: Transaction,
  { actor, tokenId }: { actor: Actor; tokenId: string },
): Promise<boolean> {
  const works = await tx.execute<{ id: string }>(sql`
    select s.id from sender s join token t on t.id = s.token_id
      join sender_reach r on r.sender_id = s.id and r.token_id = t.id
    where t.id = ${tokenId} and ${canSend('t')}`);
  await tx.delete(senderReach).where(eq(senderReach.tokenId, tokenId));
  await handOverSenders(tx, { actor });
  const left = await tx
    .update(sender)
    .set({ tokenId: null })
    .where(eq(sender.tokenId, tokenId))
    .returning({ id: sender.id, phoneNumberId: sender.phoneNumberId });
  if (left.length === 0) return false;
  if (left.some(({ id }) => works.some((each) => each.id === id)))
    throw new StorywireError('conflict', 'tokenSends');
  await recordAuditLines(
    tx,
    left.map(({ id, phoneNumberId }) => ({
      actor,
      action: 'sender.disconnect' as const,
      thingId: id,
      detail: { phoneNumberId },
    })),
  );
  return true;
}
