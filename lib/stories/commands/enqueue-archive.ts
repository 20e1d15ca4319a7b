import type { Queryable } from '#db/client.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { archivePriority, patientPriority } from '../archive-priority.ts';

/** Has a story's media saved; while that waits or is at work, this makes no second job. */
export async function enqueueArchive(
  tx: Queryable,
  { storyId, expiresAt }: { storyId: string; expiresAt: Date },
): Promise<void> {
  await enqueue(tx, 'stories.archive', { storyId }, { priority: archivePriority(expiresAt) });
}

/** Seconds. Some eight minutes of waiting, and the tries themselves, which last four minutes at most: within an hour. */
const patiently = { retryLimit: 5, retryDelay: 30, retryBackoff: true, retryDelayMax: 120 };
const hourMs = 60 * 60_000;

/**
 * Has media saved that many tries did not save, or whose job was lost. Those
 * tries may fail again, each after minutes of downloading: they keep nobody from
 * a place, and do not ask without a pause. In a story's last hour they come first
 * again, and as often as at first.
 */
export async function enqueueArchiveAgain(
  tx: Queryable,
  { storyId, expiresAt, now }: { storyId: string; expiresAt: Date; now: Date },
): Promise<void> {
  if (expiresAt.getTime() - now.getTime() < hourMs) return enqueueArchive(tx, { storyId, expiresAt });
  const priority = patientPriority(expiresAt);
  await enqueue(tx, 'stories.archive', { storyId }, { priority, retries: patiently });
}

/** The thumbnail has just been asked for twice in vain. */
const posterAfterMs = 30_000;

/** Has the pictures made of a video that is archived without. */
export async function enqueuePoster(
  tx: Queryable,
  { storyId, now }: { storyId: string; now: Date },
): Promise<void> {
  const startAfter = new Date(now.getTime() + posterAfterMs);
  await enqueue(tx, 'stories.poster', { storyId }, { startAfter });
}
