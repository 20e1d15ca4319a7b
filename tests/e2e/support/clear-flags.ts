import type { Connection } from '#db/client.ts';

/** Takes all flags off again: other journeys count on the demo brand as it was. What was reposted for one stays. */
export async function clearFlags({ sql }: Connection): Promise<void> {
  await sql`update repost set flag_id = null`;
  await sql`delete from flag`;
}
