import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '#db/client.ts';
import { account, flag, media, number, region, story, user } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { runningOutMs } from '../../i18n/time-left.ts';
import { mediaUrl } from '../../media/media-url.ts';
import { demand, may, regionsWhere } from '../../people/permissions.ts';
import { writtenBy } from '../../people/written-by.ts';
import { type FlagState, openFlagStates } from '../../words.ts';
import { goneAt, isGone, isThere } from '../../stories/queries/gone-at.ts';
import type { BoardFilter } from '../board-filter.ts';
import type { Board, BoardFlag, EndedFlags, FlagRegion } from '../board-flag.ts';
import { readEndedCursor, writeEndedCursor } from '../ended-cursor.ts';

/** A column shows so many; more than that nobody looks through, and the filters narrow them. */
const columnSize = 60;
const endedPageSize = 20;

const forRegion = alias(region, 'for_region');
const owner = alias(user, 'owner');
const thumbnail = alias(media, 'thumbnail');

type Asked = { actor: UserActor; filter: BoardFilter; now: Date };

/** All that the board shows to somebody: what is under way, the most urgent first, and the first page of what has ended. */
export async function getBoard(db: Queryable, asked: Asked): Promise<Board> {
  demand(asked.actor, 'stories.read', null);
  const [open, taken, reposting, ended, counts, regions, owners] = await Promise.all([
    column(db, asked, 'open'),
    column(db, asked, 'taken'),
    column(db, asked, 'reposting'),
    listEndedFlags(db, asked),
    countOpen(db, asked),
    db
      .select({ id: region.id, name: region.name })
      .from(region)
      .where(isNull(region.archivedAt))
      .orderBy(asc(region.name)),
    db
      .selectDistinct({ id: user.id, name: user.name })
      .from(user)
      .innerJoin(flag, eq(flag.ownerUserId, user.id))
      .orderBy(asc(user.name), asc(user.id))
      .limit(200),
  ]);
  const reader = { id: asked.actor.userId, name: asked.actor.name };
  return { open, taken, reposting, ended, counts, regions, owners, reader };
}

/**
 * A page of what was done or dismissed, the newest first, whichever of the two.
 * @throws StorywireError `invalid` when the cursor is none of ours
 */
export async function listEndedFlags(
  db: Queryable,
  { actor, filter, now, cursor }: Asked & { cursor?: string | undefined },
): Promise<EndedFlags> {
  demand(actor, 'stories.read', null);
  const after = cursor === undefined ? undefined : readEndedCursor(cursor);
  const rows = await selectFlags(db)
    .where(
      and(
        inArray(flag.state, ['done', 'dismissed']),
        isNotNull(flag.endedAt),
        after &&
          sql`(date_trunc('milliseconds', ${flag.endedAt}), ${flag.id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`,
        narrowed(filter, actor, now),
      ),
    )
    .orderBy(desc(sql`date_trunc('milliseconds', ${flag.endedAt})`), desc(flag.id))
    .limit(endedPageSize + 1);
  const page = rows.slice(0, endedPageSize);
  const last = page.at(-1);
  return {
    flags: page.map((row) => boardFlag(row, actor)),
    nextCursor:
      rows.length > page.length && last?.endedAt ? writeEndedCursor({ at: last.endedAt, id: last.id }) : null,
  };
}

/** The regions for which somebody may flag, by name. */
export async function listFlagRegions(db: Queryable, { actor }: { actor: UserActor }): Promise<FlagRegion[]> {
  const within = regionsWhere(actor, 'flags.add');
  const rows = await db
    .select({ id: region.id, name: region.name })
    .from(region)
    .where(and(isNull(region.archivedAt), within === 'all' ? undefined : inArray(region.id, within)))
    .orderBy(asc(region.name));
  return rows.map((row) => ({ ...row, mayHurry: may(actor, 'flags.manage', row.id) }));
}

async function column(
  db: Queryable,
  { actor, filter, now }: Asked,
  state: 'open' | 'taken' | 'reposting',
): Promise<BoardFlag[]> {
  const rows = await selectFlags(db)
    .where(and(eq(flag.state, state), narrowed(filter, actor, now)))
    // What is urgent, then what ends soonest, then what has ended, the newest first.
    .orderBy(
      desc(flag.urgent),
      desc(isThere(now)),
      sql`case when ${isThere(now)} then ${goneAt} end`,
      desc(flag.createdAt),
      desc(flag.id),
    )
    .limit(columnSize);
  return rows.map((row) => boardFlag(row, actor));
}

async function countOpen(db: Queryable, { actor, filter, now }: Asked): Promise<Board['counts']> {
  const rows = await db
    .select({ state: flag.state, count: sql<number>`count(*)::int` })
    .from(flag)
    .innerJoin(story, eq(story.id, flag.storyId))
    .where(and(inArray(flag.state, [...openFlagStates]), narrowed(filter, actor, now)))
    .groupBy(flag.state);
  const of = (state: FlagState) => rows.find((row) => row.state === state)?.count ?? 0;
  return { open: of('open'), taken: of('taken'), reposting: of('reposting') };
}

function narrowed(filter: BoardFilter, actor: UserActor, now: Date): SQL | undefined {
  const soon = new Date(now.getTime() + runningOutMs);
  const left = {
    live: isThere(now),
    soon: and(isThere(now), isGone(soon)),
    over: isGone(now),
  };
  return and(
    filter.region === undefined ? undefined : eq(flag.regionId, filter.region),
    filter.kind === undefined ? undefined : eq(flag.kind, filter.kind),
    filter.left === undefined ? undefined : left[filter.left],
    filter.owner === undefined
      ? undefined
      : filter.owner === 'nobody'
        ? isNull(flag.ownerUserId)
        : eq(flag.ownerUserId, filter.owner === 'me' ? actor.userId : filter.owner),
  );
}

function selectFlags(db: Queryable) {
  return db
    .select({
      id: flag.id,
      kind: flag.kind,
      state: flag.state,
      urgent: flag.urgent,
      words: flag.words,
      dismissal: flag.dismissal,
      at: flag.createdAt,
      endedAt: flag.endedAt,
      person: user.name,
      phone: { label: number.label, homeRegionId: number.homeRegionId },
      owner: { id: owner.id, name: owner.name },
      region: markColumns(forRegion),
      story: {
        id: story.id,
        code: story.code,
        expiresAt: goneAt,
        mediaState: story.mediaState,
        mediaReason: story.mediaReason,
        username: account.username,
      },
      source: markColumns(region),
      thumbnailSha256: thumbnail.sha256,
    })
    .from(flag)
    .innerJoin(forRegion, eq(forRegion.id, flag.regionId))
    .innerJoin(story, eq(story.id, flag.storyId))
    .innerJoin(region, eq(region.id, story.regionId))
    .innerJoin(account, eq(account.id, story.accountId))
    .leftJoin(user, eq(user.id, flag.byUserId))
    .leftJoin(number, eq(number.id, flag.byNumberId))
    .leftJoin(owner, eq(owner.id, flag.ownerUserId))
    .leftJoin(thumbnail, and(eq(thumbnail.storyId, story.id), eq(thumbnail.rendition, 'thumbnail')))
    .$dynamic();
}

const markColumns = (table: typeof region | typeof forRegion) => ({
  id: table.id,
  name: table.name,
  markText: table.markText,
  markColor: table.markColor,
});

type FlagRow = Awaited<ReturnType<typeof selectFlags>>[number];

function boardFlag(row: FlagRow, actor: UserActor): BoardFlag {
  const { id, ...about } = row.story;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    urgent: row.urgent,
    words: row.words,
    dismissal: row.dismissal,
    by: writtenBy(actor, { person: row.person, phone: row.phone, region: row.region.name }),
    owner: row.owner,
    at: row.at.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    region: row.region,
    story: {
      ...about,
      region: row.source,
      expiresAt: about.expiresAt.toISOString(),
      thumbnailUrl: row.thumbnailSha256 === null ? null : mediaUrl(id, 'thumbnail', row.thumbnailSha256),
    },
    mayManage: may(actor, 'flags.manage', row.region.id),
  };
}
