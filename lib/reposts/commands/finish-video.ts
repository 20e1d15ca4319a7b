import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { repost, repostVersion, repostVideo } from '#db/schema.ts';
import { systemActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { notifyLive } from '../../live/notify.ts';
import { type ClaimedVideo, isStillMine } from './claim-video.ts';
import { nextVersionNumber } from './next-version-number.ts';

/** What was put into the store for a version. */
export type MadeVideo = {
  storageKey: string;
  bytes: number;
  sha256: string;
  width: number;
  height: number;
  durationMs: number;
  posterKey: string;
};

/**
 * Makes a version of a video that was made.
 * @returns false when it was cancelled or taken over meanwhile: then there is no version
 */
export async function finishVideo(
  db: Database,
  video: ClaimedVideo,
  { versionId, made }: { versionId: string; made: MadeVideo },
): Promise<boolean> {
  const { repostId, byUserId, design } = video;
  return await db.transaction(async (tx) => {
    const [row] = await tx.select().from(repost).where(eq(repost.id, repostId)).for('update');
    const [mine] = await tx
      .select({ id: repostVideo.id })
      .from(repostVideo)
      .where(isStillMine(video))
      .for('update');
    if (!row || !mine) return false;
    await tx.insert(repostVersion).values({
      id: versionId,
      repostId,
      number: await nextVersionNumber(tx, repostId),
      kind: 'video',
      design,
      mimeType: 'video/mp4',
      ...made,
      byUserId,
    });
    await tx
      .update(repostVideo)
      .set({ state: 'done', progress: 100, versionId, leaseUntil: null })
      .where(isStillMine(video));
    await recordAudit(tx, {
      actor: systemActor('reposts'),
      action: 'repost.finish_version',
      thingId: row.storyId,
      detail: { repostId, regionId: row.regionId, versionId },
    });
    await notifyLive(tx, { topic: 'repost', id: row.storyId });
    return true;
  });
}
