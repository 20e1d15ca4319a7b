import { systemActor } from '../actor.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { mediaStorage } from '../media/storage.ts';
import { markDue, removeMarked } from './commands.ts';

const keeper = systemActor('keeper');

/**
 * Removes what is older than the rules of keeping say: first marked, then
 * deleted, so that whatever stops in between is taken up by the next run. Safe
 * in several workers at a time. To be run every hour or so.
 */
export async function removeDue({ db, env, log, now, signal }: JobContext): Promise<void> {
  while (!signal.aborted) {
    const marked = await markDue(db, { actor: keeper, now: now() });
    if (!marked) break;
    log.info(marked, 'retention_marked');
  }
  const files = await removeMarked(db, mediaStorage(env), { now, signal });
  if (files > 0) log.info({ files }, 'retention_removed');
}
