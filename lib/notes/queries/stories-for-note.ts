import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import type { NoteChoice } from '../story-note.ts';

/** The newest so many before it was written, and no older than this: people write of what they have just seen. */
const most = 20;
const lookBack = sql.raw(`interval '3 days'`);

/** Told to the home region of the phone, at once or in a summary; or followed by the phone itself. */
const isHeard = sql`s.region_id <> n.region_id and (
  not exists (
    select 1 from route r where r.source_region_id = s.region_id and r.target_region_id = n.region_id and r.delivery = 'off'
  )
  or exists (select 1 from number_region f where f.number_id = n.by_number_id and f.region_id = s.region_id)
)`;

/** Stories that notes from phones can be about: of the regions that the phone hears, from the days before. The newest first. */
export async function listStoriesForNotes(
  db: Queryable,
  noteIds: readonly string[],
): Promise<Map<string, NoteChoice[]>> {
  if (noteIds.length === 0) return new Map();
  const rows = await db.execute<{
    noteId: string;
    storyId: string;
    region: string;
    username: string;
    ms: number;
  }>(sql`
    select n.id as "noteId", c.id as "storyId", g.name as region, a.username,
      (extract(epoch from c.posted_at) * 1000)::float8 as ms
    from note n cross join lateral (
      select s.id, s.region_id, s.account_id, s.posted_at from story s
      where s.posted_at between n.at - ${lookBack} and n.at and ${isHeard}
      order by s.posted_at desc, s.id desc limit ${most}
    ) c join region g on g.id = c.region_id join account a on a.id = c.account_id
    where n.id in (${listOf(noteIds)}) order by n.id, c.posted_at desc, c.id desc`);
  return new Map(
    [...Map.groupBy(rows, ({ noteId }) => noteId)].map(([noteId, stories]) => [
      noteId,
      stories.map(({ storyId, region, username, ms }) => ({
        storyId,
        region,
        username,
        postedAt: new Date(ms).toISOString(),
      })),
    ]),
  );
}

const listOf = (ids: readonly string[]): SQL =>
  sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
