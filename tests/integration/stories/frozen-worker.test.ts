import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '#db/client.ts';
import { media, mediaRemoval, story } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { newId } from '#lib/ids.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { ingestStories } from '#lib/stories/commands.ts';
import { archiveStory } from '#lib/stories/job.ts';
import { seedAccount, seedToken } from '#tests/support/brand-seed.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { type TestS3, testS3 } from '#tests/support/s3-server.ts';
import { stubServer } from '../meta/stub-server.ts';

let database: TestDatabase;
let owning: ReturnType<typeof connect>;
let s3: TestS3;
let meta: Awaited<ReturnType<typeof stubServer>>;
let folder: string;
let first: Buffer;
let second: Buffer;
/** Each download waits here for its bytes, in the order in which it began. */
let downloads: ((bytes: Buffer) => void)[];

const draw = (background: string) =>
  sharp({ create: { width: 1080, height: 1920, channels: 3, background } })
    .jpeg()
    .toBuffer();

beforeAll(async () => {
  database = await testDatabase();
  owning = connect(database.url, { role: null, max: 1 });
  s3 = await testS3();
  [first, second] = await Promise.all([draw('#0f766e'), draw('#be123c')]);
  meta = await stubServer((_, response) => {
    downloads.push((bytes) => response.writeHead(200, { 'content-length': bytes.length }).end(bytes));
  });
});
afterAll(async () => {
  await meta.close();
  await s3.close();
  await owning.close();
  await database.close();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'storywire-frozen-'));
  downloads = [];
  return () => rm(folder, { recursive: true, force: true });
});

async function find(): Promise<string> {
  const tokenId = await seedToken(database.db, `EAA${newId()}`);
  const account = await seedAccount(database.db, { tokenId });
  const draft = {
    mediaId: String(18_000_000_000_000_000n + BigInt(Date.now())),
    igUserId: account.igUserId,
    kind: 'image' as const,
    postedAt: new Date(Date.now() - 60_000),
    mediaUrl: `${meta.config.graphUrl}/cdn/a.jpg`,
    thumbnailUrl: null,
    permalink: null,
    caption: null,
    username: null,
  };
  const about = { actor: systemActor('test'), accountId: account.id, drafts: [draft] };
  await ingestStories(database.db, { ...about, now: new Date(), first: false });
  const [row] = await database.db.select({ id: story.id }).from(story).where(eq(story.accountId, account.id));
  return row!.id;
}

/** Ends the claim on the story as its time limit does while its worker is frozen. */
async function loseClaim(storyId: string): Promise<void> {
  const ended = await owning.sql`
    select pg_terminate_backend(pid) from pg_locks, hashtextextended(${`archive:${storyId}`}, 0) as key
    where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
      and ((classid::bigint << 32) | objid::bigint) = key`;
  expect(ended).toHaveLength(1);
}

const onDisk = async () =>
  (await readdir(path.join(folder, 'media'), { recursive: true, withFileTypes: true }))
    .filter((each) => each.isFile())
    .map((each) => path.relative(path.join(folder, 'media'), path.join(each.parentPath, each.name)));

async function inBucket(): Promise<string[]> {
  const { S3_ENDPOINT: endpoint, S3_REGION: region, S3_BUCKET: Bucket, ...keys } = s3.settings;
  const credentials = { accessKeyId: keys.S3_ACCESS_KEY_ID, secretAccessKey: keys.S3_SECRET_ACCESS_KEY };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
  client.destroy();
  return Contents.map(({ Key }) => Key!);
}

describe.each([
  { place: 'on a disk', settings: () => ({}), listed: onDisk },
  { place: 'in an S3 bucket', settings: () => s3.settings, listed: inBucket },
])('a worker that wakes after its claim has passed to another, files $place', ({ settings, listed }) => {
  const archive = (storyId: string) => {
    const { env, ...rest } = jobContext(database);
    const own = { META_GRAPH_URL: meta.config.graphUrl, STORYWIRE_DATA: folder, ...settings() };
    return archiveStory({ ...rest, env: { ...env, ...own } }, { storyId });
  };
  /** A worker that is held in its download, and has lost its claim. */
  const freeze = async (storyId: string) => {
    const ended = archive(storyId).then(
      () => 'archived',
      () => 'failed',
    );
    await vi.waitUntil(() => downloads.length === 1, 10_000);
    await loseClaim(storyId);
    return { wake: (bytes: Buffer) => downloads[0]!(bytes), ended };
  };
  const follow = async (storyId: string) => {
    const ended = archive(storyId);
    await vi.waitUntil(() => downloads.length === 2, 10_000);
    return { go: (bytes: Buffer) => downloads[1]!(bytes), ended };
  };
  const rowsOf = (storyId: string) => database.db.select().from(media).where(eq(media.storyId, storyId));
  const filesOf = async (storyId: string) =>
    (await listed()).filter((key) => key.includes(storyId)).toSorted();
  const expectWhole = async (storyId: string, original: Buffer) => {
    const rows = await rowsOf(storyId);
    expect(rows).toHaveLength(4);
    const storage = mediaStorage({ STORYWIRE_DATA: folder, ...settings() });
    const row = rows.find(({ rendition }) => rendition === 'original')!;
    expect(await storage.readFile(row.storageKey)).toEqual(original);
    expect(await filesOf(storyId)).toEqual(rows.map(({ storageKey }) => storageKey).toSorted());
  };

  it.each([
    ['other bytes', () => second],
    ['the same bytes', () => first],
  ])('with %s changes nothing that is archived, and leaves nothing behind', async (_, late) => {
    const storyId = await find();
    const frozen = await freeze(storyId);
    const winner = await follow(storyId);
    winner.go(first);
    await winner.ended;
    frozen.wake(late());
    expect(await frozen.ended).toBe('failed');
    await expectWhole(storyId, first);
  });

  it('waits for how the other ends before it removes what it wrote', async () => {
    const storyId = await find();
    const frozen = await freeze(storyId);
    const winner = await follow(storyId);
    frozen.wake(second);
    await vi.waitUntil(async () => (await filesOf(storyId)).length === 4, 10_000);
    winner.go(first);
    await winner.ended;
    expect(await frozen.ended).toBe('failed');
    await expectWhole(storyId, first);
  });

  it('brings back nothing that was removed by the rules of keeping', async () => {
    const storyId = await find();
    const frozen = await freeze(storyId);
    const winner = await follow(storyId);
    winner.go(first);
    await winner.ended;
    const storage = mediaStorage({ STORYWIRE_DATA: folder, ...settings() });
    for (const { rendition, storageKey, bytes } of await rowsOf(storyId)) {
      const marked = { storyId, rendition, storageKey, bytes, afterDays: 30 };
      await database.db
        .insert(mediaRemoval)
        .values({ ...marked, markedAt: new Date(), removedAt: new Date() });
      await storage.removeFile(storageKey);
    }
    await database.db.delete(media).where(eq(media.storyId, storyId));
    frozen.wake(first);
    expect(await frozen.ended).toBe('failed');
    expect(await filesOf(storyId)).toEqual([]);
  });
});
