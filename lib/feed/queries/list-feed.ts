import { and, desc, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { story } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand } from '../../people/permissions.ts';
import { readCursor, writeCursor } from '../feed-cursor.ts';
import { type FeedFilter, isFiltered } from '../feed-filter.ts';
import { feedPageSize } from '../feed-input.ts';
import type { FeedPage } from '../feed-story.ts';
import { countHidden } from './count-hidden.ts';
import { filterConditions } from './filter-conditions.ts';
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
        ...filterConditions(filter, timeZone, now),
        after &&
          sql`(${story.postedAt}, ${story.id}) < (${after.postedAt.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(story.postedAt), desc(story.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  const nothing = rows.length === 0 && after === undefined && isFiltered(filter);
  return {
    stories: await feedStories(db, { actor, rows: page }),
    nextCursor: rows.length > size && last ? writeCursor(last) : null,
    ...(nothing && { hidden: await countHidden(db, { filter, timeZone, now }) }),
  };
}
