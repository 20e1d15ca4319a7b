import sharp from 'sharp';
import type { Database } from '#db/client.ts';
import { repostVideo } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import type { MediaStorage } from '../../media/storage.ts';
import { checkDrawn } from '../check-drawn.ts';
import { enqueueVideo } from './enqueue-video.ts';
import { getEncoder } from '../queries/find-video.ts';
import { getRepostToEdit } from '../queries/get-repost-to-edit.ts';
import { readDesign } from '../queries/get-saved-design.ts';

/**
 * Asks for a video to be made of a saved edit; a worker does it.
 * @param drawn what lies on top, on nothing, as a browser drew it
 * @throws StorywireError `not_found`; `forbidden`; `invalid` in words; `conflict` when the design was saved again since, one is being made, or nothing here can make one
 */
export async function beginVideo(
  db: Database,
  storage: MediaStorage,
  {
    actor,
    repostId,
    revision,
    drawn,
  }: { actor: UserActor; repostId: string; revision: number; drawn: Buffer },
): Promise<{ videoId: string }> {
  await getRepostToEdit(db, { actor, repostId });
  if ((await getEncoder(db)) === 'missing') throw new StorywireError('conflict', 'videoNoEncoder');
  const overlay = await overlayOf(drawn);
  const id = newId();
  const overlayKey = overlay === null ? null : `reposts/${repostId}/${id}-top.png`;
  if (overlay !== null && overlayKey !== null) await storage.putFile(overlayKey, overlay);
  try {
    return await db.transaction(async (tx) => {
      const row = await getRepostToEdit(tx, { actor, repostId, lock: true });
      const design = readDesign(row.design);
      if (row.designRevision !== revision || design?.video === undefined)
        throw new StorywireError('conflict', 'designChanged');
      const [made] = await tx
        .insert(repostVideo)
        .values({ id, repostId, design, overlayKey, byUserId: actor.userId })
        .onConflictDoNothing()
        .returning({ id: repostVideo.id });
      if (!made) throw new StorywireError('conflict', 'videoBusy');
      await recordAudit(tx, {
        actor,
        action: 'repost.begin_video',
        thingId: row.storyId,
        detail: { repostId, regionId: row.regionId },
      });
      await enqueueVideo(tx, id);
      return { videoId: id };
    });
  } catch (error) {
    // Nothing names it: without its row it would lie there for good.
    if (overlayKey !== null) await storage.removeFile(overlayKey);
    throw error;
  }
}

/** Its pixels and nothing else that was sent along. NULL: there are none to be seen. */
async function overlayOf(drawn: Buffer): Promise<Buffer | null> {
  checkDrawn(drawn);
  try {
    const picture = sharp(drawn, { limitInputPixels: 1080 * 1920, failOn: 'warning', pages: 1 });
    const { channels } = await picture.stats();
    if (channels.length === 4 && channels[3]!.max === 0) return null;
    return await picture.ensureAlpha().toColourspace('srgb').png({ compressionLevel: 4 }).toBuffer();
  } catch (cause) {
    throw new StorywireError('invalid', 'drawnUnreadable', { field: 'picture', cause });
  }
}
