import { and, arrayContains, asc, eq, ne, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { account, sender, token, tokenReach } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { StorywireError } from '#lib/errors.ts';
import { keyring } from '#lib/keyring.ts';
import { demand } from '#lib/people/permissions.ts';
import { keyedHash } from '#lib/seal.ts';
import { sendingScopes } from '../token-scopes.ts';
import { handOverAccounts, lockHandOvers } from './hand-over.ts';

/**
 * Forgets a token, its sealed text with it. Its accounts go to others that
 * reach them; those that no other reaches are not checked any more. What sends
 * by WhatsApp with it goes on with another that may, and without one it stays.
 * @param environmentToken the environment's, which would be back at the next start
 * @returns how many accounts are not read by any token now
 * @throws StorywireError `forbidden` unless an admin of all regions; `not_found`; `conflict` for the environment's
 * own, and for the only one that sends
 */
export async function disconnectToken(
  db: Database,
  {
    actor,
    tokenId,
    environmentToken,
  }: { actor: Actor; tokenId: string; environmentToken: string | undefined },
): Promise<{ left: number }> {
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
    await giveSenders(tx, { actor, tokenId });
    await removeToken(tx, { actor, tokenId, holder: row.holder });
    return { left: await tx.$count(account, sql`${account.tokenId} is null`) };
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

async function giveSenders(
  tx: Transaction,
  { actor, tokenId }: { actor: Actor; tokenId: string },
): Promise<void> {
  const senders = await tx
    .select({ id: sender.id, phoneNumberId: sender.phoneNumberId })
    .from(sender)
    .where(eq(sender.tokenId, tokenId))
    .for('no key update');
  if (senders.length === 0) return;
  const [other] = await tx
    .select({ id: token.id })
    .from(token)
    .where(
      and(ne(token.id, tokenId), eq(token.state, 'healthy'), arrayContains(token.scopes, [...sendingScopes])),
    )
    .orderBy(asc(token.createdAt), asc(token.id))
    .limit(1);
  if (!other) throw new StorywireError('conflict', 'tokenSends');
  await tx.update(sender).set({ tokenId: other.id }).where(eq(sender.tokenId, tokenId));
  for (const { id, phoneNumberId } of senders) {
    await recordAudit(tx, {
      actor,
      action: 'sender.connect',
      thingId: id,
      detail: { phoneNumberId, tokenId: other.id },
    });
  }
}
