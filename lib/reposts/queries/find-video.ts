import { asc, desc, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { installation, repostVersion, repostVideo } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import type { EncoderState } from '../../words.ts';
import { isVideoDue } from '../commands/claim-video.ts';
import type { VideoStatus } from '../video/video-row.ts';
import { getRepostToEdit } from './get-repost-to-edit.ts';

/** Whether videos can be made here. NULL: no worker has tried yet. */
export async function getEncoder(db: Queryable): Promise<EncoderState | null> {
  const [row] = await db.select({ encoder: installation.encoder }).from(installation);
  return row?.encoder ?? null;
}

/**
 * How the last video of a repost stands; its failure by the key of its words.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function getVideoStatus(
  db: Queryable,
  { actor, repostId }: { actor: Actor; repostId: string },
): Promise<VideoStatus> {
  await getRepostToEdit(db, { actor, repostId });
  const [row] = await db
    .select({
      id: repostVideo.id,
      state: repostVideo.state,
      progress: repostVideo.progress,
      failure: repostVideo.failure,
      version: { id: repostVersion.id, number: repostVersion.number },
    })
    .from(repostVideo)
    .leftJoin(repostVersion, eq(repostVersion.id, repostVideo.versionId))
    .where(eq(repostVideo.repostId, repostId))
    .orderBy(desc(repostVideo.createdAt))
    .limit(1);
  return { encoder: await getEncoder(db), video: row ?? null };
}

/** Videos that wait, or whose worker is gone, the oldest in front. */
export async function listDueVideos(db: Queryable): Promise<{ id: string }[]> {
  return db
    .select({ id: repostVideo.id })
    .from(repostVideo)
    .where(isVideoDue)
    .orderBy(asc(repostVideo.createdAt))
    .limit(20);
}

/** Whether nothing more will come of a video. */
export async function hasVideoEnded(db: Queryable, { videoId }: { videoId: string }): Promise<boolean> {
  const [row] = await db
    .select({ state: repostVideo.state })
    .from(repostVideo)
    .where(eq(repostVideo.id, videoId));
  return row === undefined || (row.state !== 'waiting' && row.state !== 'working');
}
