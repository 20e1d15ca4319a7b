import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { region, repostReview, repostTarget } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { queueApproval } from '../../messages/commands/queue-approval.ts';
import { type CheckedTarget, checkTarget } from '../queries/target-facts.ts';
import { isBlocked } from '../target-findings.ts';
import { mayStep } from '../target-state.ts';
import type { LockedTarget } from './lock-target.ts';
import { askPublishingCheck } from './record-publishing-check.ts';
import { releasePost } from './release-post.ts';

/** @throws StorywireError `conflict` when it is no draft, or something stands in the way */
export async function submitLocked(
  tx: Transaction,
  { actor, row, now }: { actor: UserActor; row: LockedTarget; now: Date },
): Promise<void> {
  if (!mayStep(row.state, 'submit')) throw new StorywireError('conflict', 'targetMoved');
  const { findings, approvers, left } = await checkTarget(tx, {
    targetId: row.id,
    askerId: actor.userId,
    now,
  });
  // For whoever approves it, or posts the next one.
  await askPublishingCheck(tx, row);
  if (isBlocked(findings)) throw new StorywireError('conflict', 'targetBlocked');
  const detail = { repostId: row.repostId, regionId: row.regionId, accountId: row.accountId };
  if (approvers.rule === 'none') {
    await letGo(tx, row.id);
    await recordAudit(tx, { actor, action: 'repost.let_go', thingId: row.storyId, detail });
    return;
  }
  await askApprovers(tx, { row, asker: { id: actor.userId, name: actor.name }, left });
  await recordAudit(tx, { actor, action: 'repost.submit', thingId: row.storyId, detail });
}

/**
 * Writes down that somebody asks for the approval of a target as it stands, and
 * tells those who may give it on their phones. Nothing stands in its way.
 */
export async function askApprovers(
  tx: Transaction,
  {
    row,
    asker,
    left,
  }: { row: LockedTarget; asker: { id: string; name: string }; left: CheckedTarget['left'] },
): Promise<void> {
  const { versionId, versionByUserId } = row;
  if (versionId === null || versionByUserId === null) throw new StorywireError('conflict', 'targetNoVersion');
  await tx
    .update(repostTarget)
    .set({ state: 'in_review', dueAt: null, updatedAt: sql`now()` })
    .where(eq(repostTarget.id, row.id));
  const [asked] = await tx
    .insert(repostReview)
    .values({
      targetId: row.id,
      word: 'asked',
      versionId,
      versionByUserId,
      publishAt: row.publishAt,
      byUserId: asker.id,
    })
    .returning({ id: repostReview.id });
  if (!asked) throw new Error('A request was not stored.');
  const [of] = await tx.select({ name: region.name }).from(region).where(eq(region.id, row.regionId));
  await queueApproval(tx, {
    reviewId: asked.id,
    userIds: left.map(({ id }) => id),
    about: {
      who: asker.name,
      region: of?.name ?? '',
      username: row.username,
      path: `reposts/${row.repostId}`,
    },
  });
}

/** Gives a target to the publisher. */
export async function letGo(tx: Transaction, targetId: string): Promise<void> {
  await tx
    .update(repostTarget)
    .set({ state: 'approved', updatedAt: sql`now()` })
    .where(eq(repostTarget.id, targetId));
  if (!(await releasePost(tx, { targetId }))) throw new StorywireError('conflict', 'targetMoved');
}
