import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, region, repost, repostTarget, repostVersion, story, token, user } from '#db/schema.ts';
import { StorywireError } from '../../errors.ts';
import { systemActor } from '../../actor.ts';
import { getReuse } from '../../rights/queries/get-reuse.ts';
import { openTargetStates } from '../open-target-states.ts';
import { type Finding, targetFindings } from '../target-findings.ts';
import { type Approvers, listApprovers, withoutAuthors } from './list-approvers.ts';

export type CheckedTarget = {
  findings: Finding[];
  approvers: Approvers;
  /** Who of them may approve this version, asked for by this person. */
  left: Approvers['people'];
};

/**
 * All that is checked of a target before it leaves, and who may approve it.
 * @param askerId who asks for the approval, or would
 * @throws StorywireError `not_found`
 */
export async function checkTarget(
  db: Queryable,
  { targetId, askerId, now }: { targetId: string; askerId: string | null; now: Date },
): Promise<CheckedTarget> {
  const [row] = await db
    .select({
      storyId: repost.storyId,
      regionId: repost.regionId,
      accountId: repostTarget.accountId,
      username: account.username,
      publishAt: repostTarget.publishAt,
      version: repostVersion,
      mediaState: story.mediaState,
      source: region.name,
      token: { state: token.state, scopes: token.scopes },
    })
    .from(repostTarget)
    .innerJoin(repost, eq(repost.id, repostTarget.repostId))
    .innerJoin(account, eq(account.id, repostTarget.accountId))
    .innerJoin(story, eq(story.id, repost.storyId))
    .innerJoin(region, eq(region.id, story.regionId))
    .leftJoin(repostVersion, eq(repostVersion.id, repostTarget.versionId))
    .leftJoin(token, eq(token.id, account.tokenId))
    .where(eq(repostTarget.id, targetId));
  const approvers = row && (await listApprovers(db, row));
  if (!row || !approvers) throw new StorywireError('not_found', 'notFound');
  const { storyId, regionId, accountId, version } = row;
  const left = withoutAuthors(approvers.people, [version?.byUserId ?? null, askerId]);
  const reuse = await getReuse(db, { actor: systemActor('reposts'), storyId, regionId, now });
  const others = await db
    .select({
      state: repostTarget.state,
      by: user.name,
      publishedAt: repostTarget.publishedAt,
      updatedAt: repostTarget.updatedAt,
    })
    .from(repostTarget)
    .innerJoin(repost, eq(repost.id, repostTarget.repostId))
    .innerJoin(user, eq(user.id, repost.byUserId))
    .where(
      and(
        eq(repost.storyId, storyId),
        eq(repostTarget.accountId, accountId),
        ne(repostTarget.id, targetId),
        inArray(repostTarget.state, ['published', 'unconfirmed', ...openTargetStates]),
      ),
    )
    .orderBy(asc(repostTarget.createdAt));
  const findings = targetFindings(
    {
      version: version && { ...version, unedited: version.design === null },
      source: { mediaState: row.mediaState, region: row.source },
      reuse,
      account: { username: row.username },
      token: row.token,
      publishAt: row.publishAt,
      others: others.map(({ state, by, publishedAt, updatedAt }) => ({
        state: state === 'published' ? 'published' : 'open',
        by,
        at: publishedAt ?? updatedAt,
      })),
      somebodyApproves: approvers.rule === 'none' || left.length > 0,
    },
    now,
  );
  return { findings, approvers, left };
}
