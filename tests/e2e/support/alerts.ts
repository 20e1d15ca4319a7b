import type { Connection } from '#db/client.ts';
import { despiteDeadlock } from '../../support/despite-deadlock.ts';
import { eventually } from '../../support/eventually.ts';

/** The story that Storywire made of one posted in the sandbox. */
export async function findStory({ sql }: Connection, mediaId: string): Promise<{ id: string; code: string }> {
  return await eventually('the story was picked up', async () => {
    const [row] = await sql<
      { id: string; code: string }[]
    >`select id, code from story where media_id = ${mediaId}`;
    return row;
  });
}

/**
 * Brings everything that is under way to its end and makes all phones free, so
 * that the next story reaches each by a message of its own. Ten minutes are not
 * waited for: they are made old in the database.
 */
export async function freePhones(owner: Connection): Promise<void> {
  await eventually('nothing is under way', async () => {
    await endIntervals(owner);
    const [row] = await owner.sql<{ open: number }[]>`
      select (select count(*) from message where state in ('planned', 'held', 'sending', 'accepted', 'sent'))::int
        + (select count(*) from story s where s.alerted and not exists (select from plan p where p.story_id = s.id))::int as open`;
    return row!.open === 0;
  });
  await despiteDeadlock(
    () => owner.sql`update number set buzz_free_at = '-infinity', buzz_message_id = null, not_before = null`,
  );
}

/** Every number's interval is over, and the roll-ups that wait for its end are due. */
export async function endIntervals({ sql }: Connection): Promise<void> {
  await despiteDeadlock(
    () => sql`update number set buzz_free_at = now() - interval '1 second' where buzz_free_at > now()`,
  );
  await despiteDeadlock(
    () => sql`update message set due_at = now() where state in ('planned', 'held') and due_at > now()`,
  );
}
