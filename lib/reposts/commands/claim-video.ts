import { and, eq, lte, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { installation, media, repost, repostVideo } from '#db/schema.ts';
import type { EncoderState } from '../../words.ts';
import type { Design } from '../design/design.ts';
import { readDesign } from '../queries/get-saved-design.ts';

/** A worker that was not heard of for this long is gone. It says a word every second. */
const leaseMs = 30_000;
/** An encoder that dies over a file twice will die over it again. */
const mostCrashes = 2;

const leased = sql`now() + ${leaseMs} * interval '1 millisecond'`;

/** Waits for its turn, or the worker at it is gone. */
export const isVideoDue = or(
  eq(repostVideo.state, 'waiting'),
  and(eq(repostVideo.state, 'working'), lte(repostVideo.leaseUntil, sql`now()`)),
);

export type ClaimedVideo = {
  id: string;
  epoch: number;
  repostId: string;
  byUserId: string;
  design: Design;
  overlayKey: string | null;
  /** NULL: the source's file is gone. */
  sourceKey: string | null;
};

/** Takes up a video. @returns undefined when somebody else has, or it is at its end */
export async function claimVideo(
  db: Database,
  { videoId }: { videoId: string },
): Promise<ClaimedVideo | undefined> {
  const [row] = await db
    .update(repostVideo)
    .set({
      state: 'working',
      epoch: sql`${repostVideo.epoch} + 1`,
      // Whoever left it with its lease over has died with it.
      crashes: sql`${repostVideo.crashes} + (${repostVideo.state} = 'working')::int`,
      leaseUntil: leased,
      progress: 0,
    })
    .where(and(eq(repostVideo.id, videoId), isVideoDue))
    .returning();
  if (!row) return undefined;
  const [source] = await db
    .select({ storageKey: media.storageKey })
    .from(repost)
    .innerJoin(media, and(eq(media.storyId, repost.storyId), eq(media.rendition, 'original')))
    .where(eq(repost.id, row.repostId));
  const { id, epoch, repostId, byUserId, overlayKey } = row;
  return {
    id,
    epoch,
    repostId,
    byUserId,
    overlayKey,
    design: readDesign(row.design)!,
    sourceKey: source?.storageKey ?? null,
  };
}

type Claim = Pick<ClaimedVideo, 'id' | 'epoch'>;

/** Only while it is still worked on, and by the one who says so. */
export const isStillMine = ({ id, epoch }: Claim) =>
  and(eq(repostVideo.id, id), eq(repostVideo.epoch, epoch), eq(repostVideo.state, 'working'));

/** Says how far it is. @returns false when it was cancelled or taken over */
export async function recordProgress(db: Database, claim: Claim, percent: number): Promise<boolean> {
  const rows = await db
    .update(repostVideo)
    .set({ progress: percent, leaseUntil: leased })
    .where(isStillMine(claim))
    .returning({ id: repostVideo.id });
  return rows.length > 0;
}

/** Ends it in words. @param failure a key under `errors` */
export async function failVideo(db: Database, claim: Claim, failure: string): Promise<void> {
  await db.update(repostVideo).set({ state: 'failed', failure, leaseUntil: null }).where(isStillMine(claim));
}

/** Gives it back, to be begun anew. @param crashed the encoder died over it, which is borne once */
export async function releaseVideo(db: Database, claim: Claim, crashed: boolean): Promise<void> {
  const counted = sql`${repostVideo.crashes} + ${crashed ? 1 : 0}`;
  await db
    .update(repostVideo)
    .set({
      state: sql`case when ${counted} >= ${mostCrashes} then 'failed' else 'waiting' end`,
      failure: sql`case when ${counted} >= ${mostCrashes} then 'videoCrashed' end`,
      crashes: counted,
      leaseUntil: null,
    })
    .where(isStillMine(claim));
}

/** Writes down whether this installation can make videos. */
export async function recordEncoder(db: Database, encoder: EncoderState): Promise<void> {
  await db.update(installation).set({ encoder });
}
