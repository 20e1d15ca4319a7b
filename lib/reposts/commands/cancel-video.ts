import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { repostVideo } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import type { MediaStorage } from '../../media/storage.ts';
import { getRepostToEdit } from '../queries/get-repost-to-edit.ts';

/**
 * Gives up the video that is being made of a repost; the worker at it notices
 * within a second. None is being made: nothing happens.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function cancelVideo(
  db: Database,
  storage: MediaStorage,
  { actor, repostId }: { actor: UserActor; repostId: string },
): Promise<void> {
  const ended = await db.transaction(async (tx) => {
    const row = await getRepostToEdit(tx, { actor, repostId, lock: true });
    const rows = await tx
      .update(repostVideo)
      .set({ state: 'cancelled', leaseUntil: null })
      .where(and(eq(repostVideo.repostId, repostId), inArray(repostVideo.state, ['waiting', 'working'])))
      .returning({ overlayKey: repostVideo.overlayKey });
    if (rows.length === 0) return rows;
    await recordAudit(tx, {
      actor,
      action: 'repost.cancel_video',
      thingId: row.storyId,
      detail: { repostId, regionId: row.regionId },
    });
    return rows;
  });
  for (const { overlayKey } of ended) if (overlayKey !== null) await storage.removeFile(overlayKey);
}
