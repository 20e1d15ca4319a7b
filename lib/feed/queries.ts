import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '#db/client.ts';
import { account, alert, media, message, number, plan, region, regionGroup, story } from '#db/schema.ts';
import type { Actor } from '../actor.ts';
import { StorywireError } from '../errors.ts';
import { listFlagsOn } from '../flags/queries/list-flags-on.ts';
import { listNotesOn } from '../notes/queries/list-notes-on.ts';
import { demand, may } from '../people/permissions.ts';
import { getLineage } from '../reposts/queries/get-lineage.ts';
import { listRepostsOf } from '../reposts/queries/list-reposts-of.ts';
import { getStoryRights } from '../rights/queries/get-story-rights.ts';
import type { Rendition } from '../words.ts';
import { storyCoverage, type StoryAlert } from './coverage.ts';
import { readCursor, writeCursor } from './feed-cursor.ts';
import { feedPageSize, storyCode } from './feed-input.ts';
import type { FeedPage, FeedStory, StoryDetail, TrayRegion } from './feed-story.ts';
import { mediaUrl } from '../media/media-url.ts';

const thumbnail = alias(media, 'thumbnail');

const markColumns = {
  id: region.id,
  name: region.name,
  markText: region.markText,
  markColor: region.markColor,
  timeZone: region.timeZone,
};

const storyColumns = {
  id: story.id,
  code: story.code,
  kind: story.kind,
  burstId: story.burstId,
  postedAt: story.postedAt,
  foundAt: story.foundAt,
  expiresAt: story.expiresAt,
  mediaState: story.mediaState,
  mediaReason: story.mediaReason,
  caption: story.caption,
  permalink: story.permalink,
  alerted: story.alerted,
  region: markColumns,
  account: { id: account.id, username: account.username, name: account.name },
  thumbnailSha256: thumbnail.sha256,
};

/**
 * One page of all regions' stories, newest first by when they were posted.
 * @param limit at most 60
 * @param regionId only this region's stories
 * @throws StorywireError `invalid` when the cursor is none of ours
 */
export async function listFeed(
  db: Queryable,
  {
    actor,
    cursor,
    limit = feedPageSize.usual,
    regionId,
  }: { actor: Actor; cursor?: string; limit?: number; regionId?: string },
): Promise<FeedPage> {
  demand(actor, 'stories.read', null);
  const size = Math.max(1, Math.min(limit, feedPageSize.most));
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await selectStories(db)
    .where(
      and(
        regionId === undefined ? undefined : eq(story.regionId, regionId),
        after &&
          sql`(${story.postedAt}, ${story.id}) < (${after.postedAt.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(story.postedAt), desc(story.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return { stories: page.map(feedStory), nextCursor: rows.length > size && last ? writeCursor(last) : null };
}

/**
 * The regions that post, by group and name, with what of theirs is live on
 * Instagram now. An archived one is there until its last story has gone.
 */
export async function listTray(
  db: Queryable,
  { actor, now = new Date() }: { actor: Actor; now?: Date },
): Promise<TrayRegion[]> {
  demand(actor, 'stories.read', null);
  const isLive: SQL = sql`${story.expiresAt} > ${now.toISOString()}::timestamptz`;
  const rows = await db
    .select({
      region: markColumns,
      group: regionGroup.name,
      live: sql<number>`count(${story.id}) filter (where ${isLive})::int`,
      postedAt: sql<Date | null>`max(${story.postedAt}) filter (where ${isLive})`.mapWith(story.postedAt),
      expiresAt: sql<Date | null>`max(${story.expiresAt}) filter (where ${isLive})`.mapWith(story.expiresAt),
    })
    .from(region)
    .leftJoin(regionGroup, eq(region.groupId, regionGroup.id))
    .leftJoin(story, and(eq(story.regionId, region.id), isLive))
    .where(
      sql`${story.id} is not null or (${region.archivedAt} is null
        and exists (select 1 from ${account} where ${account.regionId} = ${region.id}))`,
    )
    .groupBy(region.id, regionGroup.id)
    .orderBy(sql`${regionGroup.position} nulls first`, asc(regionGroup.name), asc(region.name));
  return rows.map(({ postedAt, expiresAt, ...row }) => ({
    ...row,
    latest:
      postedAt && expiresAt ? { postedAt: postedAt.toISOString(), expiresAt: expiresAt.toISOString() } : null,
  }));
}

/**
 * A story with all that its page shows; who exactly was told only where the actor may see it.
 * @param code as in the link, in either case
 * @throws StorywireError `not_found`
 */
export async function getStory(
  db: Queryable,
  { actor, code }: { actor: Actor; code: string },
): Promise<StoryDetail> {
  demand(actor, 'stories.read', null);
  const wanted = storyCode.safeParse(code);
  const [row] = wanted.success ? await selectStories(db).where(eq(story.code, wanted.data)) : [];
  if (!row) throw new StorywireError('not_found', 'storyNotFound');
  const now = new Date();
  const [files, plans, alerts, flags, notes, rights, reposts, lineage] = await Promise.all([
    db
      .select({ rendition: media.rendition, sha256: media.sha256 })
      .from(media)
      .where(eq(media.storyId, row.id)),
    db.select({ plannedAt: plan.plannedAt }).from(plan).where(eq(plan.storyId, row.id)),
    selectAlerts(db, row.id),
    listFlagsOn(db, { actor, storyId: row.id }),
    listNotesOn(db, { actor, storyId: row.id }),
    getStoryRights(db, { actor, storyId: row.id, now }),
    listRepostsOf(db, { actor, storyId: row.id }),
    getLineage(db, { actor, storyId: row.id }),
  ]);
  const told = [...new Set(alerts.map((each) => each.regionId))];
  const regions =
    told.length === 0 ? [] : await db.select(markColumns).from(region).where(inArray(region.id, told));
  const file = (rendition: Rendition) => {
    const found = files.find((each) => each.rendition === rendition);
    return found ? mediaUrl(row.id, rendition, found.sha256) : null;
  };
  return {
    ...feedStory(row),
    caption: row.caption,
    permalink: row.permalink,
    alerted: row.alerted,
    planned: plans.length > 0,
    displayUrl: file('display') ?? file('poster'),
    videoUrl: row.kind === 'video' ? file('original') : null,
    originalUrl: file('original'),
    coverage: storyCoverage(regions, alerts, (regionId) => may(actor, 'alerts.see', regionId), {
      plannedAt: plans[0]?.plannedAt ?? null,
      now,
    }),
    flags,
    notes,
    rights,
    reposts,
    lineage,
  };
}

function selectStories(db: Queryable) {
  return db
    .select(storyColumns)
    .from(story)
    .innerJoin(region, eq(story.regionId, region.id))
    .innerJoin(account, eq(story.accountId, account.id))
    .leftJoin(thumbnail, and(eq(thumbnail.storyId, story.id), eq(thumbnail.rendition, 'thumbnail')))
    .$dynamic();
}

type StoryRow = Awaited<ReturnType<typeof selectStories>>[number];

function feedStory(row: StoryRow): FeedStory {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    region: row.region,
    account: row.account,
    burstId: row.burstId,
    postedAt: row.postedAt.toISOString(),
    foundAt: row.foundAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    mediaState: row.mediaState,
    mediaReason: row.mediaReason,
    thumbnailUrl: row.thumbnailSha256 === null ? null : mediaUrl(row.id, 'thumbnail', row.thumbnailSha256),
  };
}

/** The alerts of a story, but for those whose number was removed: nobody is left to name or to count by region. */
async function selectAlerts(db: Queryable, storyId: string): Promise<StoryAlert[]> {
  return db
    .select({
      alertId: alert.id,
      regionId: number.homeRegionId,
      label: number.label,
      shortened: number.shortened,
      skippedReason: alert.skippedReason,
      message: {
        kind: message.kind,
        state: message.state,
        heldReason: message.heldReason,
        dueAt: message.dueAt,
        createdAt: message.createdAt,
        acceptedAt: message.acceptedAt,
        sentAt: message.sentAt,
        deliveredAt: message.deliveredAt,
        readAt: message.readAt,
        failedAt: message.failedAt,
        seenAt: message.seenAt,
        errorCode: message.errorCode,
      },
    })
    .from(alert)
    .innerJoin(number, eq(alert.numberId, number.id))
    .leftJoin(message, eq(alert.messageId, message.id))
    .where(eq(alert.storyId, storyId));
}
