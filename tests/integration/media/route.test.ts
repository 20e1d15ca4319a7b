import { rm } from 'node:fs/promises';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UserActor } from '#lib/actor.ts';
import { GET } from '#app/api/media/[storyId]/[rendition]/route.ts';
import { story } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { newId } from '#lib/ids.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { ingestStories, settleMedia } from '#lib/stories/commands.ts';
import { seedAccount } from '#tests/support/brand-seed.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

const stage = await vi.hoisted(async () => {
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(`${tmpdir()}/storywire-route-`);
  process.env['STORYWIRE_DATA'] = folder;
  return { folder, db: undefined as unknown, actor: undefined as unknown };
});
// Who is signed in comes from a cookie that Next reads; the rest of the edge is the real one.
vi.mock('#lib/auth/current-actor.ts', () => ({ currentActor: () => Promise.resolve(stage.actor) }));
vi.mock('#db/pool.ts', () => ({ database: () => stage.db }));
vi.mock('next-intl/server', () => ({
  getTranslations: () => Promise.resolve(Object.assign((key: string) => key, { has: () => true })),
}));

const film = Buffer.alloc(300_000, 'storywire ');
const viewer: UserActor = {
  kind: 'user',
  userId: newId(),
  sessionId: newId(),
  name: 'Somebody',
  grants: [{ role: 'viewer', regionId: newId() }],
  fromWhere: null,
};

let database: TestDatabase;
let storyId: string;
let sha256: string;

beforeAll(async () => {
  database = await testDatabase();
  stage.db = database.db;
  const actor = systemActor('test');
  const { id: accountId, igUserId } = await seedAccount(database.db);
  const now = new Date();
  const draft = {
    mediaId: '1',
    igUserId,
    kind: 'video' as const,
    postedAt: now,
    mediaUrl: 'https://x',
    thumbnailUrl: null,
  };
  const drafts = [{ ...draft, permalink: null, caption: null, username: null }];
  await ingestStories(database.db, { actor, accountId, drafts, now, first: false });
  const [row] = await database.db.select({ id: story.id }).from(story);
  storyId = row!.id;
  const storageKey = `stories/2026/11/${storyId}/original.mp4`;
  const stored = await mediaStorage().putFile(storageKey, film);
  sha256 = stored.sha256;
  const original = { rendition: 'original' as const, storageKey, mimeType: 'video/mp4', ...stored };
  const lost = { ...original, rendition: 'poster' as const, storageKey: 'stories/2026/11/lost/poster.jpg' };
  const rows = [original, lost].map((each) => ({ ...each, width: null, height: null }));
  await database.db.transaction((tx) =>
    settleMedia(tx, { actor, storyId, end: { state: 'archived', rows } }),
  );
});
afterAll(async () => {
  await database.close();
  await rm(stage.folder, { recursive: true, force: true });
});
beforeEach(() => {
  stage.actor = viewer;
});

const get = (rendition = 'original', headers: Record<string, string> = {}, id = storyId) =>
  GET(new NextRequest(`http://127.0.0.1:3000/api/media/${id}/${rendition}`, { headers }), {
    params: Promise.resolve({ storyId: id, rendition }),
  });

describe('a story’s file', () => {
  it('goes to whoever is signed in, whole, and to no shared cache', async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-length': '300000',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'video/mp4',
      'cross-origin-resource-policy': 'same-origin',
      etag: `"${sha256}"`,
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(film);
  });

  it('goes to nobody who is not signed in, and to everybody who is, whatever their roles', async () => {
    stage.actor = undefined;
    const answer = await get();
    expect(answer.status).toBe(401);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    stage.actor = { ...viewer, grants: [] };
    expect((await get()).status).toBe(200);
  });

  it('comes in parts, so that a player can seek', async () => {
    const answer = await get('original', { range: 'bytes=100000-199999' });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe('bytes 100000-199999/300000');
    expect(answer.headers.get('content-length')).toBe('100000');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(film.subarray(100_000, 200_000));
  });

  it('has no part beyond its end', async () => {
    const answer = await get('original', { range: 'bytes=300000-' });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe('bytes */300000');
  });

  it('comes whole when the asker holds a part of another version', async () => {
    expect((await get('original', { range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
    expect((await get('original', { range: 'bytes=0-9', 'if-range': `"${sha256}"` })).status).toBe(206);
  });

  it('is not sent again to who has it', async () => {
    const answer = await get('original', { 'if-none-match': `"${sha256}"` });
    expect(answer.status).toBe(304);
    expect(await answer.text()).toBe('');
  });

  it.each([
    ['a rendition that the story does not have', () => get('display'), 404],
    ['a file that the store has lost', () => get('poster'), 404],
    ['another story', () => get('original', {}, newId()), 404],
    ['a word that is no rendition', () => get('../../secrets'), 422],
    ['an id that is none', () => get('original', {}, "' or 1=1"), 422],
  ])('is not found by asking for %s', async (_, ask, status) => {
    expect((await ask()).status).toBe(status);
  });
});
