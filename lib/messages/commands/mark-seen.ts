import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { message } from '#db/schema.ts';

/**
 * Notes that the holder tapped *Seen* on a message of theirs.
 * @returns false when the message is not one to this number
 */
export async function markSeen(
  tx: Transaction,
  { messageId, numberId, at }: { messageId: string; numberId: string; at: Date },
): Promise<boolean> {
  const rows = await tx
    .update(message)
    .set({ seenAt: sql`least(${message.seenAt}, ${at.toISOString()}::timestamptz)` })
    .where(and(eq(message.id, messageId), eq(message.numberId, numberId)))
    .returning({ id: message.id });
  return rows.length > 0;
}
