import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { attempt, message, number } from '#db/schema.ts';
import { endAlarm } from '../../alarms/commands.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyDue } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { lockMessages } from './lock-messages.ts';
import { notifyStories } from './notify-stories.ts';

type OneMessage = { actor: Actor; messageId: string };
/** Whose phone it is for. NULL: the number was removed. */
type Named = { label: string | null };

/**
 * Sends a message of which nobody knows whether it arrived once more: a person
 * takes the place of the proof. One try and no more: is that in doubt again,
 * so is the message.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` when somebody has
 * dealt with it, it is of no more use, its number is gone or its text was a secret
 */
export async function resendMessage(db: Database, { actor, messageId }: OneMessage): Promise<Named> {
  return db.transaction(async (tx) => {
    const row = await lockUnconfirmed(tx, actor, messageId);
    if (row.numberId === null) throw new StorywireError('conflict', 'messageNumberGone');
    if (!row.useful) throw new StorywireError('conflict', 'messageOfNoUse');
    if (row.kind === 'reply' && row.body === null) throw new StorywireError('conflict', 'messageSecretGone');
    await tx
      .update(attempt)
      .set({ outcome: 'absent' })
      .where(and(eq(attempt.messageId, messageId), eq(attempt.outcome, 'uncertain')));
    await tx
      .update(message)
      .set({ state: 'planned', heldReason: null, leaseUntil: null, failedAt: null, dueAt: sql`now()` })
      .where(eq(message.id, messageId));
    await notifyDue(tx);
    await settle(tx, actor, row, 'message.resend');
    return { label: row.label };
  });
}

/**
 * Takes a person's word for it that a message arrived. It counts as delivered
 * from now on, whatever Meta says later, unless that is more.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` when somebody has dealt with it
 */
export async function markReceived(db: Database, { actor, messageId }: OneMessage): Promise<Named> {
  return db.transaction(async (tx) => {
    const row = await lockUnconfirmed(tx, actor, messageId);
    await tx
      .update(message)
      .set({ state: 'delivered', deliveredAt: sql`now()`, failedAt: null })
      .where(eq(message.id, messageId));
    await settle(tx, actor, row, 'message.mark_received');
    return { label: row.label };
  });
}

type Unconfirmed = Awaited<ReturnType<typeof lockUnconfirmed>>;

/** Under the lock of number and message, so that of two presses the second finds it settled. */
async function lockUnconfirmed(tx: Transaction, actor: Actor, messageId: string) {
  const [locked] = await lockMessages(tx, [messageId]);
  const [row] = await tx
    .select({
      id: message.id,
      kind: message.kind,
      state: message.state,
      body: message.body,
      numberId: number.id,
      regionId: number.homeRegionId,
      label: number.label,
      shortened: number.shortened,
      useful: sql<boolean>`${message.usefulUntil} > now()`,
    })
    .from(message)
    .leftJoin(number, eq(number.id, message.numberId))
    .where(eq(message.id, messageId));
  if (!locked || !row) throw new StorywireError('not_found', 'messageNotFound');
  demand(actor, 'messages.settle', row.regionId);
  if (row.state !== 'unconfirmed') throw new StorywireError('conflict', 'messageSettled');
  return row;
}

async function settle(tx: Transaction, actor: Actor, row: Unconfirmed, action: string): Promise<void> {
  await recordAudit(tx, {
    actor,
    action,
    thingId: row.numberId ?? row.id,
    detail: { messageId: row.id, kind: row.kind, regionId: row.regionId },
  });
  const who = actor.kind === 'user' ? { userId: actor.userId } : {};
  await endAlarm(tx, { kind: 'unconfirmed', thing: row.id, ...who });
  await notifyStories(tx, [row.id]);
}
