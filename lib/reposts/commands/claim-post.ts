import { and, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { account, repost, repostTarget, repostVersion } from '#db/schema.ts';
import { messageLeaseMs } from '../../messages/lease-age.ts';
import type { StoryKind } from '../../words.ts';
import type { StoredPost } from '../publish-step.ts';
import { lastReleased } from '../queries/last-released.ts';

/** A post that is ours for one step. */
export type ClaimedPost = StoredPost & {
  targetId: string;
  epoch: number;
  accountId: string;
  igUserId: string;
  /** NULL: no token reaches the account. */
  tokenId: string | null;
  /** Meta wants the account not to be called before. */
  notBefore: Date | null;
  repostId: string;
  storyId: string;
  /** The region whose team posts it. */
  regionId: string;
  versionId: string;
  kind: StoryKind;
  containerId: string | null;
  /** Why it has waited so far. NULL: nothing was wrong. */
  failure: string | null;
  /** By the database's clock, which leases and steps go by. */
  now: Date;
};

/** States in which a step may be due. A post that is out may still lack its link. */
const atWork = ['scheduled', 'publishing', 'published'] as const;

/** Whether a step of a post is due, and nobody is at it. */
export const isDue = and(
  lte(repostTarget.dueAt, sql`now()`),
  inArray(repostTarget.state, [...atWork]),
  or(isNull(repostTarget.leaseUntil), lte(repostTarget.leaseUntil, sql`now()`)),
);

/**
 * Takes up a post for its next step: the epoch counts up, so that whoever had
 * it before, and sleeps, can write nothing any more.
 * @returns undefined when nothing is due, or somebody else is at it
 */
export async function claimPost(
  db: Database,
  { targetId }: { targetId: string },
): Promise<ClaimedPost | undefined> {
  return db.transaction(async (tx) => {
    const taken = await tx
      .update(repostTarget)
      .set({
        epoch: sql`${repostTarget.epoch} + 1`,
        leaseUntil: sql`now() + ${messageLeaseMs} * interval '1 millisecond'`,
      })
      .where(and(eq(repostTarget.id, targetId), isDue))
      .returning({ id: repostTarget.id });
    if (taken.length === 0) return undefined;
    const [row] = await tx
      .select({
        target: repostTarget,
        igUserId: account.igUserId,
        tokenId: account.tokenId,
        notBefore: account.notBefore,
        storyId: repost.storyId,
        regionId: repost.regionId,
        kind: repostVersion.kind,
        now: sql<Date>`now()`.mapWith(repostTarget.updatedAt),
        releasedAt: lastReleased,
      })
      .from(repostTarget)
      .innerJoin(account, eq(account.id, repostTarget.accountId))
      .innerJoin(repost, eq(repost.id, repostTarget.repostId))
      .innerJoin(repostVersion, eq(repostVersion.id, repostTarget.versionId))
      .where(eq(repostTarget.id, targetId));
    if (!row) throw new Error('A post at work has no version.');
    const { target, ...found } = row;
    return {
      ...found,
      releasedAt: found.releasedAt ?? target.updatedAt,
      targetId,
      epoch: target.epoch,
      accountId: target.accountId,
      repostId: target.repostId,
      versionId: target.versionId!,
      step: target.step,
      containerId: target.containerId,
      failure: target.failure,
      containerAt: target.containerAt,
      containers: target.containers,
      publishAt: target.publishAt,
      publishAskedAt: target.publishAskedAt,
      mediaId: target.mediaId,
      permalink: target.permalink,
    };
  });
}
