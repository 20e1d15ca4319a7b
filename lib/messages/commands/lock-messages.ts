import { asc, inArray, sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Transaction } from '#db/client.ts';
import { message, number } from '#db/schema.ts';

/**
 * Locks messages and the numbers they go to: numbers first and each sort in
 * the order of ids, as everybody does, so that nobody waits in a circle.
 */
export async function lockMessages(tx: Transaction, messageIds: readonly string[]) {
  const ids = [...messageIds];
  if (ids.length === 0) return [];
  await tx
    .select({ id: number.id })
    .from(number)
    .where(
      inArray(
        number.id,
        tx
          .select({ id: sql`${message.numberId}` })
          .from(message)
          .where(anyOf(message.id, ids)),
      ),
    )
    .orderBy(asc(number.id))
    .for('no key update');
  return tx
    .select({ id: message.id, state: message.state, numberId: message.numberId, senderId: message.senderId })
    .from(message)
    .where(anyOf(message.id, ids))
    .orderBy(asc(message.id))
    .for('no key update');
}
