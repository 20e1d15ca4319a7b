import type { Connection } from '#db/client.ts';
import { newId } from '#lib/ids.ts';
import { liveChannel } from '#lib/live/notify.ts';

/** Stories that were there before anybody was to be told, straight into the database: one transaction each, with its hint. */
export type StoryWriter = {
  /** @returns just before it was committed, milliseconds of `performance.now()` */
  write: (id: string) => Promise<number>;
};

/**
 * A writer over an account of its own in one of the brand's regions. No token
 * reaches that account, so that nobody asks Meta for its stories: Meta has none
 * of them, and each would be taken for deleted early.
 */
export async function storyWriter({ sql }: Connection): Promise<StoryWriter> {
  const account = newId();
  const [made] = await sql<{ region: string }[]>`
    insert into account (id, ig_user_id, username, name, region_id)
    select ${account}, ${account}, 'written', 'Written by hand', region_id
    from account where region_id is not null limit 1
    returning region_id as region`;
  const burst = newId();
  await sql`insert into burst (id, account_id, starts_at) values (${burst}, ${account}, now())`;
  return {
    write: (id) =>
      sql.begin(async (tx) => {
        await tx`
          insert into story
            (id, account_id, region_id, burst_id, media_id, code, kind, posted_at, found_at, expires_at, alerted, media_state, media_reason)
          values
            (${id}, ${account}, ${made!.region}, ${burst}, ${id}, ${id.slice(-12).toUpperCase()}, 'image',
             clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '24 hours', false, 'none', 'copyright')`;
        await tx`select pg_notify(${liveChannel}, ${JSON.stringify({ topic: 'story', id })})`;
        return performance.now();
      }),
  };
}
