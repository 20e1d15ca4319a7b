import { and, eq, gt, inArray, isNotNull, isNull, lt, notInArray, or } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { story, storyRelease } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { nextReadingAt } from '#lib/insights/reading-times.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { notifyLive } from '#lib/live/notify.ts';
import { endsByItself } from '../story-lifetime.ts';

/** A complete listing of an account. */
export type Presence = {
  actor: Actor;
  accountId: string;
  /** By which it was read. */
  tokenId: string;
  /** Of every story in it. */
  mediaIds: readonly string[];
  /** When it was asked for: it says nothing of what happened later. */
  beganAt: Date;
  now: Date;
};

/**
 * What a complete listing says of stories that are known already. One that is
 * not in it before its day is over is first noted as missing; at the second
 * such listing, which was asked for after the first had come, Instagram is asked
 * for the story itself (job/confirm-gone.ts). One that is in it is there, whatever
 * was believed before: it is live again, its reposts are held no more, and nobody
 * is told of it anew. The caller holds the account's row.
 */
export async function followPresence(tx: Transaction, presence: Presence): Promise<void> {
  await notePresent(tx, presence);
  await noteMissing(tx, presence);
}

async function notePresent(
  tx: Transaction,
  { actor, accountId, mediaIds, beganAt, now }: Presence,
): Promise<void> {
  if (mediaIds.length === 0) return;
  const back = await tx
    .select({ id: story.id, postedAt: story.postedAt, deletedAt: story.deletedAt })
    .from(story)
    .where(
      and(
        eq(story.accountId, accountId),
        inArray(story.mediaId, [...mediaIds]),
        or(lt(story.missingSince, beganAt), lt(story.deletedAt, beganAt)),
      ),
    )
    .orderBy(story.id)
    .for('no key update');
  for (const { id, postedAt, deletedAt } of back) {
    await tx
      .update(story)
      .set({
        missingSince: null,
        deletedAt: null,
        ...(deletedAt !== null && { insightsDueAt: nextReadingAt(postedAt, now) }),
      })
      .where(eq(story.id, id));
    if (deletedAt === null) continue;
    await tx.delete(storyRelease).where(eq(storyRelease.storyId, id));
    await recordAudit(tx, { actor, action: 'story.reappear', thingId: id });
    await notifyShown(tx, id);
  }
}

async function noteMissing(
  tx: Transaction,
  { accountId, tokenId, mediaIds, beganAt, now }: Presence,
): Promise<void> {
  const lacking = await tx
    .select({ id: story.id, missingSince: story.missingSince })
    .from(story)
    .where(
      and(
        eq(story.accountId, accountId),
        gt(story.expiresAt, endsByItself(now)),
        isNull(story.deletedAt),
        // Found by somebody else while this listing was under way: it may be newer than the listing.
        lt(story.foundAt, beganAt),
        mediaIds.length === 0 ? undefined : notInArray(story.mediaId, [...mediaIds]),
      ),
    );
  const first = lacking.filter(({ missingSince }) => missingSince === null).map(({ id }) => id);
  if (first.length > 0) await tx.update(story).set({ missingSince: now }).where(inArray(story.id, first));
  for (const { id, missingSince } of lacking)
    if (missingSince !== null && missingSince < beganAt)
      await enqueue(tx, 'stories.confirmGone', { storyId: id, tokenId });
}

/** A story that was missing is there after all: the listings were not to be relied on. */
export async function recordPresent(tx: Transaction, { storyId }: { storyId: string }): Promise<void> {
  await tx.update(story).set({ missingSince: null }).where(eq(story.id, storyId));
}

/**
 * Writes down that a story's team has deleted it early: open pages show it,
 * Instagram is not asked about it any more, and nobody is told of it who was
 * not told yet. Its archive stays as it is.
 * @returns false when it was settled otherwise meanwhile
 */
export async function recordDeleted(
  tx: Transaction,
  { actor, storyId, now }: { actor: Actor; storyId: string; now: Date },
): Promise<boolean> {
  const deleted = await tx
    .update(story)
    .set({ deletedAt: story.missingSince, missingSince: null, insightsDueAt: null })
    .where(
      and(
        eq(story.id, storyId),
        isNotNull(story.missingSince),
        isNull(story.deletedAt),
        gt(story.expiresAt, endsByItself(now)),
      ),
    )
    .returning({ id: story.id });
  if (deleted.length === 0) return false;
  await tx.delete(storyRelease).where(eq(storyRelease.storyId, storyId));
  await recordAudit(tx, { actor, action: 'story.delete_early', thingId: storyId });
  await enqueue(tx, 'alerts.withdraw', { storyId });
  await notifyShown(tx, storyId);
  return true;
}

/** Wherever a story is shown: feed, viewer and page; the board of flags and its reposts. */
async function notifyShown(tx: Transaction, id: string): Promise<void> {
  await notifyLive(tx, { topic: 'story', id });
  await notifyLive(tx, { topic: 'flag', id });
}
