import { eq } from 'drizzle-orm';
import type { Database, Queryable } from '#db/client.ts';
import { sender } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { demand } from '../../people/permissions.ts';

/**
 * Makes the environment's WhatsApp number a sender, reached by the given
 * token. Known already, it takes over the token.
 */
export async function saveSender(
  db: Database,
  {
    actor,
    phoneNumberId,
    wabaId,
    tokenId,
  }: { actor: Actor; phoneNumberId: string; wabaId: string; tokenId: string },
): Promise<string> {
  demand(actor, 'accounts.manage', null);
  return db.transaction(async (tx) => {
    const [known] = await tx
      .select({ id: sender.id, tokenId: sender.tokenId, wabaId: sender.wabaId })
      .from(sender)
      .where(eq(sender.phoneNumberId, phoneNumberId))
      .for('no key update');
    if (known?.tokenId === tokenId && known.wabaId === wabaId) return known.id;
    const [row] = await tx
      .insert(sender)
      .values({ phoneNumberId, wabaId, tokenId })
      .onConflictDoUpdate({ target: sender.phoneNumberId, set: { wabaId, tokenId } })
      .returning({ id: sender.id });
    if (!row) throw new Error('The sender was not stored.');
    await recordAudit(tx, {
      actor,
      action: 'sender.connect',
      thingId: row.id,
      detail: { phoneNumberId, tokenId },
    });
    return row.id;
  });
}

/** Notes what Meta says of a sender. */
export async function noteSender(
  db: Queryable,
  {
    senderId,
    displayNumber,
    throughputPerSecond,
  }: { senderId: string; displayNumber: string | null; throughputPerSecond: number },
): Promise<void> {
  await db
    .update(sender)
    .set({ throughputPerSecond, ...(displayNumber !== null && { displayNumber }) })
    .where(eq(sender.id, senderId));
}
