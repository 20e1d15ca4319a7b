import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { account, repost, repostReview, repostTarget, repostVersion } from '#db/schema.ts';
import { StorywireError } from '../../errors.ts';

/**
 * Holds a target, so that whoever moves it waits for the other, and reads all
 * that a step of it needs.
 * @throws StorywireError `not_found`
 */
export async function lockTarget(tx: Transaction, targetId: string) {
  const [at] = await tx
    .select({ accountId: repostTarget.accountId })
    .from(repostTarget)
    .where(eq(repostTarget.id, targetId));
  if (!at) throw new StorywireError('not_found', 'notFound');
  // The account first, as whoever changes its approval rule does: nothing is asked for by a rule that is just going.
  await tx.select({ id: account.id }).from(account).where(eq(account.id, at.accountId)).for('share');
  const [target] = await tx.select().from(repostTarget).where(eq(repostTarget.id, targetId)).for('update');
  if (!target) throw new StorywireError('not_found', 'notFound');
  const [row] = await tx
    .select({
      storyId: repost.storyId,
      regionId: repost.regionId,
      accountRegionId: account.regionId,
      username: account.username,
      rule: account.approvalRule,
      versionByUserId: repostVersion.byUserId,
    })
    .from(repostTarget)
    .innerJoin(repost, eq(repost.id, repostTarget.repostId))
    .innerJoin(account, eq(account.id, repostTarget.accountId))
    .leftJoin(repostVersion, eq(repostVersion.id, repostTarget.versionId))
    .where(eq(repostTarget.id, targetId));
  if (!row) throw new StorywireError('not_found', 'notFound');
  const [asked] = await tx
    .select({ id: repostReview.id, byUserId: repostReview.byUserId })
    .from(repostReview)
    .where(and(eq(repostReview.targetId, targetId), eq(repostReview.word, 'asked')))
    .orderBy(desc(repostReview.id))
    .limit(1);
  const [said] = await tx
    .select({
      word: repostReview.word,
      versionId: repostReview.versionId,
      publishAt: repostReview.publishAt,
    })
    .from(repostReview)
    .where(
      and(
        eq(repostReview.targetId, targetId),
        inArray(repostReview.word, ['asked', 'approved', 'sent_back', 'voided']),
      ),
    )
    .orderBy(desc(repostReview.id))
    .limit(1);
  return {
    ...row,
    ...target,
    /** The last request for an approval, whether it still stands or not. */
    askedId: asked?.id ?? null,
    askedByUserId: asked?.byUserId ?? null,
    said: said ?? null,
  };
}

export type LockedTarget = Awaited<ReturnType<typeof lockTarget>>;
