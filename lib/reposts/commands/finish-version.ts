import type { Database } from '#db/client.ts';
import { repostVersion } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { notifyLive } from '../../live/notify.ts';
import type { MediaStorage } from '../../media/storage.ts';
import { frame } from '../design/frame.ts';
import type { VersionRow } from '../edit-page.ts';
import { getRepostToEdit } from '../queries/get-repost-to-edit.ts';
import { renderVersion } from '../render-version.ts';
import { nextVersionNumber } from './next-version-number.ts';

/**
 * Makes a version of what a browser drew: the file that will be posted, and
 * the design that it was drawn from, which never change afterwards.
 * @param revision of the saved design that was drawn
 * @throws StorywireError `not_found`; `forbidden`; `invalid` in words; `conflict` when the design was saved again since
 */
export async function finishVersion(
  db: Database,
  storage: MediaStorage,
  {
    actor,
    repostId,
    revision,
    drawn,
  }: { actor: UserActor; repostId: string; revision: number; drawn: Buffer },
): Promise<VersionRow> {
  // Before the picture is decoded, which costs.
  await getRepostToEdit(db, { actor, repostId });
  const jpeg = await renderVersion(drawn);
  const id = newId();
  const storageKey = `reposts/${repostId}/${id}.jpg`;
  const stored = await storage.putFile(storageKey, jpeg);
  try {
    return await db.transaction(async (tx) => {
      const row = await getRepostToEdit(tx, { actor, repostId, lock: true });
      if (row.designRevision !== revision || row.design === null)
        throw new StorywireError('conflict', 'designChanged');
      const number = await nextVersionNumber(tx, repostId);
      await tx.insert(repostVersion).values({
        id,
        repostId,
        number,
        kind: 'image',
        design: row.design,
        storageKey,
        mimeType: 'image/jpeg',
        ...stored,
        ...frame,
        byUserId: actor.userId,
      });
      await recordAudit(tx, {
        actor,
        action: 'repost.finish_version',
        thingId: row.storyId,
        detail: { repostId, regionId: row.regionId, versionId: id },
      });
      await notifyLive(tx, { topic: 'repost', id: row.storyId });
      return { id, number, kind: 'image', edited: true };
    });
  } catch (error) {
    // Nothing names it: without its row it would lie there for good.
    await storage.removeFile(storageKey);
    throw error;
  }
}
