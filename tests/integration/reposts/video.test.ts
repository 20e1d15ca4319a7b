import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { AV_PIX_FMT_YUV420P, AVCOL_SPC_BT709, Demuxer } from 'node-av';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installation, media, repost, repostVersion, repostVideo, story } from '#db/schema.ts';
import type { UserActor } from '#lib/actor.ts';
import { mp4Facts } from '#lib/media/mp4-facts.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { beginVideo } from '#lib/reposts/commands/begin-video.ts';
import { cancelVideo } from '#lib/reposts/commands/cancel-video.ts';
import { recordEncoder } from '#lib/reposts/commands/claim-video.ts';
import { saveDesign } from '#lib/reposts/commands/save-design.ts';
import { takeUnedited } from '#lib/reposts/commands/take-unedited.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';
import { resumeVideos, transcodeVideo, tryEncoder } from '#lib/reposts/job/transcode-video.ts';
import { getVideoStatus } from '#lib/reposts/queries/find-video.ts';
import type { VideoEdit } from '#lib/reposts/video/video-edit.ts';
import { videoTrouble } from '#lib/reposts/video/video-trouble.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { type ClipOrder, makeClip } from '#tests/support/make-clip.ts';
import {
  samplePerson,
  sampleAccount,
  sampleFile,
  sampleRegion,
  sampleStory,
} from '#tests/support/sample-brand.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'storywire-video-'));
const storage = mediaStorage({ STORYWIRE_DATA: folder });
let test: TestDatabase;
let actor: UserActor;
let repostId: string;
let storyId: string;
let sourceKey: string;
let regionId: string;
let nothing: Buffer;

beforeAll(async () => {
  test = await testDatabase();
  await test.db.insert(installation).values({ mode: 'sandbox', brandName: 'Brand' }).onConflictDoNothing();
  const source = await sampleRegion(test.db);
  regionId = await sampleRegion(test.db);
  const accountId = await sampleAccount(test.db, source);
  ({ id: storyId } = await sampleStory(test.db, { accountId, regionId: source, postedAt: new Date() }));
  await test.db.update(story).set({ kind: 'video' }).where(eq(story.id, storyId));
  await sampleFile(test.db, storyId, 'original');
  sourceKey = `stories/${storyId}/original.mp4`;
  await test.db.update(media).set({ storageKey: sourceKey }).where(eq(media.storyId, storyId));
  actor = await samplePerson(test.db, 'An editor', { role: 'editor', regionId });
  nothing = await top([]);
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  const [row] = await test.db
    .insert(repost)
    .values({ storyId, regionId, byUserId: actor.userId })
    .returning({ id: repost.id });
  repostId = row!.id;
});

/** What a browser draws: boxes on nothing. */
const top = (boxes: { color: string; top: number }[]) =>
  sharp({ create: { width: 1080, height: 1920, channels: 4, background: '#00000000' } })
    .composite(
      boxes.map(({ color, top: y }) => ({
        input: { create: { width: 600, height: 200, channels: 3 as const, background: color } },
        left: 240,
        top: y,
      })),
    )
    .png()
    .toBuffer();

/** Makes it the story's own file, as the archive stores one. */
async function archive(bytes: Buffer): Promise<void> {
  const stored = await storage.putFile(sourceKey, bytes);
  await test.db.update(media).set(stored).where(eq(media.storyId, storyId));
}

async function useClip(order: ClipOrder): Promise<void> {
  await archive(await makeClip(path.join(folder, 'clip.mp4'), order));
}

const whole: VideoEdit = { startMs: 0, endMs: 4_000, muted: false, posterMs: 1_000 };

async function begin(edit: Partial<VideoEdit> = {}, drawn: Buffer = nothing): Promise<string> {
  const design = { ...newDesign(), layers: [], video: { ...whole, ...edit } };
  const { revision } = await saveDesign(test.db, { actor, repostId, revision: 0, design });
  const { videoId } = await beginVideo(test.db, storage, { actor, repostId, revision, drawn });
  return videoId;
}

const context = (signal = new AbortController().signal) =>
  jobContext(test, { env: { STORYWIRE_DATA: folder }, signal });
const status = async () => (await getVideoStatus(test.db, { actor, repostId })).video;
const rowOf = async (videoId: string) =>
  (await test.db.select().from(repostVideo).where(eq(repostVideo.id, videoId)))[0]!;
const leftOver = async () => [
  ...(await readdir(path.join(folder, 'encoding')).catch(() => [])),
  ...(await readdir(path.join(folder, 'media', '.incoming')).catch(() => [])),
];
const filesOf = async () =>
  (await readdir(path.join(folder, 'media/reposts', repostId)).catch(() => [])).toSorted();
const encoders = () => {
  try {
    return execFileSync('pgrep', ['-P', String(process.pid), '-f', 'encoder/main'], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
  } catch {
    // It found none.
    return [];
  }
};

async function versionFile() {
  const [row] = await test.db.select().from(repostVersion).where(eq(repostVersion.repostId, repostId));
  const bytes = (await storage.readFile(row!.storageKey))!;
  const facts = await mp4Facts(
    (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
    bytes.length,
  );
  const still = row!.posterKey === null ? undefined : await storage.readFile(row!.posterKey);
  return { row: row!, bytes, facts, still };
}

/** The mean colour of a few pixels of a still. */
async function colorAt(still: Buffer, left: number, y: number): Promise<number[]> {
  const { data } = await sharp(still)
    .extract({ left, top: y, width: 20, height: 20 })
    .resize(1, 1)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}
const near = (color: number[], wanted: number[]) =>
  color.every((value, i) => Math.abs(value - wanted[i]!) <= 12);

describe('a video that is made', () => {
  it('is cut, even in time, in the format of Instagram, with what was drawn on top in its colours', async () => {
    // Thirty pictures in the first second, and then fewer, at an uneven pace.
    await useClip({ filter: "select='lt(n,30)+not(mod(n,5))+not(mod(n,7))'" });
    const drawn = await top([{ color: '#1e8c3a', top: 300 }]);
    const videoId = await begin({ startMs: 500, endMs: 3_700, posterMs: 2_000 }, drawn);
    await transcodeVideo(context(), { videoId });
    expect(await status()).toMatchObject({
      state: 'done',
      progress: 100,
      failure: null,
      version: { number: 1 },
    });
    const { row, bytes, facts, still } = await versionFile();
    expect(row).toMatchObject({ kind: 'video', mimeType: 'video/mp4', width: 1080, height: 1920 });
    expect(row.durationMs).toBe(facts!.durationMs);
    expect(facts).toMatchObject({
      indexFirst: true,
      hasEditList: false,
      picture: { codec: 'avc1', width: 1080, height: 1920 },
      sound: { codec: 'mp4a', channels: 2, hertz: 48_000 },
    });
    expect(Math.abs(facts!.durationMs - 3_200)).toBeLessThanOrEqual(50);
    expect(Math.abs(facts!.picture!.framesPerSecond - 30)).toBeLessThan(0.01);
    expect(videoTrouble(facts, bytes.length)).toBeUndefined();
    expect(await packetsOf(bytes)).toEqual({
      pixels: AV_PIX_FMT_YUV420P,
      colors: AVCOL_SPC_BT709,
      firsts: [0, 0],
      inOrder: true,
      even: true,
    });
    expect(near(await colorAt(still!, 500, 390), [0x1e, 0x8c, 0x3a])).toBe(true);
    expect(await leftOver()).toEqual([]);
    expect(await filesOf()).toEqual([`${row.id}-still.jpg`, `${row.id}.mp4`]);
  });

  it('stands upright when its source only says that it is to be turned, and is silent when it is muted', async () => {
    const picture = 'color=c=red:size=640x360';
    await useClip({ picture, filter: 'drawbox=x=320:y=0:w=320:h=360:color=blue:t=fill', turned: true });
    const videoId = await begin({ endMs: 3_000, muted: true });
    await transcodeVideo(context(), { videoId });
    const { facts, still } = await versionFile();
    expect(facts).toMatchObject({ sound: null, picture: { width: 1080, height: 1920 } });
    // What lay to the left is above after a quarter clockwise, and there are no bars.
    for (const [left, y, color] of [
      [10, 10, [254, 0, 0]],
      [1050, 900, [254, 0, 0]],
      [10, 1020, [0, 0, 254]],
      [1050, 1890, [0, 0, 254]],
    ] as const)
      expect(near(await colorAt(still!, left, y), [...color]), `${left},${y}`).toBe(true);
  });
});

async function packetsOf(bytes: Buffer) {
  const file = path.join(folder, 'probe.mp4');
  await writeFile(file, bytes);
  const input = await Demuxer.open(file);
  const firsts = new Map<number, number>();
  const times: bigint[] = [];
  let inOrder = true;
  for await (const packet of input.packets()) {
    if (!packet) break;
    if (!firsts.has(packet.streamIndex)) firsts.set(packet.streamIndex, Number(packet.pts));
    inOrder &&= packet.pts === packet.dts;
    if (packet.streamIndex === 0) times.push(packet.pts);
  }
  const steps = new Set(times.slice(1).map((at, i) => at - times[i]!));
  const { format, colorSpace } = input.video()!.codecpar;
  await input.close();
  return {
    pixels: format,
    colors: colorSpace,
    firsts: [...firsts.values()],
    inOrder,
    even: steps.size === 1,
  };
}

describe('an encoder that is ended', () => {
  beforeAll(() => useClip({}));

  it('by a kill leaves the worker alive, is tried once more, and then fails in words', async () => {
    const videoId = await begin();
    for (const after of ['waiting', 'failed']) {
      const work = transcodeVideo(context(), { videoId });
      await eventually('an encoder is at work', () => encoders().length === 1);
      process.kill(encoders()[0]!, 'SIGKILL');
      await work;
      expect(await rowOf(videoId)).toMatchObject({ state: after });
    }
    expect(await status()).toMatchObject({ failure: 'videoCrashed', version: null });
    expect(await leftOver()).toEqual([]);
    expect(await filesOf()).toEqual([]);
  });

  it('by a cancel leaves no process, no file and no version, and another can be asked for', async () => {
    const videoId = await begin({}, await top([{ color: '#ffffff', top: 100 }]));
    const work = transcodeVideo(context(), { videoId });
    await eventually('an encoder is at work', () => encoders().length === 1);
    await expect(
      beginVideo(test.db, storage, { actor, repostId, revision: 1, drawn: nothing }),
    ).rejects.toMatchObject({ code: 'conflict', message: 'videoBusy' });
    await cancelVideo(test.db, storage, { actor, repostId });
    await work;
    expect(await status()).toMatchObject({ state: 'cancelled', version: null });
    expect([encoders(), await leftOver(), await filesOf()]).toEqual([[], [], []]);
    await expect(
      beginVideo(test.db, storage, { actor, repostId, revision: 1, drawn: nothing }),
    ).resolves.toMatchObject({ videoId: expect.any(String) as string });
  });

  it('by the end of its worker is begun anew by the next one', async () => {
    const videoId = await begin();
    const stop = new AbortController();
    const work = transcodeVideo(context(stop.signal), { videoId });
    await eventually('an encoder is at work', () => encoders().length === 1);
    stop.abort();
    await work;
    expect(await rowOf(videoId)).toMatchObject({ state: 'waiting', crashes: 0 });
    expect(await resumeVideos(context())).toBeGreaterThan(0);
  });
});

describe('a file that is no video to post', () => {
  const clip = async (order: ClipOrder = {}) => await makeClip(path.join(folder, 'bad.mp4'), order);

  it.each<[string, () => Promise<Buffer>, string, string]>([
    ['cut short', async () => (await clip()).subarray(0, 200_000), 'videoUnreadable', 'videoUnreadable'],
    [
      'of another type',
      () => readFile('tests/sandbox/assets/harbour.jpg'),
      'videoUnreadable',
      'videoUnreadable',
    ],
    ['that holds only sound', async () => withoutPicture(await clip()), 'videoNoPicture', 'videoNoPicture'],
    ['shorter than 3 seconds', () => clip({ seconds: 2 }), 'videoTooShort', 'videoTooShort'],
  ])('%s is refused in words, with and without an edit', async (_what, make, unedited, edited) => {
    await archive(await make());
    await expect(takeUnedited(test.db, storage, { actor, repostId })).rejects.toMatchObject({
      message: unedited,
    });
    const videoId = await begin({ endMs: 3_000 });
    await transcodeVideo(context(), { videoId });
    const { state, failure } = await rowOf(videoId);
    expect(failure ?? state).toBe(edited);
  });

  it('longer than a minute is refused in words as it is; a minute of it may be kept', async () => {
    const long = await clip({ seconds: 62, picture: 'color=c=red:size=90x160', sound: false });
    await archive(long);
    await expect(takeUnedited(test.db, storage, { actor, repostId })).rejects.toMatchObject({
      code: 'conflict',
      message: 'videoTooLong',
    });
    await expect(begin({ endMs: 61_000 })).rejects.toMatchObject({ message: 'videoTrimOutside' });
    await expect(begin({ endMs: 60_000 })).resolves.toEqual(expect.any(String));
  });

  /** The picture's track, called something that nobody knows. */
  const withoutPicture = (bytes: Buffer) => {
    bytes.write('none', bytes.indexOf('vide', bytes.indexOf('hdlr')), 'latin1');
    return bytes;
  };
});

describe('where no encoder runs', () => {
  it('an edit is refused in words, and a video goes unedited all the same', async () => {
    await useClip({});
    await recordEncoder(test.db, 'missing');
    await expect(begin()).rejects.toMatchObject({ code: 'conflict', message: 'videoNoEncoder' });
    await takeUnedited(test.db, storage, { actor, repostId });
    const { row, facts } = await versionFile();
    expect(row).toMatchObject({ kind: 'video', design: null, durationMs: facts!.durationMs, width: 360 });
    await tryEncoder(context());
    expect((await getVideoStatus(test.db, { actor, repostId })).encoder).toBe('ready');
  });
});
