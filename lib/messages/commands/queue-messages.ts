import { and, eq, inArray, sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Transaction } from '#db/client.ts';
import { message } from '#db/schema.ts';
import type { MessageChoice } from '#db/schema/messages.ts';
import { keyring } from '../../keyring.ts';
import { notifyDue } from '../../live/notify.ts';
import { newId } from '../../ids.ts';
import { seal } from '../../seal.ts';
import { inboundHash } from '../inbound-hash.ts';
import { sealedBodyRow } from '../sealed-body-row.ts';
import { type BuzzKind, type HeldReason, waitingStates } from '../../words.ts';
import { findSender } from '../queries/senders.ts';

export type QueuedBuzz = {
  kind: BuzzKind;
  senderId: string;
  numberId: string;
  dedupeKey: string;
  dueAt: Date;
  usefulUntil: Date;
  /** NULL: goes out as soon as it is due. */
  heldReason: HeldReason | null;
};

/**
 * Puts messages into the outbox, in the transaction of whatever they tell of.
 * The caller holds the rows of their numbers, so that nobody else is planning
 * for them.
 * @returns their ids, in the given order
 * @throws when one is there already: the plan was made on facts that are no longer true
 */
export async function queueBuzzes(tx: Transaction, buzzes: readonly QueuedBuzz[]): Promise<string[]> {
  if (buzzes.length === 0) return [];
  const rows = await tx
    .insert(message)
    .values(
      buzzes.map((buzz) => ({ ...buzz, state: buzz.heldReason === null ? 'planned' : 'held' }) as const),
    )
    .onConflictDoNothing()
    .returning({ id: message.id, dedupeKey: message.dedupeKey });
  const byKey = new Map(rows.map(({ id, dedupeKey }) => [dedupeKey, id]));
  return buzzes.map(({ dedupeKey }) => {
    const id = byKey.get(dedupeKey);
    if (id === undefined) throw new Error('A message of this plan was planned before.');
    return id;
  });
}

/**
 * Keeps collecting roll-ups useful for as long as what now joins them.
 * @throws when one of them has stopped collecting
 */
export async function extendRollUps(
  tx: Transaction,
  messageIds: readonly string[],
  usefulUntil: Date,
): Promise<void> {
  if (messageIds.length === 0) return;
  const rows = await tx
    .update(message)
    .set({ usefulUntil: sql`greatest(${message.usefulUntil}, ${usefulUntil.toISOString()}::timestamptz)` })
    .where(
      and(
        anyOf(message.id, messageIds),
        inArray(message.state, [...waitingStates]),
        eq(message.leaseEpoch, 0),
      ),
    )
    .returning({ id: message.id });
  if (rows.length !== messageIds.length) throw new Error('A roll-up of this plan has stopped collecting.');
}

/** Says of messages that were only not due yet that something now holds them. */
export async function holdWaiting(
  tx: Transaction,
  messageIds: readonly string[],
  heldReason: HeldReason,
): Promise<void> {
  await tx
    .update(message)
    .set({ state: 'held', heldReason })
    .where(and(anyOf(message.id, messageIds), eq(message.state, 'planned')));
}

/** An answer is of no use for longer. */
const replyUsefulFor = sql`now() + interval '1 hour'`;

/** By which one finds whether something a phone sent was answered. */
const replyKey = (wamid: string) => `reply:${inboundHash(keyring(), wamid)}`;

/** Whether what a phone sent has been answered, and so has been dealt with. */
export async function isAnswered(tx: Transaction, inboundWamid: string): Promise<boolean> {
  const rows = await tx
    .select({ id: message.id })
    .from(message)
    .where(eq(message.dedupeKey, replyKey(inboundWamid)));
  return rows.length > 0;
}

/**
 * Answers what a phone sent, with free text. It goes out only while the
 * holder's service window is open, which the dispatcher looks at once more.
 * @param to a work number; or somebody who wrote and is none of them
 * @param inboundWamid what is answered; answering it twice makes one message
 * @param phoneNumberId the brand's number that was written to
 * @param secretUntil the text holds a secret that is good until then: it is
 * kept sealed, and dropped once it was sent or can be of no use any more
 * @param choices lines to answer with, instead of plain text
 */
export async function queueReply(
  tx: Transaction,
  {
    body,
    inboundWamid,
    phoneNumberId,
    secretUntil,
    choices,
    ...to
  }: ({ numberId: string } | { unknownSenderId: string }) & {
    body: string;
    inboundWamid: string;
    phoneNumberId: string;
    secretUntil?: Date;
    choices?: MessageChoice[];
  },
): Promise<void> {
  const from = await findSender(tx, phoneNumberId);
  // Written to a number of the brand that is none of our senders: whoever runs it answers.
  if (!from) return;
  const id = newId();
  await tx
    .insert(message)
    .values({
      id,
      kind: 'reply',
      senderId: from.id,
      ...to,
      dedupeKey: replyKey(inboundWamid),
      ...(secretUntil ? { sealedBody: seal(keyring(), sealedBodyRow(id), body) } : { body }),
      ...(choices ? { choices } : {}),
      dueAt: sql`now()`,
      usefulUntil: secretUntil ?? replyUsefulFor,
    })
    .onConflictDoNothing();
  await notifyDue(tx);
}
