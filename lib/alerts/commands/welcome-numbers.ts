import type { Database } from '#db/client.ts';
import { queueJoined } from '../../messages/commands/queue-joined.ts';

/**
 * Has new numbers told at once what they will get, where somebody vouched for
 * them. Whoever dies before calling it loses nothing: the sweeper finds them.
 */
export async function welcomeNumbers(
  db: Database,
  { numberIds }: { numberIds: readonly string[] },
): Promise<void> {
  await db.transaction(async (tx) => await queueJoined(tx, { numberIds }));
}
