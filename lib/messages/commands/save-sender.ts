import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { message, sender } from '#db/schema.ts';
import type { PeopleLimit } from '#lib/whatsapp/people-limit.ts';
import type { Actor } from '../../actor.ts';
import { endAlarm } from '../../alarms/commands.ts';
import { recordAudit } from '../../audit/commands.ts';
import { notifyDue } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import type { Quality } from '../../words.ts';
import { raiseAlarm } from './raise-alarm.ts';

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

/** What Meta says of a sender. What it leaves out, NULL, stays as it was. */
export type SenderReading = {
  senderId: string;
  displayNumber: string | null;
  throughputPerSecond: number;
  quality: Quality | null;
  peoplePerDay: PeopleLimit;
};

/**
 * Notes what Meta says of a sender. The running dispatcher takes another pace
 * from its next round on. A quality of red is the last one before Meta
 * restricts the number, so an admin hears of it.
 */
export async function noteSender(
  db: Database,
  { senderId, displayNumber, throughputPerSecond, quality, peoplePerDay }: SenderReading,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(sender)
      .set({
        throughputPerSecond,
        ...(displayNumber !== null && { displayNumber }),
        ...(quality !== null && { quality }),
      })
      .where(eq(sender.id, senderId));
    await noteLimit(tx, eq(sender.id, senderId), peoplePerDay);
    if (quality === 'red')
      await raiseAlarm(tx, { kind: 'quality_low', thing: senderId, detail: { quality } });
    else if (quality !== null) await endAlarm(tx, { kind: 'quality_low', thing: senderId });
  });
}

/**
 * Notes a limit that a webhook brought for a WhatsApp Business account.
 * @returns the senders that belong to it, of which the rest is worth reading anew
 */
export async function noteAccountLimit(
  tx: Transaction,
  { wabaId, peoplePerDay }: { wabaId: string; peoplePerDay: PeopleLimit },
): Promise<string[]> {
  await noteLimit(tx, eq(sender.wabaId, wabaId), peoplePerDay);
  const rows = await tx.select({ id: sender.id }).from(sender).where(eq(sender.wabaId, wabaId));
  return rows.map(({ id }) => id);
}

async function noteLimit(tx: Transaction, which: SQL, peoplePerDay: PeopleLimit): Promise<void> {
  if (peoplePerDay === null) return;
  const next = peoplePerDay === 'unlimited' ? null : peoplePerDay;
  const changed = await tx
    .update(sender)
    .set({ peoplePerDay: next, limitReadAt: sql`now()` })
    .where(and(which, or(isNull(sender.limitReadAt), sql`${sender.peoplePerDay} is distinct from ${next}`)))
    .returning({ id: sender.id });
  await tx
    .update(sender)
    .set({ limitReadAt: sql`now()` })
    .where(which);
  if (changed.length === 0) return;
  // Whoever was left out looks again at once: there may be room.
  await tx
    .update(message)
    .set({ dueAt: sql`least(${message.dueAt}, now())` })
    .where(and(eq(message.state, 'held'), eq(message.heldReason, 'daily_limit')));
  await notifyDue(tx);
}
