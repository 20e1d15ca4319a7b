import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '#db/client.ts';
import { account, alert, flag, media, message, region, seen, story } from '#db/schema.ts';
import { anyOf } from '#db/any-of.ts';
import type { Actor } from '../../actor.ts';
import { mediaUrl } from '../../media/media-url.ts';
import { openFlagStates } from '../../words.ts';
import { goneAt } from '../../stories/queries/gone-at.ts';
import type { FeedStory, ToldStory } from '../feed-story.ts';

const thumbnail = alias(media, 'thumbnail');

export const markColumns = {
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
  goneAt,
  deletedAt: story.deletedAt,
  mediaState: story.mediaState,
  mediaReason: story.mediaReason,
  caption: story.caption,
  permalink: story.permalink,
  alerted: story.alerted,
  sourceStoryId: story.sourceStoryId,
  region: markColumns,
  account: { id: account.id, username: account.username, name: account.name },
  thumbnailSha256: thumbnail.sha256,
};

/** Stories with what stands on a card, to be narrowed down and put in order. */
export function selectStories(db: Queryable) {
  return db
    .select(storyColumns)
    .from(story)
    .innerJoin(region, eq(story.regionId, region.id))
    .innerJoin(account, eq(story.accountId, account.id))
    .leftJoin(thumbnail, and(eq(thumbnail.storyId, story.id), eq(thumbnail.rendition, 'thumbnail')))
    .$dynamic();
}

export type StoryRow = Awaited<ReturnType<typeof selectStories>>[number];

/** What stands on the card of each story, in the order given, with what the reader has seen of them. */
export async function feedStories(
  db: Queryable,
  { actor, rows }: { actor: Actor; rows: readonly StoryRow[] },
): Promise<FeedStory[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [cards, marks] = await Promise.all([
    toldStories(db, rows),
    actor.kind === 'user' ? selectSeen(db, actor.userId, ids) : [],
  ]);
  const seenIds = new Set(marks.map(({ storyId }) => storyId));
  return cards.map((card) => ({ ...card, seen: seenIds.has(card.id) }));
}

/** What stands on the card of each story whoever reads it, in the order given. */
export async function toldStories(db: Queryable, rows: readonly StoryRow[]): Promise<ToldStory[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [flags, reach, sources, made] = await Promise.all([
    selectOpenFlags(db, ids),
    selectReach(db, ids),
    selectSources(
      db,
      rows.flatMap(({ sourceStoryId }) => sourceStoryId ?? []),
    ),
    selectMade(db, ids),
  ]);
  const flagsOf = Map.groupBy(flags, ({ storyId }) => storyId);
  const reachOf = new Map(reach.map(({ storyId, ...counts }) => [storyId, counts]));
  const sourceOf = new Map(sources.map(({ id, ...source }) => [id, source]));
  const madeOf = new Map(made.map(({ storyId, count }) => [storyId, count]));
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    kind: row.kind,
    region: row.region,
    account: row.account,
    burstId: row.burstId,
    postedAt: row.postedAt.toISOString(),
    foundAt: row.foundAt.toISOString(),
    expiresAt: row.goneAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
    mediaState: row.mediaState,
    mediaReason: row.mediaReason,
    thumbnailUrl: row.thumbnailSha256 === null ? null : mediaUrl(row.id, 'thumbnail', row.thumbnailSha256),
    openFlags: (flagsOf.get(row.id) ?? []).map(({ kind }) => kind),
    source: (row.sourceStoryId !== null && sourceOf.get(row.sourceStoryId)) || null,
    made: madeOf.get(row.id) ?? 0,
    reach: reachOf.get(row.id) ?? { told: 0, reached: 0 },
  }));
}

const selectSeen = (db: Queryable, userId: string, ids: readonly string[]) =>
  db
    .select({ storyId: seen.storyId })
    .from(seen)
    .where(and(eq(seen.userId, userId), anyOf(seen.storyId, ids)));

const selectOpenFlags = (db: Queryable, ids: readonly string[]) =>
  db
    .selectDistinct({ storyId: flag.storyId, kind: flag.kind })
    .from(flag)
    .where(and(anyOf(flag.storyId, ids), inArray(flag.state, [...openFlagStates])))
    .orderBy(flag.storyId, flag.kind);

/** The same counts as on the story's page (lib/feed/coverage.ts); a phone that was removed counts no more. */
const selectReach = (db: Queryable, ids: readonly string[]) =>
  db
    .select({
      storyId: alert.storyId,
      told: sql<number>`count(*)::int`,
      reached: sql<number>`count(*) filter (where ${message.state} in ('delivered', 'read')
        or coalesce(${message.deliveredAt}, ${message.readAt}, ${message.seenAt}) is not null)::int`,
    })
    .from(alert)
    .innerJoin(message, eq(message.id, alert.messageId))
    .where(and(anyOf(alert.storyId, ids), isNotNull(alert.numberId)))
    .groupBy(alert.storyId);

const selectSources = async (db: Queryable, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : db
        .select({ id: story.id, code: story.code, region: region.name })
        .from(story)
        .innerJoin(region, eq(region.id, story.regionId))
        .where(anyOf(story.id, ids));

const selectMade = (db: Queryable, ids: readonly string[]) =>
  db
    .select({ storyId: sql<string>`${story.sourceStoryId}`, count: sql<number>`count(*)::int` })
    .from(story)
    .where(anyOf(story.sourceStoryId, ids))
    .groupBy(story.sourceStoryId);
