import { sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import type { LiveTopic } from './topics.ts';

export const liveChannel = 'storywire_live';
export const dueChannel = 'storywire_due';

/** That something newer exists. For `alert`, `repost` and `flag`, which rights are told by too, the id is the story's; for `session`, the one that was ended; for `seen`, the person's, who alone hears of it. */
export type LiveHint = { topic: LiveTopic; id: string };

/**
 * Tells open feeds that something changed, once the transaction commits.
 * A hint only: whoever misses it is put right by the next refetch.
 */
export async function notifyLive(tx: Queryable, hint: LiveHint): Promise<void> {
  await tx.execute(sql`select pg_notify(${liveChannel}, ${JSON.stringify(hint)})`);
}

/** Wakes the dispatchers, once the transaction commits. They look by themselves every second, too. */
export async function notifyDue(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_notify(${dueChannel}, '')`);
}
