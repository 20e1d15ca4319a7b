import { and, eq, lt, or, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { sender } from '#db/schema.ts';
import { senderLeaseMs } from '../lease-age.ts';

const senderLease = sql.raw(`now() + interval '${senderLeaseMs} milliseconds'`);

/**
 * Makes a worker the one that dispatches for a sender, or lets it go on. One
 * at a time keeps the pace; that nothing is sent twice does not rest on it.
 * @returns false while another worker has it
 */
export async function holdSender(
  db: Queryable,
  { senderId, owner }: { senderId: string; owner: string },
): Promise<boolean> {
  const rows = await db
    .update(sender)
    .set({
      leaseOwner: owner,
      leaseUntil: senderLease,
      leaseEpoch: sql`${sender.leaseEpoch} + (${sender.leaseOwner} is distinct from ${owner})::int`,
    })
    .where(and(eq(sender.id, senderId), or(eq(sender.leaseOwner, owner), lt(sender.leaseUntil, sql`now()`))))
    .returning({ id: sender.id });
  return rows.length > 0;
}

/** Lets another worker take over at once. */
export async function releaseSender(
  db: Queryable,
  { senderId, owner }: { senderId: string; owner: string },
): Promise<void> {
  await db
    .update(sender)
    .set({ leaseUntil: sql`'-infinity'` })
    .where(and(eq(sender.id, senderId), eq(sender.leaseOwner, owner)));
}
