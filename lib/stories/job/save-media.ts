import type { Transaction } from '#db/client.ts';
import { metaConfig } from '#lib/accounts/meta-config.ts';
import { readToken } from '#lib/accounts/queries.ts';
import { readStory } from '#lib/instagram/client.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { type DownloadOutcome, type DownloadRequest, download } from '#lib/media/client.ts';
import { type FileType, pictureType, videoType } from '#lib/media/file-type.ts';
import { isWholeMp4 } from '#lib/media/is-whole-mp4.ts';
import type { RenditionRow } from '#lib/media/rendition-row.ts';
import {
  NotDecodable,
  pictureRenditions,
  type RenderedPicture,
  renderPictures,
} from '#lib/media/renditions.ts';
import { storageKey } from '#lib/media/storage-key.ts';
import { type IncomingFile, type MediaStorage, mediaStorage } from '#lib/media/storage.ts';
import type { MediaEnd } from '../commands.ts';
import type { PendingStory } from '../queries.ts';

/** Trouble that may pass. `otherwise` is how the media ends if it does not pass in time. */
export class TryAgain extends Error {
  override name = 'TryAgain';
  readonly otherwise: MediaEnd;

  constructor(trouble: string, otherwise: MediaEnd, cause?: unknown) {
    super(trouble, { cause });
    this.otherwise = otherwise;
  }
}

/** The store took no more: a full disk, a bucket that is away. Nothing is wrong with the story. */
export class StoreFailed extends Error {
  override name = 'StoreFailed';
}

async function inStore<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (cause) {
    throw new StoreFailed('The media store failed.', { cause });
  }
}

/** A media end that there is no way back from, found somewhere inside. */
class Ended extends Error {
  readonly end: MediaEnd;

  constructor(end: MediaEnd) {
    super('The media has ended.');
    this.end = end;
  }
}

const copyright: MediaEnd = { state: 'none', reason: 'copyright' };
const expired: MediaEnd = { state: 'expired', reason: 'expired' };
const downloadFailed: MediaEnd = { state: 'failed', reason: 'download_failed' };
const notDecodable: MediaEnd = { state: 'failed', reason: 'not_decodable' };
const tooLarge: MediaEnd = { state: 'failed', reason: 'too_large' };

type Limits = Pick<DownloadRequest, 'maxBytes' | 'timeoutMs'>;

/** Pictures are held in memory while they are decoded; Instagram takes 8 MB. */
const ofPicture: Limits = { maxBytes: 30 * 1024 * 1024 };
/** For 100 MB on a line of 6 Mbit/s. What stands still is given up long before. */
const ofFilm: Limits = { timeoutMs: 150_000 };

type Work = {
  context: JobContext;
  tx: Transaction;
  story: PendingStory;
  storage: MediaStorage;
  links: { mediaUrl: string | null; thumbnailUrl: string | null };
  /** Meta is asked for new links once per try, and not again. */
  reread: boolean;
};

/**
 * Brings a story's files into the store.
 * @returns how its media ends; the caller records it
 * @throws TryAgain
 */
export async function saveMedia(
  context: JobContext,
  tx: Transaction,
  story: PendingStory,
): Promise<MediaEnd> {
  const { mediaUrl, thumbnailUrl } = story;
  const storage = mediaStorage(context.env);
  const work: Work = { context, tx, story, storage, links: { mediaUrl, thumbnailUrl }, reread: false };
  try {
    const rows = story.kind === 'video' ? await saveVideo(work) : await savePicture(work);
    return { state: 'archived', rows };
  } catch (error) {
    if (error instanceof Ended) return error.end;
    throw error;
  }
}

async function savePicture(work: Work): Promise<RenditionRow[]> {
  const { incoming, declared } = await fetchOriginal(work, ofPicture);
  try {
    const picture = await readPicture(incoming, 'image');
    if (!picture) throw notReadable(work, declared);
    const { width, height } = picture;
    const rows = await storePictures(work, picture.pictures);
    return [await storeOriginal(work, incoming, picture.type, { width, height }), ...rows];
  } finally {
    await incoming.discard();
  }
}

async function saveVideo(work: Work): Promise<RenditionRow[]> {
  const { incoming, declared } = await fetchOriginal(work, ofFilm);
  try {
    const type = videoType(await incoming.readAt(0, 16));
    if (!type || !(await isWholeMp4(incoming.readAt, incoming.stored().bytes)))
      throw notReadable(work, declared);
    const original = await storeOriginal(work, incoming, type, { width: null, height: null });
    return [original, ...(await savePoster(work, original))];
  } finally {
    await incoming.discard();
  }
}

/**
 * @returns what to throw about trouble that may be a passing fault of a server
 * on the way: to be tried again while the story lives, and then `end`
 */
function whileItLives({ context, story }: Work, trouble: string, end: MediaEnd): Error {
  const lives = context.now() < story.expiresAt;
  return lives ? new TryAgain(trouble, end) : new Ended(end);
}

/** One of unknown length may have been cut. */
const notReadable = (work: Work, declared: boolean) =>
  declared
    ? whileItLives(work, 'the file is no picture or video', notDecodable)
    : new TryAgain('the file is not whole, and its length was not declared', notDecodable);

/**
 * Makes a video's pictures from Meta's thumbnail. A video whose thumbnail
 * cannot be had is archived without.
 */
async function savePoster(work: Work, original: RenditionRow): Promise<RenditionRow[]> {
  const { context, story } = work;
  const fetched = await fetchLinked(work, 'thumbnailUrl', ofPicture);
  if (fetched.kind === 'again') {
    throw new TryAgain(`thumbnail: ${fetched.trouble}`, { state: 'archived', rows: [original] });
  }
  if (fetched.kind !== 'file') {
    context.log.warn({ storyId: story.id, thumbnail: fetched.kind }, 'video_without_poster');
    return [];
  }
  try {
    const picture = await readPicture(fetched.incoming, 'video');
    if (picture) return await storePictures(work, picture.pictures);
    context.log.warn({ storyId: story.id, thumbnail: 'not_decodable' }, 'video_without_poster');
    return [];
  } finally {
    await fetched.incoming.discard();
  }
}

async function readPicture(incoming: IncomingFile, kind: 'image' | 'video') {
  const bytes = Buffer.from(await incoming.readAt(0, incoming.stored().bytes));
  const type = pictureType(bytes);
  if (!type) return undefined;
  try {
    return { type, ...(await renderPictures(bytes, pictureRenditions[kind])) };
  } catch (error) {
    if (error instanceof NotDecodable) return undefined;
    throw error;
  }
}

async function fetchOriginal(
  work: Work,
  limits: Limits,
): Promise<{ incoming: IncomingFile; declared: boolean }> {
  const fetched = await fetchLinked(work, 'mediaUrl', limits);
  switch (fetched.kind) {
    case 'file':
      return fetched;
    case 'again':
      throw new TryAgain(fetched.trouble, fetched.otherwise);
    case 'none':
      throw new Ended(copyright);
    case 'gone':
      // 100/33 alone is also what a token gets that may not see the story: confirm-gone.ts asks more than once.
      if (work.story.deletedAt !== null) throw new Ended(expired);
      throw whileItLives(work, 'Meta does not have the story', expired);
    case 'refused':
      throw whileItLives(
        work,
        'the link is refused, and so is a new one',
        work.context.now() < work.story.expiresAt ? downloadFailed : expired,
      );
    case 'forbidden':
      throw new Ended(downloadFailed);
    case 'too_large':
      throw new Ended(tooLarge);
  }
}

type Fetched =
  | { kind: 'file'; incoming: IncomingFile; declared: boolean }
  /** Meta gives no link. */
  | { kind: 'none' }
  /** The link is dead. */
  | { kind: 'refused' }
  /** So is the story: Meta, asked again, says that it does not have it. */
  | { kind: 'gone' }
  | { kind: 'forbidden' }
  | { kind: 'too_large' }
  | { kind: 'again'; trouble: string; otherwise: MediaEnd };

async function fetchLinked(work: Work, name: 'mediaUrl' | 'thumbnailUrl', limits: Limits): Promise<Fetched> {
  if (work.links[name] === null && !work.reread) {
    const trouble = await rereadLinks(work, copyright);
    if (trouble) return trouble;
  }
  const first = await fetchFile(work, name, limits);
  if (first.kind !== 'refused' || work.reread) return first;
  return (await rereadLinks(work, expired)) ?? fetchFile(work, name, limits);
}

async function fetchFile(work: Work, name: 'mediaUrl' | 'thumbnailUrl', limits: Limits): Promise<Fetched> {
  const link = work.links[name];
  if (link === null) return { kind: 'none' };
  const incoming = await inStore(work.storage.receiveFile());
  let fetched: Fetched | undefined;
  try {
    const outcome = await download({
      link,
      graphUrl: work.context.env.META_GRAPH_URL,
      write: (chunk) => inStore(incoming.write(chunk)),
      signal: work.context.signal,
      ...limits,
    });
    fetched = fetchedFrom(outcome, incoming);
    if (outcome.kind === 'forbidden') {
      work.context.log.error({ storyId: work.story.id, reason: outcome.reason }, 'media_link_forbidden');
    }
    return fetched;
  } finally {
    if (fetched?.kind !== 'file') await incoming.discard();
  }
}

function fetchedFrom(outcome: DownloadOutcome, incoming: IncomingFile): Fetched {
  switch (outcome.kind) {
    case 'complete':
      return { kind: 'file', incoming, declared: outcome.declared };
    case 'refused':
      return { kind: 'refused' };
    case 'interrupted':
      return { kind: 'again', trouble: outcome.reason, otherwise: downloadFailed };
    case 'forbidden':
    case 'too_large':
      return { kind: outcome.kind };
  }
}

/**
 * Asks Meta for the story once more, for new links.
 * @param otherwise how the media ends when the answer does not come in time
 * @returns what to make of it when there are no new links; `undefined`: go on with what the answer gave
 */
async function rereadLinks(work: Work, otherwise: MediaEnd): Promise<Fetched | undefined> {
  const { context, story, tx } = work;
  if (story.throttledUntil !== null && story.throttledUntil > context.now())
    return { kind: 'again', trouble: 'Meta wants not to be asked about the account yet', otherwise };
  work.reread = true;
  const accessToken = story.tokenId === null ? undefined : await readToken(tx, story.tokenId);
  if (accessToken === undefined) return { kind: 'again', trouble: 'no token reaches the account', otherwise };
  const answer = await readStory(metaConfig(context.env, accessToken), story);
  if (answer.ok) {
    work.links = { mediaUrl: answer.story.mediaUrl, thumbnailUrl: answer.story.thumbnailUrl };
    return undefined;
  }
  // 100/33: Instagram has dropped it, the team has deleted it, or the token may not see it.
  if (answer.result === 'missing') return { kind: 'gone' };
  return { kind: 'again', trouble: answer.details, otherwise };
}

async function storeOriginal(
  { storage, story }: Work,
  incoming: IncomingFile,
  { mimeType, extension }: FileType,
  size: { width: number | null; height: number | null },
): Promise<RenditionRow> {
  const key = storageKey(story, 'original', extension);
  return {
    rendition: 'original',
    storageKey: key,
    mimeType,
    ...(await inStore(storage.keepFile(key, incoming))),
    ...size,
  };
}

async function storePictures(
  { storage, story }: Work,
  pictures: readonly RenderedPicture[],
): Promise<RenditionRow[]> {
  const rows: RenditionRow[] = [];
  for (const { rendition, bytes, mimeType, extension, width, height } of pictures) {
    const key = storageKey(story, rendition, extension);
    rows.push({
      rendition,
      storageKey: key,
      mimeType,
      width,
      height,
      ...(await inStore(storage.putFile(key, bytes))),
    });
  }
  return rows;
}
