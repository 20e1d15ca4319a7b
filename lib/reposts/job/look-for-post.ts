import { listStoriesBatch } from '#lib/instagram/client.ts';
import { readContainer } from '#lib/instagram/client/publishing.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import type { MetaConfig } from '#lib/meta/config.ts';
import type { ClaimedPost } from '../commands/claim-post.ts';
import { publishFailure } from '../publish-failure.ts';
import type { Sight } from '../publish-step.ts';
import { listKnownMedia } from '../queries/known-media.ts';

/** Meta's clock and the database's may differ by that much. */
const clocksDifferMs = 2 * 60_000;

/**
 * Looks whether a post has come: asks its container, and the account for what
 * was posted since. Changes nothing.
 * @param config undefined: no token works, so nobody can look
 */
export async function lookForPost(
  context: JobContext,
  config: MetaConfig | undefined,
  post: ClaimedPost,
): Promise<Sight> {
  if (!config) return { container: 'unread', stories: 'unread' };
  return {
    container: await askContainer(config, post),
    stories: await listCandidates(context, config, post),
  };
}

async function askContainer(
  config: MetaConfig,
  { igUserId, containerId }: ClaimedPost,
): Promise<Sight['container']> {
  if (containerId === null) return 'gone';
  const answer = await readContainer(config, { igUserId, containerId });
  if (answer.kind === 'done') return answer.data.state;
  if (answer.kind !== 'refused') return 'unread';
  const { key } = publishFailure(answer.error, { status: answer.status, asked: 'read' });
  return key === 'container_missing' ? 'gone' : 'unread';
}

/** Stories of the post's kind that stand on the account since Meta was asked, and are nobody else's. */
export async function listCandidates(
  { db }: JobContext,
  config: MetaConfig,
  { igUserId, accountId, targetId, kind, publishAskedAt, now }: ClaimedPost,
): Promise<Sight['stories']> {
  const askedAt = publishAskedAt ?? now;
  const listing = (await listStoriesBatch(config, [igUserId])).get(igUserId);
  if (!listing?.ok || listing.unreadable > 0) return 'unread';
  const known = await listKnownMedia(db, { accountId, targetId, before: askedAt });
  return listing.stories
    .filter((story) => story.postedAt.getTime() >= askedAt.getTime() - clocksDifferMs)
    .filter((story) => story.kind === kind && !known.has(story.mediaId))
    .map(({ mediaId, permalink }) => ({ mediaId, permalink }));
}
