import { rm } from 'node:fs/promises';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { GET } from '#app/api/media/[storyId]/[rendition]/route.ts';
import { media, story } from '#db/schema.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { eq } from 'drizzle-orm';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { adminEverywhere, sampleAccount, sampleRegion, sampleStory } from '#tests/support/sample-brand.ts';

/** The settings are read once, so the bucket is there before anything asks for them. */
const stage = await vi.hoisted(async () => {
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const { testS3 } = await import('#tests/support/s3-server.ts');
  const s3 = await testS3();
  const folder = mkdtempSync(`${tmpdir()}/storywire-route-s3-`);
  Object.assign(process.env, s3.settings, { STORYWIRE_DATA: folder });
  return { folder, s3, db: undefined as unknown, actor: undefined as unknown };
});
vi.mock('#lib/auth/current-actor.ts', () => ({ currentActor: () => Promise.resolve(stage.actor) }));
vi.mock('#db/pool.ts', () => ({ database: () => stage.db }));
vi.mock('next-intl/server', () => ({
  getTranslations: () => Promise.resolve(Object.assign((key: string) => key, { has: () => true })),
}));

const film = Buffer.alloc(300_000, 'storywire ');
let database: TestDatabase;
let storyId: string;

beforeAll(async () => {
  database = await testDatabase();
  stage.db = database.db;
  stage.actor = adminEverywhere();
  const regionId = await sampleRegion(database.db);
  const accountId = await sampleAccount(database.db, regionId);
  ({ id: storyId } = await sampleStory(database.db, {
    accountId,
    regionId,
    postedAt: new Date(),
    kind: 'video',
  }));
  await database.db.update(story).set({ mediaState: 'archived' }).where(eq(story.id, storyId));
  const storageKey = `stories/2026/11/${storyId}/original.mp4`;
  const stored = await mediaStorage().putFile(storageKey, film);
  const row = { storyId, mimeType: 'video/mp4', ...stored };
  await database.db.insert(media).values([
    { ...row, rendition: 'original', storageKey },
    { ...row, rendition: 'poster', storageKey: 'stories/2026/11/lost/poster.jpg' },
  ]);
});
afterAll(async () => {
  await database.close();
  await stage.s3.close();
  await rm(stage.folder, { recursive: true, force: true });
});

const get = (rendition: string, headers: Record<string, string> = {}) =>
  GET(new NextRequest(`http://127.0.0.1:3000/api/media/${storyId}/${rendition}`, { headers }), {
    params: Promise.resolve({ storyId, rendition }),
  });

it('a story’s file comes out of the bucket, whole and in the parts that a player seeks', async () => {
  const whole = await get('original');
  expect(whole.headers.get('content-length')).toBe('300000');
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(film);
  const part = await get('original', { range: 'bytes=100000-199999' });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe('bytes 100000-199999/300000');
  expect(Buffer.from(await part.arrayBuffer())).toEqual(film.subarray(100_000, 200_000));
});

it('a file that the bucket has lost is not found', async () => {
  expect((await get('poster')).status).toBe(404);
});
