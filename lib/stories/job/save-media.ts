import { setTimeout as delay } from 'node:timers/promises';
import type { Transaction } from '#db/client.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { type FileType, videoType } from '#lib/media/file-type.ts';
import { isWholeMp4 } from '#lib/media/is-whole-mp4.ts';
import type { RenditionRow } from '#lib/media/rendition-row.ts';
import { storageKey } from '#lib/media/storage-key.ts';
import type { IncomingFile } from '#lib/media/storage.ts';
import type { MediaEnd } from '../commands.ts';
import type { PendingStory } from '../queries.ts';
import type { WrittenFile } from '../queries/find-strays.ts';
import {
  beginWork,
  copyright,
  downloadFailed,
  expired,
  fetchLinked,
  type Limits,
  type Work,
} from './fetch-linked.ts';
import { ofPicture, readPicture, storePictures } from './save-pictures.ts';
import { savePoster } from './save-poster.ts';
import { withheldForLong } from '../story-lifetime.ts';
import { inStore, TryAgain, Withheld } from './trouble.ts';

/** A media end that there is no way back from, found somewhere inside. */
class Ended extends Error {
  readonly end: MediaEnd;

  constructor(end: MediaEnd) {
    super('The media has ended.');
    this.end = end;
  }
}

const notDecodable: MediaEnd = { state: 'failed', reason: 'not_decodable' };
const tooLarge: MediaEnd = { state: 'failed', reason: 'too_large' };

/** For 100 MB on a line of 6 Mbit/s. What stands still is given up long before. */
const ofFilm: Limits = { timeoutMs: 150_000 };

/** An alert waits for its story's pictures: a short fault is to cost it none. */
const secondThumbnailMs = 1_000;

/**
 * Brings a story's files into the store.
 * @returns how its media ends; the caller records it
 * @throws TryAgain
 * @throws Withheld
 */
export async function saveMedia(
  context: JobContext,
  tx: Transaction,
  story: PendingStory,
  written: WrittenFile[],
): Promise<MediaEnd> {
  const work = beginWork(context, tx, story, written);
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
    return [original, ...(await posterNow(work))];
  } finally {
    await incoming.discard();
  }
}

/**
 * The pictures of a video whose film is kept. Nothing about its thumbnail costs the
 * film: what does not come in two tries, add-poster.ts brings later.
 */
async function posterNow(work: Work): Promise<RenditionRow[]> {
  let poster = await savePoster(work);
  if (poster.kind === 'later') {
    await delay(secondThumbnailMs);
    poster = await savePoster(work);
  }
  if (poster.kind === 'saved') return poster.rows;
  work.context.log.warn({ storyId: work.story.id, thumbnail: poster.trouble }, 'video_without_poster');
  return [];
}

/**
 * @returns what to throw about trouble that may be a passing fault of a server
 * on the way: to be tried again while the story lives, and then `end`
 */
function whileItLives({ context, story }: Work, trouble: string, end: MediaEnd): Error {
  const lives = context.now() < story.expiresAt;
  return lives ? new TryAgain(trouble, end) : new Ended(end);
}

function isWithheldForGood({ context, story }: Work): boolean {
  const now = context.now();
  return (
    now >= story.expiresAt || (story.withheldSince !== null && story.withheldSince <= withheldForLong(now))
  );
}

/** What Meta gave no link of did not expire for us. */
const ofGone = ({ story }: Work): MediaEnd => (story.withheldSince === null ? expired : copyright);

/** One of unknown length may have been cut. */
const notReadable = (work: Work, declared: boolean) =>
  declared
    ? whileItLives(work, 'the file is no picture or video', notDecodable)
    : new TryAgain('the file is not whole, and its length was not declared', notDecodable);

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
      throw isWithheldForGood(work) ? new Ended(copyright) : new Withheld('Meta gives no link');
    case 'gone':
      // 100/33 alone is also what a token gets that may not see the story: confirm-gone.ts asks more than once.
      if (work.story.deletedAt !== null) throw new Ended(ofGone(work));
      throw whileItLives(work, 'Meta does not have the story', ofGone(work));
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

async function storeOriginal(
  { storage, story, written }: Work,
  incoming: IncomingFile,
  { mimeType, extension }: FileType,
  size: { width: number | null; height: number | null },
): Promise<RenditionRow> {
  const { sha256 } = incoming.stored();
  const key = storageKey(story, { rendition: 'original', sha256, extension });
  written.push({ rendition: 'original', storageKey: key });
  return {
    rendition: 'original',
    storageKey: key,
    mimeType,
    ...(await inStore(storage.keepFile(key, incoming))),
    ...size,
  };
}
