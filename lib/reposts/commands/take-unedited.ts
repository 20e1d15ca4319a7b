import { and, eq, max } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { media, repostVersion, story } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { notifyLive } from '../../live/notify.ts';
import type { MediaStorage } from '../../media/storage.ts';
import { fitUnedited } from '../fit-unedited.ts';
import { getRepostToEdit } from '../queries/get-repost-to-edit.ts';

/**
 * Makes a version of the story's own file, unedited: the archived original
 * where Instagram takes it, else a JPEG that it takes. Pictures only.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` in words when there is no file, or it is a video or cannot be read
 */
export async function takeUnedited(
  db: Database,
  storage: MediaStorage,
  { actor, repostId }: { actor: UserActor; repostId: string },
): Promise<{ versionId: string; number: number }> {
  const { storyId } = await getRepostToEdit(db, { actor, repostId });
  const [source] = await db
    .select({ kind: story.kind, storageKey: media.storageKey, sha256: media.sha256 })
    .from(story)
    .leftJoin(media, and(eq(media.storyId, story.id), eq(media.rendition, 'original')))
    .where(eq(story.id, storyId));
  if (source?.kind === 'video') throw new StorywireError('conflict', 'repostVideoUnedited');
  const original = source?.storageKey ? await storage.readFile(source.storageKey) : undefined;
  if (!original) throw new StorywireError('conflict', 'repostNoFile');
  const { jpeg, width, height } = await fitUnedited(original);
  const id = newId();
  const storageKey = `reposts/${repostId}/${id}.jpg`;
  const stored = await storage.putFile(storageKey, jpeg);
  try {
    return await db.transaction(async (tx) => {
      const row = await getRepostToEdit(tx, { actor, repostId, lock: true });
      const [last] = await tx
        .select({ number: max(repostVersion.number) })
        .from(repostVersion)
        .where(eq(repostVersion.repostId, repostId));
      const number = (last?.number ?? 0) + 1;
      await tx.insert(repostVersion).values({
        id,
        repostId,
        number,
        kind: 'image',
        storageKey,
        mimeType: 'image/jpeg',
        ...stored,
        width,
        height,
        byUserId: actor.userId,
      });
      await recordAudit(tx, {
        actor,
        action: 'repost.use_unedited',
        thingId: row.storyId,
        detail: { repostId, regionId: row.regionId, versionId: id },
      });
      await notifyLive(tx, { topic: 'repost', id: row.storyId });
      return { versionId: id, number };
    });
  } catch (error) {
    // Nothing names it: without its row it would lie there for good.
    await storage.removeFile(storageKey);
    throw error;
  }
}
