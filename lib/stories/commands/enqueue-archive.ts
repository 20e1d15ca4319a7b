import type { Queryable } from '#db/client.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { archivePriority } from '../archive-priority.ts';

/** Has a story's media saved; while that waits or is at work, this makes no second job. */
export async function enqueueArchive(
  tx: Queryable,
  { storyId, expiresAt }: { storyId: string; expiresAt: Date },
): Promise<void> {
  await enqueue(tx, 'stories.archive', { storyId }, { priority: archivePriority(expiresAt) });
}
