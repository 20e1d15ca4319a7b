import type { JobPayload } from '#lib/jobs/catalogue.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { notifyLive } from '#lib/live/notify.ts';
import { recordRenditions } from '#lib/media/commands.ts';
import { findPosterless } from '../queries.ts';
import { beginWork } from './fetch-linked.ts';
import { savePoster } from './save-poster.ts';
import { underClaim } from './under-claim.ts';

/**
 * Makes the pictures of a video that was archived without, while its story lives.
 * Safe to repeat, and to overlap.
 * @throws when the thumbnail may still come: the queue repeats the job
 */
export async function addPoster(
  context: JobContext,
  { storyId }: JobPayload<'stories.poster'>,
): Promise<void> {
  await underClaim(context, storyId, async (tx, written) => {
    const story = await findPosterless(tx, { storyId, now: context.now() });
    if (!story) return;
    const poster = await savePoster(beginWork(context, tx, story, written));
    if (poster.kind === 'later') throw new Error(`thumbnail: ${poster.trouble}`);
    if (poster.kind === 'none') {
      context.log.warn({ storyId, thumbnail: poster.trouble }, 'video_stays_without_poster');
      return;
    }
    await recordRenditions(tx, { storyId, rows: poster.rows });
    await notifyLive(tx, { topic: 'story', id: storyId });
  });
}
