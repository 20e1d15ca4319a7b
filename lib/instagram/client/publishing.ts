import { createdAnswer } from '#lib/meta/answers.ts';
import { metaRequest } from '#lib/meta/client.ts';
import type { MetaConfig } from '#lib/meta/config.ts';
import type { StoryKind } from '#lib/words.ts';
import { type Container, containerWire, type PublishingQuota, quotaWire } from '../container.ts';
import { type PublishAnswer, readPublishAnswer } from '../publish-answer.ts';

type Of = { igUserId: string };

/** Called when the connection stands and nothing has been written; throws when the caller may not write any more. */
type BeforeWrite = { beforeWrite?: () => void };

/**
 * Makes a container for a story: Meta fetches the file from `url`. Nobody sees
 * a container, so making another one does no harm.
 */
export async function createContainer(
  config: MetaConfig,
  { igUserId, kind, url, beforeWrite }: Of & BeforeWrite & { kind: StoryKind; url: string },
): Promise<PublishAnswer<{ id: string }>> {
  // Without STORIES a picture would become a post in the feed.
  const form = { media_type: 'STORIES', ...(kind === 'image' ? { image_url: url } : { video_url: url }) };
  const path = `${encodeURIComponent(igUserId)}/media`;
  const outcome = await metaRequest(config, {
    method: 'POST',
    path,
    body: { form },
    ...(beforeWrite && { beforeWrite }),
  });
  return readPublishAnswer(outcome, createdAnswer, { now: new Date(), igUserId });
}

/** Asks a container how far it is. */
export async function readContainer(
  config: MetaConfig,
  { igUserId, containerId }: Of & { containerId: string },
): Promise<PublishAnswer<Container>> {
  const query = { fields: 'status_code,status' };
  const path = encodeURIComponent(containerId);
  const outcome = await metaRequest(config, { method: 'GET', path, query });
  return readPublishAnswer(outcome, containerWire, { now: new Date(), igUserId });
}

/** Publishes a container. Whoever does not know what came of it looks, and never just asks again. */
export async function publishContainer(
  config: MetaConfig,
  { igUserId, containerId, beforeWrite }: Of & BeforeWrite & { containerId: string },
): Promise<PublishAnswer<{ id: string }>> {
  const outcome = await metaRequest(config, {
    method: 'POST',
    path: `${encodeURIComponent(igUserId)}/media_publish`,
    body: { form: { creation_id: containerId } },
    ...(beforeWrite && { beforeWrite }),
  });
  return readPublishAnswer(outcome, createdAnswer, { now: new Date(), igUserId });
}

/** How many posts an account has made of how many, live. */
export async function readPublishingQuota(
  config: MetaConfig,
  { igUserId }: Of,
): Promise<PublishAnswer<PublishingQuota>> {
  const path = `${encodeURIComponent(igUserId)}/content_publishing_limit`;
  const query = { fields: 'quota_usage,config' };
  const outcome = await metaRequest(config, { method: 'GET', path, query });
  return readPublishAnswer(outcome, quotaWire, { now: new Date(), igUserId });
}
