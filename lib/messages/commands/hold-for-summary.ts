import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { alert, message, story } from '#db/schema.ts';
import type { QuietHours } from '../../regions/quiet-hours.ts';
import { nextSummary, summaryKey } from '../summary-time.ts';
import { endMessages } from './end-messages.ts';
import { notifyStories } from './notify-stories.ts';

type HeldMessage = {
  id: string;
  numberId: string;
  senderId: string;
  quietHours: QuietHours;
  timeZone: string;
  now: Date;
};

/**
 * Moves what a message was to tell into the number's next summary, and ends
 * the message. Stories that are over by then are skipped. The caller holds the
 * message and its number, and knows that no try of it was accepted.
 */
export async function holdForSummary(tx: Transaction, held: HeldMessage): Promise<void> {
  const { id, numberId, senderId, now } = held;
  const summaries = await tx
    .select({
      id: message.id,
      dueAt: message.dueAt,
      day: sql<string>`right(${message.dedupeKey}, 10)`,
      collecting: sql<boolean>`${message.state} = 'planned' and ${message.leaseEpoch} = 0`,
    })
    .from(message)
    .where(and(eq(message.numberId, numberId), eq(message.kind, 'summary')))
    .orderBy(desc(message.dedupeKey));
  const open = summaries.find(({ collecting }) => collecting);
  const lastSummaryDay = summaries.find(({ collecting }) => !collecting)?.day ?? null;
  const next = nextSummary({ ...held, lastSummaryDay }, now);
  await notifyStories(tx, [id]);
  await skipOver(tx, [id], open?.dueAt ?? next.dueAt);
  const [lasting] = await tx
    .select({ until: sql<Date | null>`max(${story.expiresAt})`.mapWith(story.expiresAt) })
    .from(alert)
    .innerJoin(story, eq(story.id, alert.storyId))
    .where(eq(alert.messageId, id));
  if (lasting?.until) {
    const usefulUntil = lasting.until;
    const [into] = open
      ? await tx
          .update(message)
          .set({
            usefulUntil: sql`greatest(${message.usefulUntil}, ${usefulUntil.toISOString()}::timestamptz)`,
          })
          .where(eq(message.id, open.id))
          .returning({ id: message.id })
      : await tx
          .insert(message)
          .values({
            kind: 'summary',
            senderId,
            numberId,
            dedupeKey: summaryKey(numberId, next.day),
            dueAt: next.dueAt,
            usefulUntil,
          })
          .returning({ id: message.id });
    if (!into) throw new Error('The summary was not made.');
    await tx.update(alert).set({ messageId: into.id }).where(eq(alert.messageId, id));
  }
  await endMessages(tx, [id], 'expired', 'held for the summary');
}

/** Takes out of messages the stories that Instagram has dropped by a moment, now if none is given: they are no news any more. */
export async function skipOver(tx: Transaction, messageIds: readonly string[], at?: Date): Promise<void> {
  if (messageIds.length === 0) return;
  const moment = at ? sql`${at.toISOString()}::timestamptz` : sql`now()`;
  const over = tx.select({ id: story.id }).from(story).where(lte(story.expiresAt, moment));
  await tx
    .update(alert)
    .set({ messageId: null, skippedReason: 'story_expired' })
    .where(and(inArray(alert.messageId, [...messageIds]), inArray(alert.storyId, over)));
}
