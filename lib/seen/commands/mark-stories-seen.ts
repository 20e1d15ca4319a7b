import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { alert, message, number, seen } from '#db/schema.ts';
import { notifyLive } from '../../live/notify.ts';

/**
 * Marks every story that a message carries as seen by the person who carries
 * its number; of a phone that nobody in particular carries nothing is marked.
 * However often and in whatever order it is told, the first time stands.
 */
export async function markStoriesSeen(
  tx: Transaction,
  { messageId, numberId, at }: { messageId: string; numberId: string; at: Date },
): Promise<void> {
  const rows = await tx
    .selectDistinct({ storyId: alert.storyId, userId: number.userId })
    .from(alert)
    .innerJoin(message, eq(message.id, alert.messageId))
    .innerJoin(number, eq(number.id, message.numberId))
    .where(and(eq(alert.messageId, messageId), eq(number.id, numberId)))
    .orderBy(alert.storyId);
  const marks = rows.flatMap(({ storyId, userId }) => (userId === null ? [] : [{ storyId, userId, at }]));
  if (marks.length === 0) return;
  await tx
    .insert(seen)
    .values(marks)
    .onConflictDoUpdate({
      target: [seen.storyId, seen.userId],
      set: { at: sql`least(${seen.at}, excluded.at)` },
    });
  for (const userId of new Set(marks.map((mark) => mark.userId)))
    await notifyLive(tx, { topic: 'seen', id: userId });
}
