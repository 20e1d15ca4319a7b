import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { repostTarget } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { openTargetStates } from '../open-target-states.ts';
import { getRepostToSee } from '../queries/get-repost-to-see.ts';
import { askPublishingCheck } from './record-publishing-check.ts';

/**
 * Has every account that a repost still goes to checked anew: what is left of
 * its quota, and whether Meta reaches our files.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function askChecks(
  db: Database,
  { actor, repostId }: { actor: UserActor; repostId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await getRepostToSee(tx, { actor, repostId });
    const rows = await tx
      .selectDistinct({ accountId: repostTarget.accountId })
      .from(repostTarget)
      .where(
        and(
          eq(repostTarget.repostId, repostId),
          inArray(repostTarget.state, [...openTargetStates, 'failed']),
        ),
      );
    for (const { accountId } of rows) await askPublishingCheck(tx, { accountId });
  });
}
