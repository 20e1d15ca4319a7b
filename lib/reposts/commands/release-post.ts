import { and, eq, inArray, isNull, notInArray, or, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { repostTarget } from '#db/schema.ts';

/**
 * Lets a post go, at its time or at once: from here on the publisher has it.
 * The caller has made sure that it may, and holds the target's row.
 * @returns false when it is in no state to be let go
 */
export async function releasePost(tx: Queryable, { targetId }: { targetId: string }): Promise<boolean> {
  const released = await tx
    .update(repostTarget)
    .set({
      state: 'scheduled',
      step: null,
      dueAt: sql`coalesce(${repostTarget.publishAt}, now())`,
      epoch: sql`${repostTarget.epoch} + 1`,
      leaseUntil: null,
      errorCode: null,
      failure: null,
      updatedAt: sql`now()`,
    })
    .where(and(eq(repostTarget.id, targetId), inArray(repostTarget.state, ['approved', 'overdue'])))
    .returning({ id: repostTarget.id });
  return released.length > 0;
}

/**
 * Stops a post for good, up to the last moment: until Meta has been asked to
 * publish it. The caller has made sure that it may.
 * @returns false when it is too late
 */
export async function stopPost(tx: Queryable, { targetId }: { targetId: string }): Promise<boolean> {
  const stopped = await tx
    .update(repostTarget)
    .set({
      state: 'cancelled',
      dueAt: null,
      leaseUntil: null,
      epoch: sql`${repostTarget.epoch} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(repostTarget.id, targetId),
        notInArray(repostTarget.state, ['published', 'cancelled', 'unconfirmed', 'failed']),
        or(isNull(repostTarget.step), notInArray(repostTarget.step, ['publish_asked', 'posted'])),
      ),
    )
    .returning({ id: repostTarget.id });
  return stopped.length > 0;
}
