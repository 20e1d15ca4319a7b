import { and, eq, gt, lte } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { burst, story } from '#db/schema.ts';
import { newCode, newId } from '#lib/ids.ts';
import type { StoryDraft } from '#lib/instagram/story-draft.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { notifyLive } from '#lib/live/notify.ts';
import { burstLengthMs, burstStart } from '../burst.ts';
import { storyExpiry } from '../story-lifetime.ts';

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
    permalink: draft.permalink,
    caption: draft.caption,
    alerted,
    sourceMediaUrl: draft.mediaUrl,
    sourceThumbnailUrl: draft.thumbnailUrl,
  };
  await insertUnderFreeCode(tx, row);
  await enqueue(tx, 'stories.archive', { storyId });
  if (alerted) await enqueue(tx, 'alerts.plan', { storyId });
  await notifyLive(tx, { topic: 'story', id: storyId });
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
