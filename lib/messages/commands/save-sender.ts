import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { message, sender, senderReach, token } from '#db/schema.ts';
import type { PeopleLimit } from '#lib/whatsapp/people-limit.ts';
import { giveSender } from '../../accounts/commands/hand-over-senders.ts';
import { lockHandOvers } from '../../accounts/commands/hand-over.ts';
import { canSend } from '../../accounts/queries/token-can.ts';
import type { Actor } from '../../actor.ts';
import { endAlarm } from '../../alarms/commands.ts';
import { notifyDue } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import type { Quality } from '../../words.ts';
import { raiseAlarm } from './raise-alarm.ts';

/**
 * What came of reading a sender's number with a token. `refused`: Meta does not
 * show it the number. `silent`: it could not be asked, so that what was known stays.
 */
export type TokenAnswer = { tokenId: string; answer: 'read' | 'refused' | 'silent' };

/**
 * Makes a WhatsApp number a sender once a token has read it, writes down with
 * which tokens it can be read, and lets the first of them send that may. Where
 * none can, what sent before stays: one refusal may pass.
 * @param asked the tokens that may send, in the order in which they are to
 * @returns its id; undefined while no token has ever read it
 */
export async function saveSender(
  db: Database,
  {
    actor,
    phoneNumberId,
    wabaId,
    asked,
  }: { actor: Actor; phoneNumberId: string; wabaId: string; asked: readonly TokenAnswer[] },
): Promise<string | undefined> {
  demand(actor, 'accounts.manage', null);
  return db.transaction(async (tx) => {
    await lockHandOvers(tx);
    const read = await listConnected(tx, idsOf(asked, 'read'));
    const [known] = await tx
      .select({ id: sender.id, tokenId: sender.tokenId, wabaId: sender.wabaId })
      .from(sender)
      .where(eq(sender.phoneNumberId, phoneNumberId))
      .for('no key update');
    if (!known && read.length === 0) return undefined;
    const [row] = await tx
      .insert(sender)
      .values({ phoneNumberId, wabaId })
      .onConflictDoUpdate({ target: sender.phoneNumberId, set: { wabaId } })
      .returning({ id: sender.id });
    if (!row) throw new Error('The sender was not stored.');
    await noteReach(tx, { senderId: row.id, read, refused: idsOf(asked, 'refused') });
    const reached = await listReach(tx, row.id);
    const tokenId = asked.find((each) => reached.includes(each.tokenId))?.tokenId;
    if (tokenId !== undefined && (tokenId !== known?.tokenId || wabaId !== known.wabaId))
      await giveSender(tx, { actor, senderId: row.id, phoneNumberId, tokenId });
    return row.id;
  });
}

const idsOf = (asked: readonly TokenAnswer[], which: TokenAnswer['answer']) =>
  asked.filter(({ answer }) => answer === which).map(({ tokenId }) => tokenId);

/** Those that are still connected: one may have gone while Meta was asked. */
async function listConnected(tx: Transaction, tokenIds: string[]): Promise<string[]> {
  const rows = await tx.select({ id: token.id }).from(token).where(inArray(token.id, tokenIds));
  return rows.map(({ id }) => id);
}

async function noteReach(
  tx: Transaction,
  { senderId, read, refused }: { senderId: string; read: string[]; refused: string[] },
): Promise<void> {
  await tx
    .delete(senderReach)
    .where(and(eq(senderReach.senderId, senderId), inArray(senderReach.tokenId, refused)));
  if (read.length === 0) return;
  await tx
    .insert(senderReach)
    .values(read.map((tokenId) => ({ senderId, tokenId })))
    .onConflictDoNothing();
}

async function listReach(tx: Transaction, senderId: string): Promise<string[]> {
  const rows = await tx
    .select({ tokenId: senderReach.tokenId })
    .from(senderReach)
    .innerJoin(token, and(eq(token.id, senderReach.tokenId), canSend('token')))
    .where(eq(senderReach.senderId, senderId));
  return rows.map(({ tokenId }) => tokenId);
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
