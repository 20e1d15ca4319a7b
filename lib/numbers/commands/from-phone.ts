import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { number, optIn } from '#db/schema.ts';
import { systemActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { keyring } from '../../keyring.ts';
import { notifyLive } from '../../live/notify.ts';
import type { NumberState } from '../../words.ts';
import { comingBackStands, leavingStands } from '../newer-word.ts';
import { findAskedAt } from '../queries/find-asked-at.ts';
import type { NumberRecord } from '../queries/find-number.ts';
import { type SenderHashes, senderHashes, type SenderIds } from '../sender-hashes.ts';
import { changeByHolder, learnIds, serviceUntil } from './change-by-holder.ts';

/**
 * What holders do from their phones. Each command runs in the transaction of the
 * webhook that brought it, so that an event is applied once or not at all.
 */

/**
 * Makes an invited number active: its phone has sent the join code, which is
 * proof and opt-in, kept with time and words.
 * @param waId of who sent it: must be the phone that was invited, unless WhatsApp gives only `userId`
 * @returns undefined when no invited number has this code, or when another
 * phone sent it, which the audit log records
 */
export async function joinByCode(
  tx: Transaction,
  { code, words, at, ...ids }: { code: string; words: string; at: Date } & SenderIds,
): Promise<NumberRecord | undefined> {
  const [row] = await tx
    .select()
    .from(number)
    .where(and(eq(number.joinCode, code), eq(number.state, 'invited')))
    .for('update');
  if (!row) return undefined;
  const hashes = senderHashes(keyring(), ids);
  if (!isHolder(row, hashes)) {
    const detail = { regionId: row.homeRegionId, reason: 'other_phone' };
    await recordAudit(tx, {
      actor: systemActor('webhook'),
      action: 'number.join',
      thingId: row.id,
      outcome: 'refused',
      detail,
    });
    return undefined;
  }
  await tx.insert(optIn).values({ numberId: row.id, kind: 'join_code', words, at });
  return changeByHolder(
    tx,
    row,
    'number.join',
    { state: 'active', joinCode: null, mutedUntil: null, serviceUntil: serviceUntil(at) },
    hashes,
  );
}

/**
 * Takes a number out because its holder asked: one word, and nothing more goes out.
 * @param at by WhatsApp's clock
 * @returns undefined when the holder has asked to hear since, or the number is gone
 */
export async function optOutNumber(
  tx: Transaction,
  { numberId, at }: { numberId: string; at: Date },
): Promise<NumberRecord | undefined> {
  const row = await lock(tx, numberId);
  // The row is held, so that no other word of the same phone comes between.
  if (!row || !leavingStands(at, await findAskedAt(tx, row.id))) return undefined;
  const optedOutAt = row.optedOutAt !== null && row.optedOutAt > at ? row.optedOutAt : at;
  if (row.state === 'opted_out') {
    await tx.update(number).set({ optedOutAt }).where(eq(number.id, row.id));
    return { ...row, optedOutAt };
  }
  const set = { state: 'opted_out', joinCode: null, mutedUntil: null, optedOutAt } as const;
  return changeByHolder(tx, row, 'number.opt_out', set);
}

/**
 * Takes a number in again because its holder sent START. An admin's pause
 * stays, and so does an invitation, which only the join code answers; but the
 * word is kept, so that an earlier STOP that comes late is known for what it is.
 * @param at by WhatsApp's clock
 * @returns undefined when the holder has left since, or the number is gone
 */
export async function rejoinNumber(
  tx: Transaction,
  { numberId, words, at }: { numberId: string; words: string; at: Date },
): Promise<NumberRecord | undefined> {
  const row = await lock(tx, numberId);
  if (!row || !comingBackStands(at, row.optedOutAt)) return undefined;
  const askedAt = await findAskedAt(tx, row.id);
  if (askedAt === null || at > askedAt)
    await tx.insert(optIn).values({ numberId, kind: 'start_word', words, at });
  if (row.state !== 'opted_out' && row.state !== 'unreachable') return row;
  return changeByHolder(tx, row, 'number.rejoin', { state: 'active' });
}

/** Holds all buzzes of a number until a moment; `null` ends it. */
export async function muteNumber(
  tx: Transaction,
  { numberId, until }: { numberId: string; until: Date | null },
): Promise<NumberRecord | undefined> {
  const row = await lock(tx, numberId);
  return row && changeByHolder(tx, row, 'number.mute', { mutedUntil: until });
}

/**
 * Notes that a number's holder wrote or tapped: opens the window for free text
 * and learns by which ids WhatsApp knows the phone. A phone that writes can be reached.
 */
export async function recordInbound(
  tx: Transaction,
  { numberId, at, ...ids }: { numberId: string; at: Date } & SenderIds,
): Promise<NumberRecord | undefined> {
  const row = await lock(tx, numberId);
  if (!row) return undefined;
  const until = serviceUntil(at);
  const state: NumberState = row.state === 'unreachable' ? 'active' : row.state;
  const later = row.serviceUntil !== null && row.serviceUntil > until ? row.serviceUntil : until;
  await tx.update(number).set({ state, serviceUntil: later }).where(eq(number.id, row.id));
  await learnIds(tx, row, senderHashes(keyring(), ids));
  if (state !== row.state) await notifyLive(tx, { topic: 'region', id: row.homeRegionId });
  return { ...row, state, serviceUntil: later };
}

/** Learns by which ids WhatsApp knows a number that it accepted a message to. */
export async function learnSenderIds(
  tx: Transaction,
  { numberId, ...ids }: { numberId: string } & SenderIds,
): Promise<void> {
  const row = await lock(tx, numberId);
  if (row) await learnIds(tx, row, senderHashes(keyring(), ids));
}

/** The invited phone itself, or one of which WhatsApp tells only the user id. */
function isHolder(row: NumberRecord, hashes: SenderHashes): boolean {
  if (hashes.waId !== null) return hashes.dialled.includes(row.hash) || hashes.waId === row.waIdHash;
  return hashes.userId !== null && (row.userIdHash === null || row.userIdHash === hashes.userId);
}

async function lock(tx: Transaction, numberId: string): Promise<NumberRecord | undefined> {
  const [row] = await tx.select().from(number).where(eq(number.id, numberId)).for('update');
  return row;
}
