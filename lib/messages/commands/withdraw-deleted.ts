import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Database, Transaction } from '#db/client.ts';
import { alert, message, story } from '#db/schema.ts';
import { notifyLive } from '../../live/notify.ts';
import { buzzKinds, isWaiting, waitingStates } from '../../words.ts';
import { endMessages } from './end-messages.ts';
import { lockMessages } from './lock-messages.ts';

const reason = 'story_deleted';

/**
 * Takes stories that their teams have deleted out of messages whose rows the
 * caller holds and which have not begun: a roll-up or summary goes on with what
 * is left of it, and a message that is left with nothing ends. What is on its way
 * or in doubt keeps what it carries, since it may have been read already.
 * @returns the messages that have ended, and how many alerts were withdrawn
 */
export async function withdrawDeleted(
  tx: Transaction,
  messageIds: readonly string[],
): Promise<{ ended: Set<string>; withdrawn: number }> {
  if (messageIds.length === 0) return { ended: new Set(), withdrawn: 0 };
  const carried = await tx
    .select({ alertId: alert.id, storyId: alert.storyId, messageId: sql<string>`${message.id}` })
    .from(alert)
    .innerJoin(message, eq(message.id, alert.messageId))
    .innerJoin(story, eq(story.id, alert.storyId))
    .where(
      and(
        anyOf(alert.messageId, messageIds),
        inArray(message.kind, [...buzzKinds]),
        inArray(message.state, [...waitingStates]),
        isNotNull(story.deletedAt),
      ),
    );
  if (carried.length === 0) return { ended: new Set(), withdrawn: 0 };
  await tx
    .update(alert)
    .set({ messageId: null, skippedReason: reason })
    .where(
      anyOf(
        alert.id,
        carried.map(({ alertId }) => alertId),
      ),
    );
  const touched = [...new Set(carried.map(({ messageId }) => messageId))];
  const left = await tx
    .selectDistinct({ messageId: alert.messageId })
    .from(alert)
    .where(anyOf(alert.messageId, touched));
  const full = new Set(left.map(({ messageId }) => messageId));
  const ended = touched.filter((id) => !full.has(id));
  await endMessages(tx, ended, 'expired', reason);
  for (const storyId of new Set(carried.map((each) => each.storyId)))
    await notifyLive(tx, { topic: 'alert', id: storyId });
  return { ended: new Set(ended), withdrawn: carried.length };
}

/**
 * Withdraws the alerts of a deleted story that no message has begun to carry
 * out. What is planned while this runs is caught when it is claimed.
 * @returns how many
 */
export async function withdrawStory(db: Database, { storyId }: { storyId: string }): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ messageId: sql<string>`${alert.messageId}` })
      .from(alert)
      .innerJoin(message, eq(message.id, alert.messageId))
      .where(and(eq(alert.storyId, storyId), inArray(message.state, [...waitingStates])));
    // Held only now, so a message may have begun meanwhile.
    const held = await lockMessages(
      tx,
      rows.map(({ messageId }) => messageId),
    );
    const waiting = held.filter(({ state }) => isWaiting(state)).map(({ id }) => id);
    return (await withdrawDeleted(tx, waiting)).withdrawn;
  });
}
