import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { media, repostVersion, story } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { notifyLive } from '../../live/notify.ts';
import { isWholeMp4 } from '../../media/is-whole-mp4.ts';
import { mp4Facts } from '../../media/mp4-facts.ts';
import { readStored } from '../../media/read-stored.ts';
import type { MediaStorage } from '../../media/storage.ts';
import { fitUnedited } from '../fit-unedited.ts';
import { getRepostToEdit } from '../queries/get-repost-to-edit.ts';
import { uprightSize, videoTrouble } from '../video/video-trouble.ts';
import { nextVersionNumber } from './next-version-number.ts';

/** A file that was put into the store for a version. */
type Taken = Pick<
  typeof repostVersion.$inferInsert,
  'kind' | 'storageKey' | 'mimeType' | 'bytes' | 'sha256' | 'width' | 'height' | 'durationMs'
>;

/**
 * Makes a version of the story's own file, unedited: the archived original
 * where Instagram takes it; of a picture else a JPEG that it takes. A video
 * is looked at and not decoded, so that this works without an encoder.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` in words when there is no file, or it cannot be read or posted
 */
export async function takeUnedited(
  db: Database,
  storage: MediaStorage,
  { actor, repostId }: { actor: UserActor; repostId: string },
): Promise<{ versionId: string; number: number }> {
  const { storyId } = await getRepostToEdit(db, { actor, repostId });
  const [source] = await db
    .select({ kind: story.kind, storageKey: media.storageKey, bytes: media.bytes })
    .from(story)
    .innerJoin(media, and(eq(media.storyId, story.id), eq(media.rendition, 'original')))
    .where(eq(story.id, storyId));
  if (!source) throw new StorywireError('conflict', 'repostNoFile');
  const id = newId();
  const name = `reposts/${repostId}/${id}`;
  const taken = await (source.kind === 'video' ? takeVideo : takePicture)(storage, source, name);
  try {
    return await db.transaction(async (tx) => {
      const row = await getRepostToEdit(tx, { actor, repostId, lock: true });
      const number = await nextVersionNumber(tx, repostId);
      await tx.insert(repostVersion).values({ id, repostId, number, ...taken, byUserId: actor.userId });
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
    await storage.removeFile(taken.storageKey);
    throw error;
  }
}

type Source = { storageKey: string; bytes: number };

async function takePicture(storage: MediaStorage, source: Source, name: string): Promise<Taken> {
  const original = await storage.readFile(source.storageKey);
  if (!original) throw new StorywireError('conflict', 'repostNoFile');
  const { jpeg, width, height } = await fitUnedited(original);
  const storageKey = `${name}.jpg`;
  const stored = await storage.putFile(storageKey, jpeg);
  return { kind: 'image', storageKey, mimeType: 'image/jpeg', ...stored, width, height };
}

async function takeVideo(storage: MediaStorage, source: Source, name: string): Promise<Taken> {
  const readAt = readStored(storage, source.storageKey);
  const whole = await isWholeMp4(readAt, source.bytes);
  const facts = whole ? await mp4Facts(readAt, source.bytes) : undefined;
  const trouble = videoTrouble(facts, source.bytes);
  if (trouble !== undefined || !facts?.picture)
    throw new StorywireError('conflict', trouble ?? 'videoUnreadable');
  // Only now: what is opened and not read would stay open.
  const opened = await storage.openFile(source.storageKey);
  if (!opened) throw new StorywireError('conflict', 'repostNoFile');
  const storageKey = `${name}.mp4`;
  const incoming = await storage.receiveFile();
  try {
    // A copy, since a version never changes and the archive has rules of its own.
    for await (const chunk of opened.stream) await incoming.write(chunk);
    const stored = await storage.keepFile(storageKey, incoming);
    const { durationMs, picture } = facts;
    return {
      kind: 'video',
      storageKey,
      mimeType: 'video/mp4',
      ...stored,
      ...uprightSize(picture),
      durationMs,
    };
  } finally {
    await incoming.discard();
  }
}
