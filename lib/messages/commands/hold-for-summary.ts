import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { alert, message } from '#db/schema.ts';
import { summaryUsefulMs } from '../summary-useful.ts';
import { waitingStates } from '../../words.ts';
import { notifyStories } from './notify-stories.ts';

/** A message that came due in its number's quiet hours. */
export type HeldMessage = {
  messageId: string;
  numberId: string;
  /**
   * It stays itself and only waits: a summary; and what was in doubt once, since
   * a late webhook may yet prove that it arrived, and what it carries must then
   * not stand in a summary as well.
   */
  waits: boolean;
  /** The end of the quiet hours. */
  dueAt: Date;
};

/**
 * Moves what news messages carry into the summary at the end of the quiet
 * hours, opening one where none is collecting, and ends them. The caller holds the rows
 * of messages and numbers.
 */
export async function holdForSummary(
  tx: Transaction,
  { senderId, held }: { senderId: string; held: readonly HeldMessage[] },
): Promise<void> {
  for (const { messageId, numberId, waits, dueAt } of held) {
    if (waits) {
      const usefulUntil = new Date(dueAt.getTime() + summaryUsefulMs);
      await tx
        .update(message)
        .set({ state: 'held', heldReason: 'quiet_hours', dueAt, usefulUntil })
        .where(eq(message.id, messageId));
      continue;
    }
    const summaryId = await collectingSummary(tx, { senderId, numberId, dueAt, openedBy: messageId });
    await tx.update(alert).set({ messageId: summaryId }).where(eq(alert.messageId, messageId));
    await tx
      .update(message)
      .set({ state: 'expired', heldReason: null, failedAt: sql`now()`, errorDetails: 'held_for_summary' })
      .where(and(eq(message.id, messageId), inArray(message.state, [...waitingStates])));
    await notifyStories(tx, [summaryId]);
  }
}

async function collectingSummary(
  tx: Transaction,
  {
    senderId,
    numberId,
    dueAt,
    openedBy,
  }: { senderId: string; numberId: string; dueAt: Date; openedBy: string },
): Promise<string> {
  await tx
    .insert(message)
    .values({
      kind: 'summary',
      state: 'held',
      heldReason: 'quiet_hours',
      senderId,
      numberId,
      dedupeKey: `summary:${numberId}:${openedBy}`,
      dueAt,
      usefulUntil: new Date(dueAt.getTime() + summaryUsefulMs),
    })
    // The index lets one collect per number.
    .onConflictDoNothing();
  const [row] = await tx
    .select({ id: message.id })
    .from(message)
    .where(
      and(
        eq(message.numberId, numberId),
        eq(message.kind, 'summary'),
        inArray(message.state, [...waitingStates]),
        eq(message.leaseEpoch, 0),
      ),
    );
  if (!row) throw new Error('No summary collects for a number that is quiet.');
  return row.id;
}
