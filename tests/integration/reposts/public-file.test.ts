import { rm } from 'node:fs/promises';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GET } from '#app/api/reposts/public/[token]/route.ts';
import { publishingCheck, repost, repostVersion, user } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { keyring } from '#lib/keyring.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { beginReachTest } from '#lib/reposts/commands/record-publishing-check.ts';
import { type PublicFile, publicToken } from '#lib/reposts/public-file.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { sampleAccount, sampleRegion, sampleStory } from '#tests/support/sample-brand.ts';

const stage = await vi.hoisted(async () => {
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(`${tmpdir()}/storywire-public-`);
  process.env['STORYWIRE_DATA'] = folder;
  return { folder, db: undefined as unknown };
});
// Nobody is signed in; the rest of the edge is the real one.
vi.mock('#lib/auth/current-actor.ts', () => ({ currentActor: () => Promise.resolve(undefined) }));
vi.mock('#db/pool.ts', () => ({ database: () => stage.db }));
vi.mock('next-intl/server', () => ({
  getTranslations: () => Promise.resolve(Object.assign((key: string) => key, { has: () => true })),
}));

const film = Buffer.alloc(300_000, 'storywire ');
let database: TestDatabase;
let accountId: string;
let versionId: string;

beforeAll(async () => {
  database = await testDatabase();
  stage.db = database.db;
  const regionId = await sampleRegion(database.db);
  accountId = await sampleAccount(database.db, regionId);
  const story = await sampleStory(database.db, { accountId, regionId, postedAt: new Date() });
  const [editor] = await database.db.insert(user).values({ name: 'Editor' }).returning({ id: user.id });
  const by = { byUserId: editor!.id };
  const [made] = await database.db
    .insert(repost)
    .values({ storyId: story.id, regionId, ...by })
    .returning({ id: repost.id });
  versionId = newId();
  const storageKey = `reposts/${made!.id}/${versionId}.mp4`;
  const stored = await mediaStorage().putFile(storageKey, film);
  await database.db.insert(repostVersion).values({
    id: versionId,
    repostId: made!.id,
    number: 1,
    kind: 'video',
    storageKey,
    mimeType: 'video/mp4',
    ...stored,
    width: 1080,
    height: 1920,
    durationMs: 4_000,
    ...by,
  });
});
afterAll(async () => {
  await database.close();
  await rm(stage.folder, { recursive: true, force: true });
});

const soon = () => new Date(Date.now() + 60_000);
const sign = (file: PublicFile, until = soon()) => publicToken(keyring(), file, until);
const get = (token: string, headers: Record<string, string> = {}) =>
  GET(new NextRequest(`http://127.0.0.1/api/reposts/public/${token}`, { headers }), {
    params: Promise.resolve({ token }),
  });

describe('a signed address', () => {
  it('gives Meta the file, whole and in parts, without a session', async () => {
    const token = sign({ kind: 'version', id: versionId });
    const whole = await get(token);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('cache-control')).toBe('private, no-store');
    expect(Buffer.from(await whole.arrayBuffer()).equals(film)).toBe(true);
    const part = await get(token, { range: 'bytes=100-199' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${film.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(film.subarray(100, 200))).toBe(true);
    expect((await get(token, { range: 'bytes=400000-' })).status).toBe(416);
  });

  it('that is over, changed, or of a file that is not there gives nothing', async () => {
    const over = sign({ kind: 'version', id: versionId }, new Date(Date.now() - 2_000));
    const changed = sign({ kind: 'version', id: versionId }).replace(versionId, newId());
    const missing = sign({ kind: 'version', id: newId() });
    const nonsense = ['x', versionId, `v.${versionId}`, '%00'];
    for (const token of [over, changed, missing, ...nonsense])
      expect({ token, status: (await get(token)).status }).toEqual({ token, status: 404 });
  });

  it('of a test picture records that it was fetched', async () => {
    const testId = newId();
    await beginReachTest(database.db, { accountId, testId });
    const rows = () => database.db.select().from(publishingCheck);
    expect((await rows())[0]!.testFetchedAt).toBeNull();
    const picture = await get(sign({ kind: 'test', id: testId }));
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect((await rows())[0]!.testFetchedAt).toBeInstanceOf(Date);
  });
});
