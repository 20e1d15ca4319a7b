import type { Connection } from '#db/client.ts';

type Wanted = {
  count: number;
  /** Stands in the caption of each, so that the feed can be narrowed down to them. */
  caption: string;
  /** Between two of them. */
  everyMinutes: number;
};

/**
 * Adds stories of the days before, copies of those that are archived, account
 * by account in turn; the first is as old as a day. Nobody is told of them.
 */
export async function addManyStories(
  { sql }: Connection,
  { count, caption, everyMinutes }: Wanted,
): Promise<void> {
  await sql`
    with source as (
      select distinct on (account_id) s.*, b.id as run from story s join burst b on b.id = s.burst_id
      where s.media_state = 'archived' and s.kind = 'image'
      order by s.account_id, s.posted_at desc
    ), numbered as (
      select *, row_number() over (order by account_id) - 1 as at, count(*) over () as accounts from source
    ), copies as (
      insert into story (id, account_id, media_id, region_id, burst_id, code, kind, posted_at, found_at, expires_at,
        alerted, media_state, caption)
      select gen_random_uuid(), account_id, 'copy' || n || ${caption}, region_id, run,
        upper(substr(md5(${caption} || n), 1, 12)), kind, posted, posted, posted + interval '24 hours',
        false, media_state, ${caption}
      from numbered, generate_series(1, ${count}::int) n,
        lateral (select now() - interval '1 day' - n * ${everyMinutes}::int * interval '1 minute' as posted) moment
      where at = n % accounts
      returning id, account_id
    )
    insert into media (id, story_id, rendition, storage_key, mime_type, bytes, sha256, width, height)
    select gen_random_uuid(), c.id, m.rendition, m.storage_key, m.mime_type, m.bytes, m.sha256, m.width, m.height
    from copies c join source s on s.account_id = c.account_id join media m on m.story_id = s.id`;
}

/** Takes them away again, and what people have done with them. */
export async function removeManyStories({ sql }: Connection, caption: string): Promise<void> {
  const copies = sql`select id from story where caption = ${caption} and media_id like 'copy%'`;
  await sql`delete from seen where story_id in (${copies})`;
  await sql`delete from media where story_id in (${copies})`;
  await sql`delete from story where caption = ${caption} and media_id like 'copy%'`;
}
