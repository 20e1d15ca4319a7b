import { and, asc, desc, eq, exists, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '#db/client.ts';
import { account, media, region, repost, repostTarget, repostVersion, story, user } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { mediaUrl } from '../../media/media-url.ts';
import { regionsWhere } from '../../people/permissions.ts';
import type { ListedRepost } from '../repost-page.ts';
import { approvableBy, notOwn } from './approvable-by.ts';

const source = alias(region, 'source');
const team = alias(region, 'team');

/** The list is for what goes on; older ones are found from their stories. */
const most = 200;

/**
 * The reposts of one's regions and those that one is asked to approve: what
 * waits for the reader first, then by what moved last.
 */
export async function listReposts(db: Queryable, { actor }: { actor: UserActor }): Promise<ListedRepost[]> {
  const regions = regionsWhere(actor, 'reposts.edit');
  const asked = db
    .select({ id: repostTarget.id })
    .from(repostTarget)
    .innerJoin(account, eq(account.id, repostTarget.accountId))
    .where(and(eq(repostTarget.repostId, repost.id), ne(repostTarget.state, 'draft'), approvableBy(actor)));
  const waiting = db
    .select({ id: repostTarget.id })
    .from(repostTarget)
    .innerJoin(account, eq(account.id, repostTarget.accountId))
    .leftJoin(repostVersion, eq(repostVersion.id, repostTarget.versionId))
    .where(and(eq(repostTarget.repostId, repost.id), waitsFor(actor)));
  const moved =
    sql<Date>`greatest(${repost.updatedAt}, (select max(t.updated_at) from ${repostTarget} t where t.repost_id = ${repost.id}))`.mapWith(
      repost.updatedAt,
    );
  const owner = alias(account, 'owner');
  const rows = await db
    .select({
      id: repost.id,
      region: team.name,
      storyId: story.id,
      source: source.name,
      username: owner.username,
      sha256: media.sha256,
      by: user.name,
      updatedAt: moved,
    })
    .from(repost)
    .innerJoin(team, eq(team.id, repost.regionId))
    .innerJoin(user, eq(user.id, repost.byUserId))
    .innerJoin(story, eq(story.id, repost.storyId))
    .innerJoin(source, eq(source.id, story.regionId))
    .innerJoin(owner, eq(owner.id, story.accountId))
    .leftJoin(media, and(eq(media.storyId, story.id), eq(media.rendition, 'thumbnail')))
    .where(or(regions === 'all' ? sql`true` : inArray(repost.regionId, regions), exists(asked)))
    // What waits for the reader is never cut off by what merely moved later.
    .orderBy(desc(exists(waiting)), desc(moved), desc(repost.id))
    .limit(most);
  const targets = await targetsOf(
    db,
    actor,
    rows.map(({ id }) => id),
  );
  const listed = rows.map(({ id, storyId, source: from, username, sha256, updatedAt, ...row }) => ({
    ...row,
    id,
    source: {
      region: from,
      username,
      thumbnailUrl: sha256 === null ? null : mediaUrl(storyId, 'thumbnail', sha256),
    },
    updatedAt: updatedAt.toISOString(),
    targets: targets
      .filter((each) => each.repostId === id)
      .map(({ username: to, state, at, timeZone }) => ({
        username: to,
        state,
        at: state === 'cancelled' ? null : (at?.toISOString() ?? null),
        timeZone: timeZone ?? 'UTC',
      })),
    mine: targets.some((each) => each.repostId === id && each.mine),
  }));
  return [...listed.filter(({ mine }) => mine), ...listed.filter(({ mine }) => !mine)];
}

/** Whether a target waits for the reader's approval: never one's own. */
const waitsFor = (actor: UserActor): SQL<boolean> =>
  sql<boolean>`(${repostTarget.state} = 'in_review' and ${approvableBy(actor)} and ${notOwn(actor)})`;

async function targetsOf(db: Queryable, actor: UserActor, repostIds: string[]) {
  if (repostIds.length === 0) return [];
  return db
    .select({
      repostId: repostTarget.repostId,
      username: account.username,
      state: repostTarget.state,
      at: sql<Date | null>`coalesce(${repostTarget.publishedAt}, ${repostTarget.publishAt})`.mapWith(
        repostTarget.publishAt,
      ),
      timeZone: region.timeZone,
      mine: waitsFor(actor),
    })
    .from(repostTarget)
    .innerJoin(account, eq(account.id, repostTarget.accountId))
    .leftJoin(region, eq(region.id, account.regionId))
    .leftJoin(repostVersion, eq(repostVersion.id, repostTarget.versionId))
    .where(inArray(repostTarget.repostId, repostIds))
    .orderBy(asc(repostTarget.createdAt));
}
