import type { Database } from '#db/client.ts';
import { queueJoined } from '../../messages/commands/queue-joined.ts';

/**
 * Tells numbers that somebody vouched for what they will get. To be called
 * right after the command that added them; the sweep finds those for whom
 * nobody got that far. Ids of numbers that need no telling are passed over.
 * @returns how many are told
 */
export async function welcomeNumbers(
  db: Database,
  { numberIds }: { numberIds: readonly string[] },
): Promise<number> {
  return db.transaction((tx) => queueJoined(tx, { numberIds }));
}
