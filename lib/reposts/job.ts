import { isTooOldToWrite } from '#lib/messages/lease-age.ts';
import { metaConfig } from '#lib/accounts/meta-config.ts';
import { readToken } from '#lib/accounts/queries.ts';
import type { JobPayload } from '#lib/jobs/catalogue.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { claimPost } from './commands/claim-post.ts';
import { takeStep } from './job/take-step.ts';
import { listDuePosts } from './queries/list-due-posts.ts';

/**
 * Takes a post as far as it goes without waiting: each round claims it, takes
 * one step and stores it. Whatever ends a worker in between leaves the step
 * that was stored, and the sweeper comes back for it once the lease is over.
 */
export async function publishPost(
  context: JobContext,
  { targetId }: JobPayload<'reposts.publish'>,
): Promise<void> {
  const { db, env, log, signal } = context;
  while (!signal.aborted) {
    // Read before the claim: what is older than it thinks may be too old to write.
    const claimedAt = { monotonicMs: performance.now(), wallMs: Date.now() };
    const post = await claimPost(db, { targetId });
    if (!post) return;
    const accessToken = post.tokenId === null ? undefined : await readToken(db, post.tokenId);
    const beforeWrite = (): void => {
      const now = { monotonicMs: performance.now(), wallMs: Date.now() };
      if (isTooOldToWrite(claimedAt, now)) throw new Error('the claim is too old');
    };
    const config = accessToken === undefined ? undefined : metaConfig(env, accessToken);
    const taken = await takeStep(context, { post, config, beforeWrite });
    if (taken === 'lost') {
      log.warn({ targetId, epoch: post.epoch }, 'post_step_refused_as_stale');
      return;
    }
  }
}

/**
 * Puts every post of which a step is due into the queue: at its time, after a
 * wait, or because the worker that was at it is gone.
 * @returns how many
 */
export async function resumePosts({ db }: JobContext): Promise<number> {
  const due = await listDuePosts(db);
  for (const { id } of due) await enqueue(db, 'reposts.publish', { targetId: id });
  return due.length;
}
