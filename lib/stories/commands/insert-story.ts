import { and, eq, gt, lte, or } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { burst, repost, repostTarget, story } from '#db/schema.ts';
import { newCode, newId } from '#lib/ids.ts';
import { firstReadingAt } from '#lib/insights/reading-times.ts';
import type { StoryDraft } from '#lib/instagram/story-draft.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { notifyLive } from '#lib/live/notify.ts';
import { burstLengthMs, burstStart } from '../burst.ts';
import { storyExpiry } from '../story-lifetime.ts';
import { enqueueArchive } from './enqueue-archive.ts';

const codeLength = 6;
const codeTries = 5;

/**
 * Adds a story that is not there yet, with the burst it belongs to and the jobs
 * that follow. The caller holds the account's row, so nobody else adds it, or
 * another story of that burst, at the same time.
 */
export async function insertStory(
  tx: Transaction,
  {
    accountId,
    regionId,
    draft,
    now,
    alerted,
  }: {
    accountId: string;
    regionId: string;
    draft: StoryDraft;
    now: Date;
    alerted: boolean;
  },
): Promise<void> {
  const storyId = newId(now);
  const origin = await findOrigin(tx, { accountId, mediaId: draft.mediaId });
  const row = {
    id: storyId,
    accountId,
    mediaId: draft.mediaId,
    regionId,
    burstId: await findOrAddBurst(tx, accountId, draft.postedAt),
    kind: draft.kind,
    postedAt: draft.postedAt,
    foundAt: now,
    expiresAt: storyExpiry(draft.postedAt),
    insightsDueAt: firstReadingAt(draft.postedAt, now),
    permalink: draft.permalink,
    caption: draft.caption,
    sourceStoryId: origin.storyId,
    alerted,
    sourceMediaUrl: draft.mediaUrl,
    sourceThumbnailUrl: draft.thumbnailUrl,
  };
  await insertUnderFreeCode(tx, row);
  await enqueueArchive(tx, { storyId, expiresAt: row.expiresAt });
  // Who made it hears nothing of it, so the plan waits until it is known whether a post of ours is this one.
  const startAfter = new Date(now.getTime() + postKnownMs);
  if (alerted) await enqueue(tx, 'alerts.plan', { storyId }, origin.mayBeOurs ? { startAfter } : {});
  await notifyLive(tx, { topic: 'story', id: storyId });
}

/** By then Meta's answer to a post has been stored, or its fate is in doubt and alerts wait no longer. */
const postKnownMs = 30_000;

/**
 * The story that a story was made of, when it was posted from here. A check may
 * find it in the moment between Meta's taking it and our knowing its id; the
 * publisher then says where it comes from.
 */
async function findOrigin(
  tx: Transaction,
  { accountId, mediaId }: { accountId: string; mediaId: string },
): Promise<{ storyId: string | null; mayBeOurs: boolean }> {
  const rows = await tx
    .select({ storyId: repost.storyId, mediaId: repostTarget.mediaId })
    .from(repostTarget)
    .innerJoin(repost, eq(repost.id, repostTarget.repostId))
    .where(
      and(
        eq(repostTarget.accountId, accountId),
        or(
          eq(repostTarget.mediaId, mediaId),
          and(eq(repostTarget.state, 'publishing'), eq(repostTarget.step, 'publish_asked')),
        ),
      ),
    );
  const origin = rows.find((row) => row.mediaId === mediaId);
  return { storyId: origin?.storyId ?? null, mayBeOurs: !origin && rows.length > 0 };
}

async function insertUnderFreeCode(
  tx: Transaction,
  row: Omit<typeof story.$inferInsert, 'code'>,
): Promise<void> {
  for (let attempt = 0; attempt < codeTries; attempt += 1) {
    // The account's row is locked and the story is not there: only its code can be taken.
    const added = await tx
      .insert(story)
      .values({ ...row, code: newCode(codeLength) })
      .onConflictDoNothing()
      .returning({ id: story.id });
    if (added.length > 0) return;
  }
  throw new Error(`No free story code in ${codeTries} tries.`);
}

async function findOrAddBurst(tx: Transaction, accountId: string, postedAt: Date): Promise<string> {
  const around = await tx
    .select({ startsAt: burst.startsAt })
    .from(burst)
    .where(
      and(
        eq(burst.accountId, accountId),
        lte(burst.startsAt, postedAt),
        gt(burst.startsAt, new Date(postedAt.getTime() - burstLengthMs)),
      ),
    );
  const startsAt = burstStart(
    postedAt,
    around.map((each) => each.startsAt),
  );
  await tx.insert(burst).values({ accountId, startsAt }).onConflictDoNothing();
  const [row] = await tx
    .select({ id: burst.id })
    .from(burst)
    .where(and(eq(burst.accountId, accountId), eq(burst.startsAt, startsAt)));
  return row!.id;
}
