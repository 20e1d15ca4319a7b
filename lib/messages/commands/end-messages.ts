import { sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Transaction } from '#db/client.ts';
import { alert, message } from '#db/schema.ts';
import type { SkipReason } from '../../words.ts';
import { notifyStories } from './notify-stories.ts';

/**
 * Ends messages by the verdict of time. The caller holds their rows.
 * @param details words for the admin, where there is more to say
 */
export async function endMessages(
  tx: Transaction,
  messageIds: readonly string[],
  state: 'expired' | 'unconfirmed',
  details?: string,
): Promise<void> {
  if (messageIds.length === 0) return;
  await tx
    .update(message)
    .set({
      state,
      heldReason: null,
      failedAt: sql`now()`,
      leaseUntil: null,
      sealedBody: null,
      ...(details !== undefined && { errorDetails: details }),
    })
    .where(anyOf(message.id, messageIds));
}

/**
 * Takes the alerts of messages that are not to be sent any more: the number is
 * not told after all, and the reason is on record where one looks for it.
 */
export async function skipAlerts(
  tx: Transaction,
  messageIds: readonly string[],
  reason: SkipReason,
): Promise<void> {
  if (messageIds.length === 0) return;
  await notifyStories(tx, messageIds);
  await tx
    .update(alert)
    .set({ messageId: null, skippedReason: reason })
    .where(anyOf(alert.messageId, messageIds));
  await endMessages(tx, messageIds, 'expired', reason);
}
