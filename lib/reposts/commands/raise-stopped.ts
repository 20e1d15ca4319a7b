import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { account, repost, repostTarget, story } from '#db/schema.ts';
import { endAlarm, openAlarm } from '../../alarms/commands.ts';
import { queuePostStopped } from '../../messages/commands/queue-post-stopped.ts';
import type { StoppedState } from '../../words.ts';

/**
 * Tells the editors of a repost's region that a post needs them: it failed,
 * missed its time, or nobody knows whether it is live. As an alarm in the app
 * until somebody has seen to it, and on their phones.
 */
export async function raiseStopped(
  tx: Transaction,
  { targetId, state }: { targetId: string; state: StoppedState },
): Promise<void> {
  const [row] = await tx
    .select({
      repostId: repost.id,
      regionId: repost.regionId,
      byUserId: repost.byUserId,
      username: account.username,
      code: story.code,
    })
    .from(repostTarget)
    .innerJoin(repost, eq(repost.id, repostTarget.repostId))
    .innerJoin(account, eq(account.id, repostTarget.accountId))
    .innerJoin(story, eq(story.id, repost.storyId))
    .where(eq(repostTarget.id, targetId));
  if (!row) throw new Error('A post that stopped is not there.');
  const { regionId, username, code, ...who } = row;
  const { id: alarmId, isNew } = await openAlarm(tx, {
    kind: 'post_stopped',
    thing: targetId,
    regionId,
    detail: { code, account: username, repostId: who.repostId },
  });
  if (isNew) await queuePostStopped(tx, { alarmId, regionId, state, ...who });
}

/** Somebody has seen to it. */
export const endStopped = (tx: Transaction, { targetId, userId }: { targetId: string; userId: string }) =>
  endAlarm(tx, { kind: 'post_stopped', thing: targetId, userId });
