import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/ids.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { listFeed } from '#lib/feed/queries/list-feed.ts';
import { listTray } from '#lib/feed/queries/list-tray.ts';
import { addRegionGroup } from '#lib/regions/commands/region-groups.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  adminEverywhere,
  personWith,
  sampleAccount,
  sampleAlert,
  sampleFile,
  sampleNumber,
  sampleRegion,
  sampleSender,
  type SampleStory,
  sampleStory,
  tester,
  viewerOf,
} from '#tests/support/sample-brand.ts';

let test: TestDatabase;
let france: string;
let japan: string;
let headquarters: string;
const stories: SampleStory[] = [];
const start = Date.now() - 60 * 60_000;
const admin = adminEverywhere();

beforeAll(async () => {
  test = await testDatabase();
  const emea = await addRegionGroup(test.db, { actor: tester, name: 'EMEA' });
  france = await sampleRegion(test.db, { name: 'France', groupId: emea.id });
  japan = await sampleRegion(test.db, { name: 'Japan' });
  headquarters = await sampleRegion(test.db, { name: 'Headquarters' });
  const accounts = {
    france: await sampleAccount(test.db, france),
    japan: await sampleAccount(test.db, japan),
  };
  // Several stories of the same second, as bursts and batches have them, so that the order needs more than the time.
  for (let n = 0; n < 95; n++) {
    const [accountId, regionId] = n % 3 === 0 ? [accounts.japan, japan] : [accounts.france, france];
    stories.push(
      await sampleStory(test.db, {
        accountId,
        regionId,
        postedAt: new Date(start + Math.floor(n / 5) * 1_000),
      }),
    );
  }
  await sampleStory(test.db, {
    accountId: accounts.japan,
    regionId: japan,
    postedAt: new Date(start - 40 * 60 * 60_000),
  });
});
afterAll(() => test.close());

describe('the feed', () => {
  it('gives every story once, newest first, page by page', async () => {
    const seen: { id: string; postedAt: string }[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await listFeed(test.db, { actor: viewerOf(japan), ...(cursor ? { cursor } : {}) });
      seen.push(...page.stories);
      cursor = page.nextCursor ?? undefined;
      pages++;
    } while (cursor);
    expect(pages).toBe(3);
    expect(new Set(seen.map((each) => each.id)).size).toBe(96);
    const ordered = seen.toSorted((a, b) => b.postedAt.localeCompare(a.postedAt) || b.id.localeCompare(a.id));
    expect(seen).toEqual(ordered);
  });

  it('neither repeats nor skips when new stories arrive between pages', async () => {
    const first = await listFeed(test.db, { actor: admin, limit: 10 });
    const accountId = await sampleAccount(test.db, france);
    await sampleStory(test.db, { accountId, regionId: france, postedAt: new Date() });
    const second = await listFeed(test.db, { actor: admin, limit: 10, cursor: first.nextCursor ?? '' });
    const whole = await listFeed(test.db, { actor: admin, limit: 21 });
    expect([...first.stories, ...second.stories].map((each) => each.id)).toEqual(
      whole.stories.slice(1).map((each) => each.id),
    );
  });

  it('is limited to one region when asked, and never to more than 60 a page', async () => {
    const only = await listFeed(test.db, { actor: admin, filter: { region: japan }, limit: 60 });
    expect(only.stories).toHaveLength(33);
    expect(only.nextCursor).toBeNull();
    expect(new Set(only.stories.map((each) => each.region.name))).toEqual(new Set(['Japan']));
    expect((await listFeed(test.db, { actor: admin, limit: 1_000 })).stories).toHaveLength(60);
    expect((await listFeed(test.db, { actor: admin, filter: { region: newId() } })).stories).toEqual([]);
  });

  it('refuses a cursor that is none', async () => {
    await expect(listFeed(test.db, { actor: admin, cursor: 'x' })).rejects.toMatchObject({
      code: 'invalid',
      message: 'cursorUnreadable',
    });
  });

  it('is read, with the tray and every story, by whoever is signed in, with no role as with any', async () => {
    const actor = personWith();
    expect((await listFeed(test.db, { actor })).stories).toEqual(
      (await listFeed(test.db, { actor: admin })).stories,
    );
    expect(await listTray(test.db, { actor })).toEqual(await listTray(test.db, { actor: admin }));
    expect(await getStory(test.db, { actor, code: stories[0]?.code ?? '' })).toMatchObject({
      code: stories[0]?.code,
    });
  });

  it('shows a thumbnail once there is one, by an address that names its content', async () => {
    const [story] = stories;
    if (!story) throw new Error('no story');
    const find = async () =>
      (await listFeed(test.db, { actor: admin, filter: { region: japan }, limit: 60 })).stories.find(
        (each) => each.id === story.id,
      );
    expect((await find())?.thumbnailUrl).toBeNull();
    await sampleFile(test.db, story.id, 'thumbnail');
    await sampleFile(test.db, story.id, 'original');
    expect((await find())?.thumbnailUrl).toBe(`/api/media/${story.id}/thumbnail?v=aaaa1111`);
  });
});

describe('the tray', () => {
  it('has every region that posts, by group, and what of it is live', async () => {
    const now = new Date(start + 60_000);
    const tray = await listTray(test.db, { actor: viewerOf(france), now });
    expect(tray.map((each) => [each.group?.name ?? null, each.region.name])).toEqual([
      [null, 'Japan'],
      ['EMEA', 'France'],
    ]);
    const newest = new Date(start + 18_000);
    expect(tray[0]).toMatchObject({
      live: 32,
      latest: {
        postedAt: newest.toISOString(),
        expiresAt: new Date(newest.getTime() + 24 * 60 * 60_000).toISOString(),
      },
    });
  });

  it('keeps a region whose stories are all over, with nothing live', async () => {
    const tray = await listTray(test.db, { actor: admin, now: new Date(start + 48 * 60 * 60_000) });
    expect(tray).toMatchObject([
      { live: 0, latest: null },
      { live: 0, latest: null },
    ]);
  });
});

describe('a story', () => {
  let senderId: string;
  let story: SampleStory;
  beforeAll(async () => {
    senderId = await sampleSender(test.db);
    const accountId = await sampleAccount(test.db, france);
    story = await sampleStory(test.db, { accountId, regionId: france, postedAt: new Date(), kind: 'video' });
    for (const regionId of [japan, headquarters]) {
      for (const fate of [{ state: 'read' }, { state: 'planned' }, { skipped: 'number_muted' }] as const) {
        const numberId = await sampleNumber(
          test.db,
          regionId,
          `secret of ${regionId} ${JSON.stringify(fate)}`,
        );
        await sampleAlert(test.db, { storyId: story.id, numberId, senderId, fate });
      }
    }
  });

  it('is found by its code in either case, with files as they are archived', async () => {
    const before = await getStory(test.db, { actor: admin, code: story.code.toLowerCase() });
    expect(before).toMatchObject({
      id: story.id,
      kind: 'video',
      planned: false,
      displayUrl: null,
      videoUrl: null,
      originalUrl: null,
      files: [],
    });
    await sampleFile(test.db, story.id, 'poster');
    await sampleFile(test.db, story.id, 'original');
    expect(await getStory(test.db, { actor: admin, code: story.code })).toMatchObject({
      displayUrl: `/api/media/${story.id}/poster?v=bbbb2222`,
      videoUrl: `/api/media/${story.id}/original?v=bbbb2222`,
      originalUrl: `/api/media/${story.id}/original?v=bbbb2222`,
      files: [
        { rendition: 'original', url: `/api/media/${story.id}/original?v=bbbb2222` },
        { rendition: 'poster', url: `/api/media/${story.id}/poster?v=bbbb2222` },
      ],
    });
  });

  it.each(['', 'nope', 'ZZZZZZ', "'; drop table story", '../x', 'x'.repeat(1_000_000), 'AB\0CD'])(
    'with the code %.20j is not found',
    async (code) => {
      await expect(getStory(test.db, { actor: admin, code })).rejects.toMatchObject({
        code: 'not_found',
        message: 'storyNotFound',
      });
    },
  );

  it('names who was told only where the reader has a role; elsewhere it counts', async () => {
    const anyGrant = fc.record({
      role: fc.constantFrom('admin', 'editor', 'viewer'),
      regionId: fc.constantFrom(france, japan, headquarters),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyGrant, { minLength: 1, maxLength: 3 }), async (grants) => {
        const detail = await getStory(test.db, { actor: personWith(...grants), code: story.code });
        expect(detail.coverage.map((each) => each.region.name)).toEqual(['Headquarters', 'Japan']);
        const text = JSON.stringify(detail);
        for (const { region, numbers, ...counts } of detail.coverage) {
          const granted = grants.some((grant) => grant.regionId === region.id);
          expect(numbers === null).toBe(!granted);
          expect(text.includes(`secret of ${region.id}`)).toBe(granted);
          expect(counts).toMatchObject({ told: 2, reached: 1, seen: 1, waiting: 1, failed: 0, skipped: 1 });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('shows an admin of everything every number, shortened', async () => {
    const { coverage } = await getStory(test.db, { actor: admin, code: story.code });
    const numbers = coverage.flatMap((each) => each.numbers ?? []);
    expect(numbers).toHaveLength(6);
    for (const each of numbers) expect(each.shortened).toMatch(/^\+1 ··· \d{4}$/);
  });
});
