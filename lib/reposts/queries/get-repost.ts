import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '#db/client.ts';
import {
  account,
  media,
  region,
  repost,
  repostReview,
  repostTarget,
  repostVersion,
  story,
  user,
} from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { mediaUrl } from '../../media/media-url.ts';
import { may, regionsWhere } from '../../people/permissions.ts';
import { mayAsk } from '../../rights/may-reuse.ts';
import { getReuse } from '../../rights/queries/get-reuse.ts';
import { openTargetStates } from '../open-target-states.ts';
import type { PageTarget, RepostPage, ReviewRow } from '../repost-page.ts';
import { failureKeys } from '../publish-failure.ts';
import { latestAt } from '../publish-step.ts';
import { mayStep, targetSteps } from '../target-state.ts';
import { lastReleased } from './last-released.ts';
import { stillUrl, versionUrl } from '../version-url.ts';
import { getRepostToSee } from './get-repost-to-see.ts';
import { checkTargets } from './target-facts.ts';

const source = alias(region, 'source');
const team = alias(region, 'team');

/** States before a post leaves, in which the checks have something to say. */
const unchecked = ['publishing', 'published', 'unconfirmed', 'cancelled'];

/**
 * A repost with all that its page shows, for whoever may see it.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function getRepost(
  db: Queryable,
  { actor, repostId, now }: { actor: UserActor; repostId: string; now: Date },
): Promise<RepostPage> {
  await getRepostToSee(db, { actor, repostId });
  const [row] = await db
    .select({
      region: { id: team.id, name: team.name },
      by: user.name,
      storyId: story.id,
      code: story.code,
      kind: story.kind,
      source: source.name,
      sourceId: source.id,
      username: account.username,
    })
    .from(repost)
    .innerJoin(team, eq(team.id, repost.regionId))
    .innerJoin(user, eq(user.id, repost.byUserId))
    .innerJoin(story, eq(story.id, repost.storyId))
    .innerJoin(source, eq(source.id, story.regionId))
    .innerJoin(account, eq(account.id, story.accountId))
    .where(eq(repost.id, repostId));
  if (!row) throw new Error('A repost has lost its story.');
  const pictures = await db
    .select({ rendition: media.rendition, sha256: media.sha256 })
    .from(media)
    .where(and(eq(media.storyId, row.storyId), inArray(media.rendition, ['display', 'poster'])));
  const picture = pictures[0];
  const mayEdit = may(actor, 'reposts.edit', row.region.id);
  const reuse = await getReuse(db, { actor, storyId: row.storyId, regionId: row.region.id, now });
  const targets = await pageTargets(db, { actor, repostId, mayEdit, now });
  return {
    id: repostId,
    region: row.region,
    by: row.by,
    mayEdit,
    story: {
      id: row.storyId,
      code: row.code,
      kind: row.kind,
      region: row.source,
      username: row.username,
      pictureUrl: picture ? mediaUrl(row.storyId, picture.rendition, picture.sha256) : null,
    },
    reuse: {
      reason: reuse.reason,
      words: reuse.words,
      mayAsk: mayAsk(reuse) && may(actor, 'reuse.ask', row.region.id),
      mayRelease: reuse.reason === 'deleted' && may(actor, 'rights.manage', row.sourceId),
    },
    versions: await pageVersions(db, repostId),
    targets,
    accounts: mayEdit ? await accountsFor(db, actor, targets) : [],
  };
}

async function pageVersions(db: Queryable, repostId: string): Promise<RepostPage['versions']> {
  const rows = await db
    .select({
      id: repostVersion.id,
      number: repostVersion.number,
      kind: repostVersion.kind,
      posterKey: repostVersion.posterKey,
      by: user.name,
      at: repostVersion.createdAt,
      design: isNull(repostVersion.design).mapWith(Boolean),
    })
    .from(repostVersion)
    .innerJoin(user, eq(user.id, repostVersion.byUserId))
    .where(eq(repostVersion.repostId, repostId))
    .orderBy(desc(repostVersion.number));
  return rows.map(({ design, at, posterKey, ...version }) => ({
    ...version,
    at: at.toISOString(),
    unedited: design,
    url: versionUrl(version.id),
    posterUrl: posterKey === null ? null : stillUrl(version.id),
  }));
}

async function pageTargets(
  db: Queryable,
  { actor, repostId, mayEdit, now }: { actor: UserActor; repostId: string; mayEdit: boolean; now: Date },
): Promise<PageTarget[]> {
  const rows = await db
    .select({
      target: repostTarget,
      account: { id: account.id, username: account.username },
      accountRegionId: account.regionId,
      timeZone: region.timeZone,
      releasedAt: lastReleased,
      storyCode: story.code,
    })
    .from(repostTarget)
    .innerJoin(account, eq(account.id, repostTarget.accountId))
    .leftJoin(region, eq(region.id, account.regionId))
    .leftJoin(
      story,
      and(eq(story.accountId, repostTarget.accountId), eq(story.mediaId, repostTarget.mediaId)),
    )
    .where(eq(repostTarget.repostId, repostId))
    .orderBy(asc(repostTarget.createdAt), asc(repostTarget.id));
  const said = await reviewsOf(db, repostId);
  const checks = await checkTargets(db, {
    targets: rows.map(({ target: { id, state } }) => {
      const asked = said.findLast(({ targetId, word }) => targetId === id && word === 'asked');
      return { targetId: id, askerId: state === 'in_review' ? (asked?.byUserId ?? null) : actor.userId };
    }),
    now,
  });
  return rows.flatMap(
    ({ target, account: to, accountRegionId, timeZone, releasedAt, storyCode }): PageTarget[] => {
      const reviews = said.filter(({ targetId }) => targetId === target.id);
      const checked = checks.get(target.id);
      if (!checked) return [];
      const editor = mayEdit && may(actor, 'reposts.edit', accountRegionId);
      const approver = checked.left.some(({ id }) => id === actor.userId);
      const steps = targetSteps.filter(
        (step) =>
          mayStep(target.state, step) && (step === 'approve' || step === 'send_back' ? approver : editor),
      );
      return [
        {
          id: target.id,
          account: to,
          timeZone: timeZone ?? 'UTC',
          versionId: target.versionId,
          publishAt: target.publishAt?.toISOString() ?? null,
          state: target.state,
          step: target.step,
          failure: failureKeys.find((key) => key === target.failure) ?? null,
          errorCode: target.errorCode,
          triesUntil: latestAt({
            publishAt: target.publishAt,
            releasedAt: releasedAt ?? target.updatedAt,
          }).toISOString(),
          permalink: target.permalink,
          storyCode,
          publishedAt: target.publishedAt?.toISOString() ?? null,
          rule: checked.approvers.rule,
          group: checked.approvers.group,
          approvers: checked.left.map(({ name }) => name),
          findings: unchecked.includes(target.state) ? [] : checked.findings,
          steps,
          reviews: reviews.map(({ targetId: _target, byUserId: _by, ...review }) => review),
        },
      ];
    },
  );
}

async function reviewsOf(
  db: Queryable,
  repostId: string,
): Promise<(ReviewRow & { targetId: string; byUserId: string | null })[]> {
  const rows = await db
    .select({
      id: repostReview.id,
      targetId: repostReview.targetId,
      word: repostReview.word,
      byUserId: repostReview.byUserId,
      by: user.name,
      words: repostReview.words,
      version: repostVersion.number,
      publishAt: repostReview.publishAt,
      at: repostReview.createdAt,
    })
    .from(repostReview)
    .innerJoin(repostVersion, eq(repostVersion.id, repostReview.versionId))
    .leftJoin(user, eq(user.id, repostReview.byUserId))
    .where(eq(repostVersion.repostId, repostId))
    .orderBy(asc(repostReview.id));
  return rows.map(({ publishAt, at, ...row }) => ({
    ...row,
    publishAt: publishAt?.toISOString() ?? null,
    at: at.toISOString(),
  }));
}

async function accountsFor(
  db: Queryable,
  actor: UserActor,
  targets: readonly PageTarget[],
): Promise<RepostPage['accounts']> {
  const regions = regionsWhere(actor, 'reposts.edit');
  const rows = await db
    .select({ id: account.id, username: account.username, timeZone: region.timeZone })
    .from(account)
    .innerJoin(region, eq(region.id, account.regionId))
    .where(
      and(
        isNull(region.archivedAt),
        isNotNull(account.tokenId),
        regions === 'all' ? undefined : inArray(account.regionId, regions),
      ),
    )
    .orderBy(asc(account.username));
  const open: readonly string[] = openTargetStates;
  const there = new Set(targets.filter(({ state }) => open.includes(state)).map((each) => each.account.id));
  return rows.filter(({ id }) => !there.has(id));
}
