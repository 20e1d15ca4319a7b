import { readdir, rm } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { NextRequest } from 'next/server';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UserActor } from '#lib/actor.ts';
import { GET as readDesign, PUT } from '#app/api/reposts/[repostId]/design/route.ts';
import { POST } from '#app/api/reposts/[repostId]/versions/route.ts';
import { GET as readFile } from '#app/api/reposts/versions/[versionId]/file/route.ts';
import { audit, repost, repostVersion } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import type { Design } from '#lib/reposts/design/design.ts';
import { addLayer } from '#lib/reposts/design/edit-design.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';
import type { SavedDesign, VersionRow } from '#lib/reposts/edit-page.ts';
import { getEditPage } from '#lib/reposts/queries/get-edit-page.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  sampleAccount,
  sampleFile,
  samplePerson,
  sampleRegion,
  sampleStory,
} from '#tests/support/sample-brand.ts';

const stage = await vi.hoisted(async () => {
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(`${tmpdir()}/storywire-editing-`);
  process.env['STORYWIRE_DATA'] = folder;
  return { folder, db: undefined as unknown, actor: undefined as unknown };
});
// Who is signed in comes from a cookie that Next reads; the rest of the edge is the real one.
vi.mock('#lib/auth/current-actor.ts', () => ({ currentActor: () => Promise.resolve(stage.actor) }));
vi.mock('#db/pool.ts', () => ({ database: () => stage.db }));
vi.mock('next-intl/server', () => ({
  getTranslations: () => Promise.resolve(Object.assign((key: string) => key, { has: () => true })),
}));

let test: TestDatabase;
let regionId: string;
let storyId: string;
let editor: UserActor;
let colleague: UserActor;
let repostId: string;
let picture: Buffer;

const personIn = (role: 'admin' | 'editor' | 'viewer', place: string | null) =>
  samplePerson(test.db, `A ${role}`, { role, regionId: place });

beforeAll(async () => {
  test = await testDatabase();
  stage.db = test.db;
  const source = await sampleRegion(test.db);
  regionId = await sampleRegion(test.db, { language: 'ja-JP' });
  const accountId = await sampleAccount(test.db, source);
  ({ id: storyId } = await sampleStory(test.db, { accountId, regionId: source, postedAt: new Date() }));
  await sampleFile(test.db, storyId, 'original');
  editor = await personIn('editor', regionId);
  colleague = await personIn('admin', null);
  picture = await sharp({ create: { width: 1080, height: 1920, channels: 3, background: '#aa3300' } })
    .png()
    .toBuffer();
});
afterAll(async () => {
  await test.close();
  await rm(stage.folder, { recursive: true, force: true });
});
beforeEach(async () => {
  stage.actor = editor;
  const [row] = await test.db
    .insert(repost)
    .values({ storyId, regionId, byUserId: editor.userId })
    .returning({ id: repost.id });
  repostId = row!.id;
});

const address = (path: string) => `http://127.0.0.1:3000/api/reposts/${path}`;
const own = { origin: 'http://127.0.0.1:3000' };
const here = () => ({ params: Promise.resolve({ repostId }) });
const put = (revision: number, design: unknown) =>
  PUT(
    new NextRequest(address(`${repostId}/design`), {
      method: 'PUT',
      headers: own,
      body: JSON.stringify({ revision, design }),
    }),
    here(),
  );
const finish = (revision: number | string, body: Buffer = picture) =>
  POST(
    new NextRequest(address(`${repostId}/versions?revision=${revision}`), {
      method: 'POST',
      headers: own,
      body: new Uint8Array(body),
    }),
    here(),
  );
const saved = async () =>
  (await (await readDesign(new NextRequest(address(`${repostId}/design`)), here())).json()) as SavedDesign;
const designOf = (versionId: string) =>
  readDesign(new NextRequest(address(`${repostId}/design?version=${versionId}`)), here());
const fileOf = (versionId: string) =>
  readFile(new NextRequest(address(`versions/${versionId}/file`)), {
    params: Promise.resolve({ versionId }),
  });
const refusal = async (answer: Response) => ({
  status: answer.status,
  message: ((await answer.json()) as { error: { message: string } }).error.message,
});
const withText = (text: string): Design => addLayer(newDesign(), 'text', { text }).design;
const linesAbout = async () =>
  (await test.db.select().from(audit).where(eq(audit.thingId, storyId))).filter(
    ({ detail }) => detail['repostId'] === repostId,
  );
const filesOf = async () => await readdir(`${stage.folder}/media/reposts/${repostId}`).catch(() => []);

describe('a saved design', () => {
  it('begins as none, is read back as it was saved, and counts up', async () => {
    expect(await saved()).toEqual({ design: null, revision: 0 });
    expect(await (await put(0, withText('Olá'))).json()).toEqual({ revision: 1 });
    expect(await (await put(1, withText('مرحبا'))).json()).toEqual({ revision: 2 });
    expect(await saved()).toEqual({ design: withText('مرحبا'), revision: 2 });
  });

  it('of one window is not overwritten by another that has not seen it', async () => {
    await put(0, withText('first'));
    expect(await refusal(await put(0, withText('second')))).toEqual({
      status: 409,
      message: 'designChanged',
    });
    expect((await saved()).design).toEqual(withText('first'));
    const both = await Promise.all([put(1, withText('left')), put(1, withText('right'))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('is refused in words when it is none, and what was saved stays', async () => {
    await put(0, withText('kept'));
    expect(await refusal(await put(1, { ...withText('x'), layers: 7 }))).toEqual({
      status: 422,
      message: 'designUnreadable',
    });
    expect(await saved()).toEqual({ design: withText('kept'), revision: 1 });
  });

  it('is written into the audit log once an hour and person, however often it saves itself', async () => {
    for (const revision of [0, 1, 2]) await put(revision, withText(String(revision)));
    stage.actor = colleague;
    await put(3, withText('by another'));
    expect((await linesAbout()).map(({ action, actorId }) => [action, actorId])).toEqual([
      ['repost.edit', editor.userId],
      ['repost.edit', colleague.userId],
    ]);
  });

  it('is neither read nor changed by who does not edit for its region', async () => {
    await put(0, withText('ours'));
    const elsewhere = await sampleRegion(test.db);
    for (const actor of [await personIn('viewer', regionId), await personIn('admin', elsewhere)]) {
      stage.actor = actor;
      for (const answer of [
        await put(1, withText('theirs')),
        await finish(1),
        await readDesign(new NextRequest(address(`${repostId}/design`)), here()),
      ])
        expect(answer.status).toBe(403);
      await expect(getEditPage(test.db, { actor, repostId })).rejects.toMatchObject({ code: 'forbidden' });
    }
    stage.actor = editor;
    expect((await saved()).design).toEqual(withText('ours'));
  });
});

describe('a version', () => {
  it('is the JPEG of what was drawn, under a name of ours, with the design it was drawn from', async () => {
    await put(0, withText('one'));
    const answer = await finish(1);
    const version = (await answer.json()) as VersionRow;
    expect(version).toMatchObject({ number: 1, kind: 'image', edited: true });
    const [row] = await test.db.select().from(repostVersion).where(eq(repostVersion.id, version.id));
    expect(row).toMatchObject({
      kind: 'image',
      design: withText('one'),
      storageKey: `reposts/${repostId}/${version.id}.jpg`,
      mimeType: 'image/jpeg',
      width: 1080,
      height: 1920,
      byUserId: editor.userId,
    });
    const file = await fileOf(version.id);
    expect(file.status).toBe(200);
    expect(file.headers.get('cache-control')).toContain('private');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.byteLength).toBe(row!.bytes);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1080, height: 1920 });
    expect((await linesAbout()).map(({ action }) => action)).toEqual([
      'repost.edit',
      'repost.finish_version',
    ]);
  });

  it('never changes: the next one has the next number and leaves it as it was', async () => {
    await put(0, withText('one'));
    const first = (await (await finish(1)).json()) as VersionRow;
    await put(1, withText('two'));
    await Promise.all([finish(2), finish(2)]);
    const { versions } = await getEditPage(test.db, { actor: editor, repostId });
    expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
    const [row] = await test.db.select().from(repostVersion).where(eq(repostVersion.id, first.id));
    expect(row!.design).toEqual(withText('one'));
    // From an old one one goes on: what it was drawn from is read, and saving it makes the next.
    expect(await (await designOf(first.id)).json()).toEqual({ design: withText('one'), revision: 2 });
    expect((await designOf(newId())).status).toBe(404);
    expect((await designOf('first')).status).toBe(422);
  });

  it('is made of no design but the saved one, and leaves no file behind when it is refused', async () => {
    expect((await finish(0)).status).toBe(409);
    await put(0, withText('one'));
    await put(1, withText('two'));
    expect(await refusal(await finish(1))).toEqual({ status: 409, message: 'designChanged' });
    expect(await refusal(await finish(2, picture.subarray(0, 500)))).toEqual({
      status: 422,
      message: 'drawnCut',
    });
    expect((await finish('x')).status).toBe(422);
    expect((await finish(2, Buffer.alloc(9_000_001))).status).toBe(413);
    expect(await filesOf()).toEqual([]);
  });

  it('goes to nobody outside its region, and is not found by guessing', async () => {
    await put(0, withText('one'));
    const { id } = (await (await finish(1)).json()) as VersionRow;
    stage.actor = await personIn('editor', await sampleRegion(test.db));
    expect((await fileOf(id)).status).toBe(403);
    expect((await fileOf(newId())).status).toBe(404);
    stage.actor = undefined;
    expect((await fileOf(id)).status).toBe(401);
  });
});

describe('the page of the editor', () => {
  it('has the source, the words about it, and what is saved', async () => {
    await put(0, withText('one'));
    expect(await getEditPage(test.db, { actor: editor, repostId })).toMatchObject({
      repostId,
      region: { id: regionId, language: 'ja-JP' },
      story: { id: storyId },
      sourceSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      design: withText('one'),
      revision: 1,
      versions: [],
    });
  });

  it.each(['nonsense', '0193b1f2-0000-7000-8000-000000000000'])('is not found for %s', async (id) => {
    await expect(getEditPage(test.db, { actor: editor, repostId: id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
