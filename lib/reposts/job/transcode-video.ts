import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { newId } from '#lib/ids.ts';
import type { JobPayload } from '#lib/jobs/catalogue.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { isWholeMp4, type ReadAt } from '#lib/media/is-whole-mp4.ts';
import { mp4Facts, type Mp4Facts } from '#lib/media/mp4-facts.ts';
import { mediaStorage, type MediaStorage } from '#lib/media/storage.ts';
import {
  type ClaimedVideo,
  claimVideo,
  failVideo,
  recordEncoder,
  recordProgress,
  releaseVideo,
} from '../commands/claim-video.ts';
import { enqueueVideo } from '../commands/enqueue-video.ts';
import { finishVideo, type MadeVideo } from '../commands/finish-video.ts';
import { hasVideoEnded, listDueVideos } from '../queries/find-video.ts';
import { fitToSource, isWithinLimits, sourceMostMs } from '../video/video-edit.ts';
import { videoFormat } from '../video/video-format.ts';
import { uprightSize, videoTrouble } from '../video/video-trouble.ts';
import type { EncoderOrder } from '../video/encoder-order.ts';
import { type Encoded, runEncoder } from './run-encoder.ts';

const names = {
  source: 'source.mp4',
  overlay: 'top.png',
  result: 'result.mp4',
  poster: 'still.png',
} as const;
const saySomethingMs = 1_000;

/** An encoder takes some 450 MB: one at a time in a worker. What waits comes again within seconds. */
let busy = false;

/** Makes the video of a saved edit, as a version. */
export async function transcodeVideo(
  context: JobContext,
  { videoId }: JobPayload<'reposts.transcode'>,
): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    const video = await claimVideo(context.db, { videoId });
    if (video) await make(context, video);
  } finally {
    busy = false;
  }
}

/** Puts every video into the queue that waits or whose worker is gone. @returns how many */
export async function resumeVideos({ db }: JobContext): Promise<number> {
  const due = await listDueVideos(db);
  for (const { id } of due) await enqueueVideo(db, id);
  return due.length;
}

/** Finds out whether the encoder runs on this machine, and writes it down for the screens. */
export async function tryEncoder({ db, env, log, signal }: JobContext): Promise<void> {
  const folder = path.resolve(env.STORYWIRE_DATA);
  const tried = await runEncoder('--try', { folder, stop: signal });
  if (tried.kind === 'stopped') return;
  if (tried.kind !== 'done') log.warn('encoder_missing');
  await recordEncoder(db, tried.kind === 'done' ? 'ready' : 'missing');
}

async function make(context: JobContext, video: ClaimedVideo): Promise<void> {
  const { db, env, log } = context;
  const storage = mediaStorage(env);
  const folder = path.resolve(env.STORYWIRE_DATA, 'encoding', video.id);
  // Whoever died at it has left its files.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const source = await fetchSource(storage, video, folder);
    if (typeof source === 'string') return await failVideo(db, video, source);
    const encoded = await encode(context, video, { folder, durationMs: source.durationMs });
    const peak = encoded.kind === 'done' ? { peakMegabytes: encoded.peakMegabytes } : {};
    log.info({ videoId: video.id, outcome: encoded.kind, ...peak }, 'video_encoded');
    switch (encoded.kind) {
      case 'stopped':
        // Cancelled, or taken over: then nothing of this is stored any more.
        return await releaseVideo(db, video, false);
      case 'crashed':
        return await releaseVideo(db, video, true);
      case 'refused':
        return await failVideo(db, video, encoded.key);
      case 'done':
        return await keep(context, storage, video, folder);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    if (video.overlayKey !== null && (await hasVideoEnded(db, { videoId: video.id })))
      await storage.removeFile(video.overlayKey);
  }
}

/** Puts what the encoder needs into its folder. @returns a key of words when there is no usable source */
async function fetchSource(
  storage: MediaStorage,
  video: ClaimedVideo,
  folder: string,
): Promise<Mp4Facts | string> {
  if (video.sourceKey === null || !(await copyOut(storage, video.sourceKey, path.join(folder, names.source))))
    return 'repostNoFile';
  const facts = await readFacts(path.join(folder, names.source));
  if (!facts) return 'videoUnreadable';
  if (!facts.picture) return 'videoNoPicture';
  if (facts.durationMs > sourceMostMs) return 'videoSourceTooLong';
  if (
    video.overlayKey !== null &&
    !(await copyOut(storage, video.overlayKey, path.join(folder, names.overlay)))
  )
    return 'videoTopGone';
  const { video: edit } = video.design;
  if (!edit || !isWithinLimits(fitToSource(edit, facts.durationMs))) return 'videoTooShort';
  return facts;
}

async function copyOut(storage: MediaStorage, key: string, target: string): Promise<boolean> {
  const opened = await storage.openFile(key);
  if (!opened) return false;
  await pipeline(Readable.from(opened.stream), createWriteStream(target));
  return true;
}

async function readFacts(file: string): Promise<Mp4Facts | undefined> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const readAt: ReadAt = async (offset, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    return (await isWholeMp4(readAt, size)) ? await mp4Facts(readAt, size) : undefined;
  } finally {
    await handle.close();
  }
}

async function encode(
  { db, signal }: JobContext,
  video: ClaimedVideo,
  { folder, durationMs }: { folder: string; durationMs: number },
): Promise<Encoded> {
  const { backdrop } = video.design;
  const edit = fitToSource(video.design.video!, durationMs);
  const order: EncoderOrder = {
    ...names,
    overlay: video.overlayKey === null ? null : names.overlay,
    startMs: edit.startMs,
    endMs: edit.endMs,
    muted: edit.muted,
    posterMs: edit.posterMs - edit.startMs,
    backdrop,
  };
  const whole = ((edit.endMs - edit.startMs) / 1000) * videoFormat.framesPerSecond;
  const given = new AbortController();
  let percent = 0;
  const beat = setInterval(() => {
    // A database that is away for a moment does not end the work; the lease does.
    recordProgress(db, video, percent).then(
      (mine) => mine || given.abort(),
      () => undefined,
    );
  }, saySomethingMs);
  try {
    return await runEncoder(order, {
      folder,
      stop: AbortSignal.any([signal, given.signal]),
      onFrames: (frames) => {
        percent = Math.min(99, Math.floor((frames / whole) * 100));
      },
    });
  } finally {
    clearInterval(beat);
  }
}

/** Looks at what was made with other eyes than the encoder's, and makes a version of it. */
async function keep(
  { db, now }: JobContext,
  storage: MediaStorage,
  video: ClaimedVideo,
  folder: string,
): Promise<void> {
  const result = path.join(folder, names.result);
  const { size } = await stat(result);
  const facts = await readFacts(result);
  const trouble = videoTrouble(facts, size);
  if (trouble !== undefined || !facts?.picture)
    return await failVideo(db, video, trouble ?? 'videoUnreadable');
  const versionId = newId(now());
  const name = `reposts/${video.repostId}/${versionId}`;
  const still = await sharp(await readFile(path.join(folder, names.poster)))
    .jpeg({ quality: 88 })
    .toBuffer();
  const incoming = await storage.receiveFile();
  const made: Omit<MadeVideo, 'bytes' | 'sha256'> = {
    storageKey: `${name}.mp4`,
    posterKey: `${name}-still.jpg`,
    ...uprightSize(facts.picture),
    durationMs: facts.durationMs,
  };
  let kept = false;
  try {
    const handle = await open(result, 'r');
    for await (const chunk of handle.createReadStream()) await incoming.write(chunk as Buffer);
    const stored = await storage.keepFile(made.storageKey, incoming);
    await storage.putFile(made.posterKey, still);
    kept = await finishVideo(db, video, { versionId, made: { ...made, ...stored } });
  } finally {
    await incoming.discard();
    if (!kept) for (const key of [made.storageKey, made.posterKey]) await storage.removeFile(key);
  }
}
