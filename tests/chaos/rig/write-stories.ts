import type { Connection } from '#db/client.ts';
import { newId } from '#lib/ids.ts';
import { liveChannel } from '#lib/live/notify.ts';

/** Stories that were there before anybody was to be told, straight into the database: one transaction each, with its hint. */
export type StoryWriter = {
  /** @returns just before it was committed, milliseconds of `performance.now()` */
  write: (id: string) => Promise<number>;
};

/** A writer over one account of the brand's. */
export async function storyWriter({ sql }: Connection): Promise<StoryWriter> {
  const [account] = await sql<{ id: string; region: string }[]>`
    select id, region_id as region from account where region_id is not null limit 1`;
  const burst = newId();
  await sql`insert into burst (id, account_id, starts_at) values (${burst}, ${account!.id}, now())`;
  return {
    write: (id) =>
      sql.begin(async (tx) => {
        await tx`
          insert into story
            (id, account_id, region_id, burst_id, media_id, code, kind, posted_at, found_at, expires_at, alerted, media_state, media_reason)
          values
            (${id}, ${account!.id}, ${account!.region}, ${burst}, ${id}, ${id.slice(-12).toUpperCase()}, 'image',
             clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '24 hours', false, 'none', 'copyright')`;
        await tx`select pg_notify(${liveChannel}, ${JSON.stringify({ topic: 'story', id })})`;
        return performance.now();
      }),
  };
}
