import { and, eq, inArray, isNull, notInArray, or, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { publishEvent, repostTarget } from '#db/schema.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { releasedWord } from '../publish-words.ts';

/**
 * Lets a post go, at its time or at once: from here on the publisher has it.
 * For one that is overdue this is the answer *post it all the same*, with a
 * time that the caller has set anew, or none. The caller has made sure that it
 * may, and holds the target's row.
 * @returns false when it is in no state to be let go
 */
export async function releasePost(tx: Queryable, { targetId }: { targetId: string }): Promise<boolean> {
  const [released] = await tx
    .update(repostTarget)
    .set({
      state: sql`case when ${repostTarget.publishAt} > now() then 'scheduled' else 'publishing' end`,
      step: 'begun',
      dueAt: sql`now()`,
      epoch: sql`${repostTarget.epoch} + 1`,
      ...unposted,
      updatedAt: sql`now()`,
    })
    .where(and(eq(repostTarget.id, targetId), inArray(repostTarget.state, ['approved', 'overdue'])))
    .returning({ epoch: repostTarget.epoch });
  if (!released) return false;
  await tx
    .insert(publishEvent)
    .values({ targetId, step: 'begun', epoch: released.epoch, outcome: releasedWord });
  await enqueue(tx, 'reposts.publish', { targetId });
  return true;
}

/** What is forgotten of a post that is begun anew, or taken back: nothing of it has been seen by anybody. */
export const unposted = {
  leaseUntil: null,
  containerId: null,
  containerAt: null,
  containers: 0,
  publishAskedAt: null,
  errorCode: null,
  failure: null,
} as const;

/**
 * Stops a post for good, up to the last moment: until Meta has been asked to
 * publish it. A worker that is at it can store nothing any more, and so never
 * comes to ask. The caller has made sure that it may.
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
        notInArray(repostTarget.state, ['published', 'cancelled', 'unconfirmed']),
        or(isNull(repostTarget.step), notInArray(repostTarget.step, ['publish_asked', 'posted'])),
      ),
    )
    .returning({ id: repostTarget.id });
  return stopped.length > 0;
}

/**
 * What somebody saw who looked on Instagram for a post whose fate stayed in
 * doubt. Not there: it has failed, and may be posted again.
 * The caller has made sure that it may.
 * @returns false when it is not in doubt
 */
export async function settleDoubt(
  tx: Queryable,
  { targetId, posted }: { targetId: string; posted: boolean },
): Promise<boolean> {
  const settled = await tx
    .update(repostTarget)
    .set(
      posted
        ? {
            state: 'published',
            step: 'posted',
            publishedAt: repostTarget.publishAskedAt,
            dueAt: sql`now()`,
            failure: null,
            errorCode: null,
          }
        : {
            state: 'failed',
            step: 'container_ready',
            publishAskedAt: null,
            failure: 'not_there',
            dueAt: null,
          },
    )
    .where(and(eq(repostTarget.id, targetId), eq(repostTarget.state, 'unconfirmed')))
    .returning({ epoch: repostTarget.epoch });
  const [row] = settled;
  if (!row) return false;
  await tx.insert(publishEvent).values({
    targetId,
    step: 'publish_asked',
    epoch: row.epoch,
    outcome: posted ? 'seen_by_person' : 'not_there',
  });
  // Where it stands is still to be found out.
  if (posted) await enqueue(tx, 'reposts.publish', { targetId });
  return true;
}
