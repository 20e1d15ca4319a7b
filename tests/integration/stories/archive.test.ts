import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { and, eq, isNull } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '#db/client.ts';
import { alarm, media, story, token } from '#db/schema.ts';
import { recordFailedCheck } from '#lib/accounts/commands/record-check.ts';
import { systemActor } from '#lib/actor.ts';
import { newId } from '#lib/ids.ts';
import type { StoryDraft } from '#lib/instagram/story-draft.ts';
import { jobSender } from '#lib/jobs/queue.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { watchAlarms } from '#lib/messages/job/watch-alarms.ts';
import { ingestStories } from '#lib/stories/commands.ts';
import { archiveStory, resumeArchives } from '#lib/stories/job.ts';
import { addPoster } from '#lib/stories/job/add-poster.ts';
import { type SeededAccount, seedAccount, seedToken } from '#tests/support/brand-seed.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { testS3 } from '#tests/support/s3-server.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { sendJson, stubServer } from '../meta/stub-server.ts';

const actor = systemActor('test');
const hourMs = 3_600_000;

let database: TestDatabase;
let meta: Awaited<ReturnType<typeof stubServer>>;
let folder: string;
let tokenId: string;
let seeded: SeededAccount;
let picture: Buffer;

/** What the stub answers for a file's path and for the story's node; both are set by each test. */
let files: Map<string, (response: ServerResponse) => void>;
let node: ((response: ServerResponse) => void) | undefined;

const mediaId = '18000000000000001';
const film = Buffer.concat([box('ftyp', 16), box('moov', 40), box('mdat', 5000)]);

beforeAll(async () => {
  database = await testDatabase();
  picture = await sharp({
    create: { width: 1080, height: 1920, channels: 3, background: '#0f766e' },
  })
    .jpeg()
    .toBuffer();
  meta = await stubServer(({ url }, response) => {
    const answer = url.pathname === `/v26.0/${mediaId}` ? node : files.get(url.pathname);
    if (answer) answer(response);
    else response.writeHead(404).end();
  });
});
afterAll(async () => {
  await meta.close();
  await database.close();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'storywire-archive-'));
  tokenId = await seedToken(database.db, `EAA${newId()}`);
  seeded = await seedAccount(database.db, { tokenId });
  files = new Map();
  node = (response) => sendJson(response, nodeGone, 400);
  meta.seen.length = 0;
  return () => rm(folder, { recursive: true, force: true });
});

function box(type: string, payload: number): Buffer {
  const bytes = Buffer.alloc(8 + payload, 1);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.write(type, 4, 'latin1');
  return bytes;
}

const nodeGone = {
  error: { message: 'Unsupported get request.', type: 'GraphMethodException', code: 100, error_subcode: 33 },
};
const nodeNow = (links: { media_url?: string; thumbnail_url?: string }, kind = 'IMAGE') => ({
  id: mediaId,
  media_type: kind,
  timestamp: '2026-11-23T11:58:00+0000',
  ...links,
});
const address = (name: string) => `${meta.config.graphUrl}/cdn/${name}`;
const serve = (name: string, bytes: Buffer) =>
  files.set(`/cdn/${name}`, (response) =>
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes),
  );
const refuse = (name: string, status = 403) =>
  files.set(`/cdn/${name}`, (response) => response.writeHead(status).end());
const asked = (pathname: string) => meta.seen.filter((each) => each.url.pathname === pathname).length;

async function find(changes: Partial<StoryDraft> = {}): Promise<string> {
  const draft: StoryDraft = {
    mediaId,
    igUserId: seeded.igUserId,
    kind: 'image',
    postedAt: new Date(Date.now() - 60_000),
    mediaUrl: address('a.jpg'),
    thumbnailUrl: null,
    permalink: null,
    caption: null,
    username: null,
    ...changes,
  };
  await ingestStories(database.db, {
    actor,
    accountId: seeded.id,
    drafts: [draft],
    now: new Date(),
    first: false,
  });
  const [row] = await database.db.select({ id: story.id }).from(story).where(eq(story.accountId, seeded.id));
  return row!.id;
}

const context = (changes: Parameters<typeof jobContext>[1] = {}) =>
  jobContext(database, { ...changes, env: { META_GRAPH_URL: meta.config.graphUrl, STORYWIRE_DATA: folder } });
const archive = (storyId: string, at?: Date) => archiveStory(context(at && { now: () => at }), { storyId });
const storyRow = async (storyId: string) => {
  const [row] = await database.db.select().from(story).where(eq(story.id, storyId));
  return row!;
};
const posterJobs = async (storyId: string) =>
  (await database.sql`select from pgboss.job where name = 'stories.poster' and data->>'storyId' = ${storyId}`)
    .length;
const mediaRows = (storyId: string) =>
  database.db.select().from(media).where(eq(media.storyId, storyId)).orderBy(media.rendition);
const openAlarms = () =>
  database.db
    .select({ thing: alarm.thing, detail: alarm.detail })
    .from(alarm)
    .where(and(eq(alarm.kind, 'storage_failing'), isNull(alarm.endedAt)));
const dayOver = () => new Date(Date.now() + 24 * hourMs);
/** However long a story has waited, it may come right until its day is over. */
const lastHour = () => new Date(Date.now() + 23 * hourMs);
const storedFiles = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile()).length;

const checked = (result: 'throttled' | 'unavailable') =>
  recordFailedCheck(database.db, {
    accountId: seeded.id,
    checkedAt: new Date(),
    result,
    errorCode: '4',
    namedByMeta: new Date(Date.now() + 60_000),
  });

describe('archiving a picture', () => {
  it('keeps the original untouched beside its renditions, and tells who waits', async () => {
    serve('a.jpg', picture);
    const storyId = await find();
    const due: string[] = [];
    const listening = await database.sql.listen('storywire_due', (payload) => due.push(payload));
    await archive(storyId);
    expect(await storyRow(storyId)).toMatchObject({
      mediaState: 'archived',
      mediaReason: null,
      sourceMediaUrl: null,
    });
    const rows = await mediaRows(storyId);
    expect(rows.map((row) => [row.rendition, row.mimeType, row.width, row.height])).toEqual([
      ['display', 'image/jpeg', 1080, 1920],
      ['original', 'image/jpeg', 1080, 1920],
      ['thumbnail', 'image/jpeg', 360, 640],
      ['whatsapp', 'image/jpeg', 1080, 1920],
    ]);
    for (const row of rows) {
      expect((await mediaStorage({ STORYWIRE_DATA: folder }).readFile(row.storageKey))?.byteLength).toBe(
        row.bytes,
      );
    }
    const original = rows.find((row) => row.rendition === 'original');
    expect(await mediaStorage({ STORYWIRE_DATA: folder }).readFile(original!.storageKey)).toEqual(picture);
    await expect.poll(() => due.length).toBe(1);
    await listening.unlisten();
  });

  it('done twice downloads once and changes nothing', async () => {
    serve('a.jpg', picture);
    const storyId = await find();
    await archive(storyId);
    const before = await mediaRows(storyId);
    await archive(storyId);
    expect(asked('/cdn/a.jpg')).toBe(1);
    expect(await mediaRows(storyId)).toEqual(before);
  });

  it('by five workers at once downloads once', async () => {
    files.set('/cdn/a.jpg', (response) => setTimeout(() => response.writeHead(200).end(picture), 200));
    const storyId = await find();
    await Promise.all(Array.from({ length: 5 }, () => archive(storyId)));
    expect(asked('/cdn/a.jpg')).toBe(1);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
  });

  it('of a story that is gone is nothing to do', async () => {
    await expect(archive(newId())).resolves.toBeUndefined();
  });
});

describe('archiving a video', () => {
  const video = { kind: 'video' as const, mediaUrl: '', thumbnailUrl: '' };
  const links = () => ({ ...video, mediaUrl: address('a.mp4'), thumbnailUrl: address('t.jpg') });

  it('keeps the film, and pictures made from its thumbnail', async () => {
    serve('a.mp4', film);
    serve('t.jpg', picture);
    const storyId = await find(links());
    await archive(storyId);
    const rows = await mediaRows(storyId);
    expect(rows.map((row) => [row.rendition, row.mimeType, row.width])).toEqual([
      ['original', 'video/mp4', null],
      ['poster', 'image/jpeg', 1080],
      ['thumbnail', 'image/jpeg', 360],
      ['whatsapp', 'image/jpeg', 1080],
    ]);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
  });

  const thumbnailTroubles: [string, () => unknown][] = [
    ['is refused', () => refuse('t.jpg')],
    ['meets a server in trouble', () => refuse('t.jpg', 503)],
    ['is a web page', () => serve('t.jpg', Buffer.from('<!doctype html>'))],
    ['cannot be asked for, as Meta is throttling', () => unlinked().then(() => checked('throttled'))],
    ['cannot be asked for, as no token is left', () => unlinked().then(() => breakToken())],
  ];
  const unlinked = () => database.db.update(story).set({ sourceThumbnailUrl: null });
  const breakToken = () => database.db.update(token).set({ state: 'broken' }).where(eq(token.id, tokenId));

  it.each(thumbnailTroubles)(
    'whose thumbnail %s keeps the film at once, and gets its pictures later',
    async (_, trouble) => {
      serve('a.mp4', film);
      const storyId = await find(links());
      await trouble();
      await archive(storyId);
      expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
      expect((await mediaRows(storyId)).map((row) => row.rendition)).toEqual(['original']);
      expect(await posterJobs(storyId)).toBe(1);
      await expect(addPoster(context(), { storyId })).rejects.toThrow('thumbnail');

      serve('t.jpg', picture);
      node = (response) => sendJson(response, nodeNow({ thumbnail_url: address('t.jpg') }, 'VIDEO'));
      await database.db.update(token).set({ state: 'healthy' }).where(eq(token.id, tokenId));
      const later = context({ now: () => new Date(Date.now() + 61_000) });
      await addPoster(later, { storyId });
      await addPoster(later, { storyId });
      expect((await mediaRows(storyId)).map((row) => row.rendition)).toEqual([
        'original',
        'poster',
        'thumbnail',
        'whatsapp',
      ]);
      expect(asked('/cdn/a.mp4')).toBe(1);
    },
  );

  it('whose thumbnail comes at the second try lacks nothing', async () => {
    serve('a.mp4', film);
    files.set('/cdn/t.jpg', (response) => {
      serve('t.jpg', picture);
      response.writeHead(503).end();
    });
    const storyId = await find(links());
    await archive(storyId);
    expect(await mediaRows(storyId)).toHaveLength(4);
    expect(await posterJobs(storyId)).toBe(0);
  });

  it.each([
    ['Meta has no thumbnail', false, { missingSince: null }],
    ['it was deleted', true, { deletedAt: new Date() }],
    ['it is over', true, { expiresAt: new Date() }],
  ])('stays without pictures once %s', async (_, linked, changes) => {
    serve('a.mp4', film);
    refuse('t.jpg');
    const storyId = await find(links());
    await archive(storyId);
    serve('t.jpg', picture);
    const link = linked ? { thumbnail_url: address('t.jpg') } : {};
    node = (response) => sendJson(response, nodeNow(link, 'VIDEO'));
    await database.db.update(story).set(changes).where(eq(story.id, storyId));
    await addPoster(context(), { storyId });
    expect(await mediaRows(storyId)).toHaveLength(1);
  });

  it('that takes more than a minute on a slow line is kept', async () => {
    // Every limit is a hundredth of what it is: a hundred seconds are one.
    const limit = AbortSignal.timeout.bind(AbortSignal);
    const hurried = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => limit(ms / 100));
    files.set('/cdn/a.mp4', (response) => {
      response.writeHead(200, { 'content-length': film.length }).write(film.subarray(0, 500));
      setTimeout(() => response.end(film.subarray(500)), 1_000);
    });
    serve('t.jpg', picture);
    const storyId = await find(links());
    await archive(storyId).finally(() => hurried.mockRestore());
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
  });

  it('that was cut on its way to Meta’s server is not kept', async () => {
    serve('a.mp4', film.subarray(0, 3000));
    serve('t.jpg', picture);
    const storyId = await find(links());
    await archive(storyId, dayOver());
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'failed', mediaReason: 'not_decodable' });
    expect(await storedFiles()).toBe(0);
  });
});

describe('a link that Meta refuses', () => {
  it('is asked for anew, once, and the new one is used', async () => {
    refuse('a.jpg');
    serve('b.jpg', picture);
    node = (response) => sendJson(response, nodeNow({ media_url: address('b.jpg') }));
    const storyId = await find();
    await archive(storyId);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
    expect(asked(`/v26.0/${mediaId}`)).toBe(1);
  });

  it('is asked for once a try when the new one is refused too, and may come right while the story lives', async () => {
    refuse('a.jpg');
    refuse('b.jpg', 410);
    node = (response) => sendJson(response, nodeNow({ media_url: address('b.jpg') }));
    const storyId = await find();
    await expect(archive(storyId)).rejects.toMatchObject({ name: 'TryAgain' });
    expect(asked(`/v26.0/${mediaId}`)).toBe(1);
    await expect(archive(storyId, lastHour())).rejects.toMatchObject({ name: 'TryAgain' });
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'pending' });
    serve('b.jpg', picture);
    await archive(storyId, lastHour());
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
  });

  it('and the new one, too, once the story’s day is over, ends as expired', async () => {
    refuse('a.jpg');
    node = (response) => sendJson(response, nodeNow({ media_url: address('a.jpg') }));
    const storyId = await find();
    await archive(storyId, dayOver());
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'expired', mediaReason: 'expired' });
  });

  it('is not believed when Meta says once that the story is gone: the token may not see it', async () => {
    refuse('a.jpg');
    const storyId = await find();
    await expect(archive(storyId)).rejects.toThrow('does not have the story');
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'pending' });
    serve('b.jpg', picture);
    node = (response) => sendJson(response, nodeNow({ media_url: address('b.jpg') }));
    await archive(storyId);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
  });

  it.each([
    ['was deleted early', { deletedAt: new Date() }],
    ['is over', { expiresAt: new Date() }],
  ])('of a story that is gone ends as expired once it %s', async (_, changes) => {
    refuse('a.jpg');
    const storyId = await find();
    await database.db.update(story).set(changes).where(eq(story.id, storyId));
    await archive(storyId);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'expired', mediaReason: 'expired' });
  });

  it('waits for Meta, or for a token, while the story lives', async () => {
    refuse('a.jpg');
    node = (response) => response.writeHead(500).end();
    const storyId = await find();
    await expect(archive(storyId)).rejects.toThrow('status 500');
    await database.db.update(token).set({ state: 'broken' }).where(eq(token.id, tokenId));
    await expect(archive(storyId)).rejects.toThrow('no token');
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'pending' });
  });
});

describe('a throttled account', () => {
  it('is not asked for a new link before Meta’s moment, and the story waits', async () => {
    refuse('a.jpg');
    const storyId = await find();
    await checked('throttled');
    await expect(archive(storyId)).rejects.toThrow('not to be asked');
    expect(asked(`/v26.0/${mediaId}`)).toBe(0);
    await expect(archive(storyId, new Date(Date.now() + 61_000))).rejects.toThrow('does not have the story');
    expect(asked(`/v26.0/${mediaId}`)).toBe(1);
  });

  it('is asked all the same when only our own patience is meant', async () => {
    refuse('a.jpg');
    const storyId = await find();
    await checked('unavailable');
    await expect(archive(storyId)).rejects.toThrow('does not have the story');
    expect(asked(`/v26.0/${mediaId}`)).toBe(1);
  });
});

describe('a story without a link', () => {
  const minutesOn = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  const withheld = async () => {
    node = (response) => sendJson(response, nodeNow({}));
    const storyId = await find({ mediaUrl: null });
    await archive(storyId);
    return storyId;
  };

  it('waits after one such answer, says why, and lets its alert go', async () => {
    const due: string[] = [];
    const listening = await database.sql.listen('storywire_due', (payload) => due.push(payload));
    const storyId = await withheld();
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'pending', mediaReason: 'withheld' });
    await expect.poll(() => due.length).toBe(1);
    await listening.unlisten();
    await archive(storyId, minutesOn(59));
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'pending', mediaReason: 'withheld' });
  });

  it('is asked for by nothing but listings for an hour, and then ends as kept back for copyright', async () => {
    const storyId = await withheld();
    // Its first job is done: only the sweeper makes another.
    await database.sql`delete from pgboss.job where data->>'storyId' = ${storyId}`;
    const jobs = async () =>
      (
        await database.sql`select from pgboss.job where name = 'stories.archive' and data->>'storyId' = ${storyId}`
      ).length;
    await resumeArchives(context({ now: () => minutesOn(58) }));
    expect(await jobs()).toBe(0);
    await resumeArchives(context({ now: () => minutesOn(61) }));
    expect(await jobs()).toBe(1);
    await archive(storyId, minutesOn(61));
    expect(await storyRow(storyId)).toMatchObject({
      mediaState: 'none',
      mediaReason: 'copyright',
      withheldSince: null,
    });
    expect(asked(`/v26.0/${mediaId}`)).toBe(2);
  });

  it('is archived when a listing brings a link again', async () => {
    serve('a.jpg', picture);
    const storyId = await withheld();
    await find({ mediaUrl: address('a.jpg') });
    expect(await storyRow(storyId)).toMatchObject({ mediaReason: null, withheldSince: null });
    await archive(storyId);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived', mediaReason: null });
  });

  it('is archived when Meta gives one after an hour', async () => {
    serve('a.jpg', picture);
    const storyId = await withheld();
    node = (response) => sendJson(response, nodeNow({ media_url: address('a.jpg') }));
    await archive(storyId, minutesOn(61));
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived', mediaReason: null });
  });

  it('ends as kept back for copyright once it is gone', async () => {
    const storyId = await withheld();
    node = (response) => sendJson(response, nodeGone, 400);
    await archive(storyId, dayOver());
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'none', mediaReason: 'copyright' });
  });

  it('is archived when Meta gives one now', async () => {
    serve('a.jpg', picture);
    node = (response) => sendJson(response, nodeNow({ media_url: address('a.jpg') }));
    const storyId = await find({ mediaUrl: null });
    await archive(storyId);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
  });
});

describe('a file that does not come whole', () => {
  const troubles: [string, (response: ServerResponse) => void][] = [
    [
      'is cut',
      (response) => {
        response.writeHead(200, { 'content-length': picture.length });
        response.write(picture.subarray(0, 500), () => response.destroy());
      },
    ],
    [
      'is cut and of unknown length',
      (response) => response.writeHead(200).end(picture.subarray(0, picture.length / 2)),
    ],
    ['is empty', (response) => response.writeHead(200, { 'content-length': 0 }).end()],
    ['meets a server in trouble', (response) => response.writeHead(503).end()],
  ];

  it.each(troubles)('because it %s leaves no half file and is tried again', async (_, trouble) => {
    files.set('/cdn/a.jpg', trouble);
    const storyId = await find();
    await expect(archive(storyId)).rejects.toMatchObject({ name: 'TryAgain' });
    expect(await storyRow(storyId)).toMatchObject({
      mediaState: 'pending',
      sourceMediaUrl: address('a.jpg'),
    });
    expect(await storedFiles()).toBe(0);
    serve('a.jpg', picture);
    await archive(storyId);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
  });

  it('but slowly is waited for, beyond what other transactions may take', async () => {
    files.set('/cdn/a.jpg', (response) => {
      response.writeHead(200, { 'content-length': picture.length }).write(picture.subarray(0, 500));
      setTimeout(() => response.end(picture.subarray(500)), 1_200);
    });
    const storyId = await find();
    const hurried = connect(database.url, { max: 1, name: 'storywire test' });
    try {
      await hurried.sql`set transaction_timeout = 400`;
      await archiveStory({ ...context(), db: hurried.db }, { storyId });
    } finally {
      await hurried.close();
    }
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
  });

  it('ends as failed once the story has expired', async () => {
    files.set('/cdn/a.jpg', (response) => response.writeHead(503).end());
    const storyId = await find();
    await archive(storyId, dayOver());
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'failed', mediaReason: 'download_failed' });
  });

  it('is not given up because the worker stops', async () => {
    files.set('/cdn/a.jpg', (response) => response.writeHead(200, { 'content-length': 9 }).write('x'));
    const storyId = await find({ postedAt: new Date(Date.now() - 25 * hourMs) });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    await expect(archiveStory(context({ signal: stop.signal }), { storyId })).rejects.toMatchObject({
      name: 'TryAgain',
    });
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'pending' });
  });
});

describe('a file that is no picture', () => {
  it.each([
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'not_decodable'],
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'not_decodable',
    ],
    ['a cut JPEG of the declared length', 'cut' as const, 'not_decodable'],
  ])('%s is asked for again while the story lives, and then ends as failed', async (_, bytes, reason) => {
    serve('a.jpg', bytes === 'cut' ? picture.subarray(0, picture.length / 2) : bytes);
    const storyId = await find();
    for (const at of [new Date(), lastHour()])
      await expect(archive(storyId, at)).rejects.toMatchObject({ name: 'TryAgain' });
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'pending' });
    await archive(storyId, dayOver());
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'failed', mediaReason: reason });
    expect(await storedFiles()).toBe(0);
  });

  it('and a picture beyond all measure ends as too large', async () => {
    files.set('/cdn/a.jpg', (response) =>
      response.writeHead(200, { 'content-length': 31 * 1024 * 1024 }).write('x'),
    );
    const storyId = await find();
    await archive(storyId);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'failed', mediaReason: 'too_large' });
  });

  it('and a link that leads elsewhere is never followed', async () => {
    const storyId = await find({ mediaUrl: 'http://169.254.169.254/latest/meta-data' });
    await archive(storyId);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'failed', mediaReason: 'download_failed' });
  });
});

describe('a video', () => {
  it('is archived into an S3 bucket as it is onto a disk, by the same job', async () => {
    const s3 = await testS3();
    try {
      serve('a.mp4', film);
      serve('t.jpg', picture);
      const storyId = await find({
        kind: 'video',
        mediaUrl: address('a.mp4'),
        thumbnailUrl: address('t.jpg'),
      });
      const settings = { STORYWIRE_DATA: folder, ...s3.settings };
      const { env, ...rest } = context();
      await archiveStory({ ...rest, env: { ...env, ...settings } }, { storyId });
      const rows = await mediaRows(storyId);
      expect(rows).toHaveLength(4);
      for (const row of rows)
        expect((await mediaStorage(settings).readFile(row.storageKey))?.byteLength).toBe(row.bytes);
      expect(await storedFiles()).toBe(0);
    } finally {
      await s3.close();
    }
  });
});

describe('a store that fails', () => {
  it('costs no story and raises an alarm: what it refused waits until there is room again', async () => {
    serve('a.jpg', picture);
    const storyId = await find();
    await writeFile(path.join(folder, 'media'), 'in the way');
    await expect(archive(storyId)).rejects.toMatchObject({
      name: 'StoreFailed',
      cause: { code: expect.stringMatching(/^E/) },
    });
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'pending' });
    await watchAlarms(context());
    expect(await openAlarms()).toEqual([{ thing: 'media', detail: { stories: 1 } }]);
    await rm(path.join(folder, 'media'));
    await archive(storyId);
    expect(await storyRow(storyId)).toMatchObject({ mediaState: 'archived' });
    await watchAlarms(context());
    expect(await openAlarms()).toEqual([]);
  });
});

describe('the queue', () => {
  it('hands out what dies first, whenever it was found', async () => {
    await database.sql`delete from pgboss.job where name = 'stories.archive'`;
    const dying = [600, 60, 3_600].map((left) => new Date(Date.now() + left * 1_000 - 24 * hourMs));
    const ids: string[] = [];
    for (const postedAt of dying) {
      seeded = await seedAccount(database.db, { tokenId });
      ids.push(await find({ igUserId: seeded.igUserId, postedAt }));
    }
    // What is taken together is done together; so one at a time.
    const taken: string[] = [];
    for (const _ of ids) {
      const [job] = await (await jobSender()).fetch<{ storyId: string }>('stories.archive');
      taken.push(job!.data.storyId);
    }
    expect(taken).toEqual([ids[1], ids[0], ids[2]]);
  });
});

async function waitingJob(storyId: string) {
  const [job] = await database.sql<{ priority: number; delay: number; most: number }[]>`
    select priority, retry_delay as delay, retry_delay_max as most from pgboss.job
    where name = 'stories.archive' and data->>'storyId' = ${storyId}`;
  return job;
}

describe('the sweeper', () => {
  it('brings back the job of a story that was left behind, and of no other', async () => {
    serve('a.jpg', picture);
    const storyId = await find();
    const waiting = async () =>
      (
        await database.sql`select state from pgboss.job where name = 'stories.archive' and data->>'storyId' = ${storyId}`
      ).length;
    await database.sql`delete from pgboss.job where name = 'stories.archive'`;
    await resumeArchives(context());
    expect(await waiting()).toBe(0);
    const later = { now: () => new Date(Date.now() + 120_000) };
    await resumeArchives(context(later));
    await resumeArchives(context(later));
    expect(await waiting()).toBe(1);
    await archive(storyId);
    await database.sql`delete from pgboss.job where name = 'stories.archive'`;
    await resumeArchives(context(later));
    expect(await waiting()).toBe(0);
  });

  it('puts what was tried often behind all others, with pauses, until its last hour', async () => {
    const storyId = await find();
    const first = await waitingJob(storyId);
    const sweptAt = async (leftMs: number) => {
      await database.sql`delete from pgboss.job where name = 'stories.archive'`;
      const { expiresAt } = await storyRow(storyId);
      await resumeArchives(context({ now: () => new Date(expiresAt.getTime() - leftMs) }));
      return waitingJob(storyId);
    };
    const dayMinutes = 24 * 60;
    expect(await sweptAt(hourMs)).toEqual({ priority: first!.priority - dayMinutes, delay: 30, most: 120 });
    expect(await sweptAt(hourMs - 1_000)).toEqual(first);
    expect(first).toMatchObject({ delay: 2, most: 10 });
  });
});
