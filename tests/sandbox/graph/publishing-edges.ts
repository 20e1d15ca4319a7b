import sharp from 'sharp';
import type { Json, JsonObject } from '../json.ts';
import type { IgUser } from '../stories/accounts.ts';
import { postStoryWith } from '../stories/story-files.ts';
import { digitId } from '../store/ids.ts';
import type { World } from '../world.ts';
import type { FieldRequest } from './fields.ts';
import { GraphError, badParameter } from './graph-error.ts';
import { readPublishing } from './publishing-rules.ts';
import { ok, textParameter } from './request.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';

export type Container = {
  id: string;
  ig_user_id: string;
  kind: 'image' | 'video';
  state: string;
  status: string;
  created_at: number;
  ready_at: number;
  story_id: string | null;
};

const livesMs = 24 * 60 * 60 * 1000;
const mostImageBytes = 8 * 1024 * 1024;
const mostVideoBytes = 100 * 1024 * 1024;

/** Fetched files wait here for their publication; a container whose file a restart has lost ends as expired. */
const files = new Map<string, { jpg: Buffer; mp4?: Buffer; url: string }>();

/** `POST /{ig-user-id}/media` for stories; the URL is really fetched. */
export async function createContainer(
  world: World,
  user: IgUser,
  request: GraphRequest,
): Promise<GraphAnswer> {
  if (textParameter(request, 'media_type') !== 'STORIES') {
    throw refusal(
      100,
      2_207_023,
      'The media type is unknown.',
      'Only media_type STORIES is imitated by this sandbox.',
    );
  }
  const image = textParameter(request, 'image_url');
  const video = textParameter(request, 'video_url');
  if ((image === undefined) === (video === undefined))
    throw badParameter(
      'Exactly one of image_url and video_url is required; resumable uploads are not imitated.',
    );
  const rules = readPublishing(world);
  // Meta names the number of 400 and not the error that meets it; this is the nearest that it documents.
  if (countContainers(world, user) >= rules.containers_per_day) throw quotaReached();
  const id = digitId('178', 17);
  const failure = await fetchFile(id, image ?? video ?? '', image === undefined ? 'video' : 'image');
  if (failure && image !== undefined) throw failure;
  const subcode = failure ? (failure.fault.subcode ?? 0) : rules.container_error;
  const error = subcode === null ? null : `Error: Media upload has failed with error code ${subcode}`;
  world.store.run(
    'INSERT INTO container (id, ig_user_id, kind, state, status, created_at, ready_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    id,
    user.ig_user_id,
    image === undefined ? 'video' : 'image',
    error ? 'ERROR' : 'FINISHED',
    error ?? '',
    Date.now(),
    Date.now() + rules.processing_ms,
  );
  return ok({ id });
}

export function findContainer(world: World, id: string): Container | undefined {
  return world.store.get<Container>('SELECT * FROM container WHERE id = ?', id);
}

/** `GET /{container-id}?fields=status_code,status` */
export function readContainer(container: Container, fields: FieldRequest[] | undefined): JsonObject {
  const code = codeOf(container);
  const sentences: Record<string, string> = {
    IN_PROGRESS: 'In Progress: Media is still being processed.',
    FINISHED: 'Finished: Media has been uploaded and it is ready to be published.',
    PUBLISHED: 'Published: Media has been successfully published.',
    EXPIRED: 'Expired: The container was not published within 24 hours.',
    ERROR: container.status,
  };
  const all: Record<string, Json> = { status_code: code, status: sentences[code] ?? '', id: container.id };
  const names = fields?.map((field) => field.name) ?? [];
  return Object.fromEntries([...names, 'id'].map((name) => [name, all[name]]));
}

/** `POST /{ig-user-id}/media_publish`: once per container. */
export function publishContainer(world: World, user: IgUser, request: GraphRequest): GraphAnswer {
  const container = findContainer(world, textParameter(request, 'creation_id') ?? '');
  if (!container || container.ig_user_id !== user.ig_user_id)
    throw refusal(24, 2_207_006, 'The media could not be found.', 'Media ID is not available');
  const code = codeOf(container);
  const file = files.get(container.id);
  if (code === 'EXPIRED' || code === 'PUBLISHED' || (code === 'FINISHED' && !file)) {
    throw refusal(24, 2_207_008, 'The media builder does not exist or has expired.', 'Media builder expired');
  }
  if (code !== 'FINISHED' || !file)
    throw refusal(
      9007,
      2_207_027,
      'Media ID is not available',
      'The media is not ready for publishing, please wait for a moment',
    );
  if (usedQuota(world, user) >= readPublishing(world).quota_total) throw quotaReached();
  const order = {
    igUserId: user.ig_user_id,
    kind: container.kind,
    postedAt: Date.now(),
    media: 'ok' as const,
  };
  const story = world.store.transaction(() => {
    const posted = postStoryWith(world, order, file);
    world.store.run(
      "UPDATE container SET state = 'PUBLISHED', story_id = ?, published_at = ? WHERE id = ?",
      posted.id,
      Date.now(),
      container.id,
    );
    return posted;
  });
  world.acceptance.append('published', {
    container: container.id,
    ig_user_id: user.ig_user_id,
    story: story.id,
    url: file.url,
  });
  files.delete(container.id);
  return ok({ id: story.id });
}

/** `GET /{ig-user-id}/content_publishing_limit` */
export function readPublishingLimit(
  world: World,
  user: IgUser,
  fields: FieldRequest[] | undefined,
): JsonObject {
  const all: JsonObject = {
    quota_usage: usedQuota(world, user),
    config: { quota_total: readPublishing(world).quota_total, quota_duration: 86_400 },
  };
  const names = fields?.map((field) => field.name) ?? ['quota_usage'];
  return { data: [Object.fromEntries(names.map((name) => [name, all[name]]))] };
}

function codeOf(container: Container): string {
  if (container.state !== 'FINISHED') return container.state;
  if (container.created_at < Date.now() - livesMs) return 'EXPIRED';
  return container.ready_at > Date.now() ? 'IN_PROGRESS' : 'FINISHED';
}

function usedQuota(world: World, user: IgUser): number {
  const row = world.store.get<{ n: number }>(
    'SELECT count(*) AS n FROM container WHERE ig_user_id = ? AND published_at > ?',
    user.ig_user_id,
    Date.now() - livesMs,
  );
  return row?.n ?? 0;
}

async function fetchFile(id: string, link: string, kind: 'image' | 'video'): Promise<GraphError | undefined> {
  let bytes: Buffer;
  try {
    const response = await fetch(link, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) return notFetched();
    bytes = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof Error) return notFetched();
    throw error;
  }
  if (kind === 'video') {
    if (bytes.length > mostVideoBytes || bytes.subarray(4, 8).toString('latin1') !== 'ftyp')
      return refusal(352, 2_207_026, 'The video format is not supported.', 'Unsupported format');
    files.set(id, {
      url: link,
      mp4: bytes,
      jpg: await sharp({ create: { width: 1080, height: 1920, channels: 3, background: '#26211c' } })
        .jpeg()
        .toBuffer(),
    });
    return undefined;
  }
  if (bytes.length > mostImageBytes)
    return refusal(36_000, 2_207_004, 'The image size is too large.', 'It should be less than 8 MiB.');
  if (!bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])))
    return refusal(36_001, 2_207_005, 'The image format is not supported.', 'Use JPEG.');
  files.set(id, { jpg: bytes, url: link });
  return undefined;
}

function countContainers(world: World, user: IgUser): number {
  const row = world.store.get<{ n: number }>(
    'SELECT count(*) AS n FROM container WHERE ig_user_id = ? AND created_at > ?',
    user.ig_user_id,
    Date.now() - livesMs,
  );
  return row?.n ?? 0;
}

function quotaReached(): GraphError {
  return refusal(
    9,
    2_207_042,
    'Application request limit reached',
    'The maximum number of posts has been reached.',
  );
}

function notFetched(): GraphError {
  return refusal(
    9004,
    2_207_052,
    'The media could not be fetched from this uri.',
    'Only photo or video can be accepted as media type.',
  );
}

function refusal(code: number, subcode: number, message: string, userMessage: string): GraphError {
  return new GraphError({ code, subcode, message, userTitle: message, userMessage });
}
