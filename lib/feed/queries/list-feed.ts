import { and, desc, eq, gt, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, note, region, story } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand } from '../../people/permissions.ts';
import { dayBounds } from '../day-bounds.ts';
import { readCursor, writeCursor } from '../feed-cursor.ts';
import type { FeedFilter } from '../feed-filter.ts';
import { feedPageSize } from '../feed-input.ts';
import type { FeedPage } from '../feed-story.ts';
import { feedStories, selectStories } from './select-stories.ts';

type Asked = {
  actor: Actor;
  filter?: FeedFilter;
  /** Whose days the filter's dates are; IANA name. */
  timeZone?: string;
  cursor?: string | undefined;
  /** At most 60. */
  limit?: number | undefined;
  now?: Date;
};

/**
 * One page of the stories that a filter leaves, newest first by when they were posted.
 * @throws StorywireError `invalid` when the cursor is none of ours
 */
export async function listFeed(
  db: Queryable,
  { actor, filter = {}, timeZone = 'UTC', cursor, limit = feedPageSize.usual, now = new Date() }: Asked,
): Promise<FeedPage> {
  demand(actor, 'stories.read', null);
  const size = Math.max(1, Math.min(limit, feedPageSize.most));
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await selectStories(db)
    .where(
      and(
        ...conditions(filter, timeZone, now),
        after &&
          sql`(${story.postedAt}, ${story.id}) < (${after.postedAt.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(story.postedAt), desc(story.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    stories: await feedStories(db, { actor, rows: page }),
    nextCursor: rows.length > size && last ? writeCursor(last) : null,
  };
}

function conditions(filter: FeedFilter, timeZone: string, now: Date): (SQL | undefined)[] {
  const { region: regionId, group, account: username, kind, standing, from, to, q } = filter;
  const { begins, ends } = dayBounds({ from, to }, timeZone);
  return [
    regionId === undefined ? undefined : eq(story.regionId, regionId),
    group === undefined ? undefined : eq(region.groupId, group),
    username === undefined ? undefined : eq(account.username, username),
    kind === undefined ? undefined : eq(story.kind, kind),
    standing === undefined ? undefined : stands(standing, now),
    begins && gte(story.postedAt, begins),
    ends && lt(story.postedAt, ends),
    ...(q ?? '').split(/\s+/u).filter(Boolean).map(says),
  ];
}

function stands(standing: NonNullable<FeedFilter['standing']>, now: Date): SQL {
  switch (standing) {
    case 'live':
      return gt(story.expiresAt, now);
    case 'ended':
      return lte(story.expiresAt, now);
    case 'missing':
      return inArray(story.mediaState, ['none', 'expired', 'failed']);
  }
}

/** Whether a word stands anywhere in what one would look for a story by, whatever its case and accents. */
function says(word: string): SQL | undefined {
  const folded = sql`public.search_fold(${word})`;
  const within = (text: SQL) => sql`strpos(${text}, ${folded}) > 0`;
  return or(
    within(sql`${story.searchText}`),
    within(sql`public.search_fold(${account.username} || ' ' || ${account.name} || ' ' || ${region.name})`),
    sql`exists (select from ${note} where ${note.storyId} = ${story.id} and ${within(sql`${note.searchText}`)})`,
    eq(story.code, word.toUpperCase()),
  );
}
