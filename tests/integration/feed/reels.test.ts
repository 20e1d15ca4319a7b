import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, story } from '#db/schema.ts';
import type { UserActor } from '#lib/actor.ts';
import type { FeedFilter } from '#lib/feed/feed-filter.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { listReels } from '#lib/feed/queries/list-reels.ts';
import { markSeen } from '#lib/seen/commands/mark-seen.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  personWith,
  sampleAccount,
  sampleFile,
  samplePerson,
  sampleRegion,
  type SampleStory,
  sampleStory,
} from '#tests/support/sample-brand.ts';

const now = new Date('2026-11-25T12:00:00Z');
const at = (text: string) => new Date(`2026-11-${text}:00Z`);

let test: TestDatabase;
let ana: UserActor;
let brazil: string;
let japan: string;
const made = {} as Record<'old1' | 'old2' | 'dayBefore' | 'early' | 'film' | 'late' | 'tokyo', SampleStory>;

beforeAll(async () => {
  test = await testDatabase();
  [brazil, japan] = [
    await sampleRegion(test.db, { name: 'Brazil' }),
    await sampleRegion(test.db, { name: 'Japan' }),
  ];
  const [paulo, tokyo] = [await sampleAccount(test.db, brazil), await sampleAccount(test.db, japan)];
  await test.db.update(account).set({ username: 'kiln.br' }).where(eq(account.id, paulo));
  await test.db.update(account).set({ username: 'kiln.jp' }).where(eq(account.id, tokyo));
  const post = (accountId: string, regionId: string, day: string, kind?: 'video') =>
    sampleStory(test.db, { accountId, regionId, postedAt: at(day), ...(kind ? { kind } : {}) });
  // The region's clock is Madrid's: its 21st begins at 23:00 of the 20th.
  made.dayBefore = await post(paulo, brazil, '20T22:30');
  made.old1 = await post(paulo, brazil, '20T23:30');
  made.old2 = await post(paulo, brazil, '21T20:00');
  made.late = await post(paulo, brazil, '25T11:00');
  made.early = await post(paulo, brazil, '25T08:00');
  made.film = await post(paulo, brazil, '25T09:00', 'video');
  made.tokyo = await post(tokyo, japan, '25T10:00');
  ana = await samplePerson(test.db, 'Ana', { role: 'editor', regionId: japan });
});
afterAll(() => test.close());

const watch = async (name: keyof typeof made, filter: FeedFilter = {}, actor: UserActor = ana) => {
  const { reels } = await listReels(test.db, { actor, code: made[name].code, filter, now });
  return reels.map(({ stories }) =>
    stories.map(({ id }) => Object.entries(made).find(([, each]) => each.id === id)?.[0]),
  );
};
const brazilLive = ['early', 'film', 'late'];

describe('what is watched', () => {
  it('is what is live, by account, each account’s oldest first, whoever posted last first', async () => {
    expect(await watch('film')).toEqual([brazilLive, ['tokyo']]);
  });

  it('begins with accounts of which one has not seen all, and that is one’s own', async () => {
    const rui = await samplePerson(test.db, 'Rui');
    const storyIds = [made.early, made.film, made.late].map(({ id }) => id);
    await markSeen(test.db, { actor: rui, storyIds, seen: true });
    expect(await watch('film', {}, rui)).toEqual([['tokyo'], brazilLive]);
    expect(await watch('film')).toEqual([brazilLive, ['tokyo']]);
  });

  it('is what the filter leaves', async () => {
    expect(await watch('film', { kind: 'video' })).toEqual([['film']]);
    expect(await watch('tokyo', { kind: 'image' })).toEqual([['early', 'late'], ['tokyo']]);
    expect(await watch('tokyo', { region: japan })).toEqual([['tokyo']]);
  });

  it('has the account of the opened story, with all that is live of it, where the filter leaves the story out', async () => {
    expect(await watch('early', { kind: 'video' })).toEqual([brazilLive]);
    expect(await watch('early', { region: japan })).toEqual([brazilLive, ['tokyo']]);
  });

  it('is, for a story that is over, what its account posted on that day by its region’s clock, and nothing else', async () => {
    expect(await watch('old1')).toEqual([['old1', 'old2']]);
    expect(await watch('old2', { region: japan })).toEqual([['old1', 'old2']]);
    expect(await watch('dayBefore')).toEqual([['dayBefore']]);
  });

  it('is not there for a code that nothing has', async () => {
    await expect(listReels(test.db, { actor: ana, code: 'NOPE99', now })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('takes a code in either case', async () => {
    const { reels } = await listReels(test.db, { actor: ana, code: made.tokyo.code.toLowerCase(), now });
    expect(reels.flatMap(({ stories }) => stories).map(({ id }) => id)).toContain(made.tokyo.id);
  });
});

describe('a story that is watched', () => {
  it('has its files where the story’s page has them, and its caption', async () => {
    for (const rendition of ['original', 'poster', 'thumbnail'] as const)
      await sampleFile(test.db, made.film.id, rendition);
    await test.db.update(story).set({ caption: 'Bom dia' }).where(eq(story.id, made.film.id));
    const { reels } = await listReels(test.db, { actor: ana, code: made.film.code, now });
    const film = reels.flatMap(({ stories }) => stories).find(({ id }) => id === made.film.id)!;
    const page = await getStory(test.db, { actor: ana, code: made.film.code });
    for (const field of ['displayUrl', 'videoUrl', 'originalUrl', 'thumbnailUrl', 'caption'] as const)
      expect({ field, value: film[field] }).toEqual({ field, value: page[field] });
    expect([film.displayUrl, film.videoUrl]).toEqual([
      expect.stringContaining('/poster?'),
      expect.stringContaining('/original?'),
    ]);
  });

  it('may be reposted for the regions that one edits for', async () => {
    const regionsOf = async (actor: UserActor) =>
      (await listReels(test.db, { actor, code: made.tokyo.code, now })).repostRegions.map(({ id }) => id);
    expect(await regionsOf(ana)).toEqual([japan]);
    expect(await regionsOf(personWith({ role: 'viewer', regionId: japan }))).toEqual([]);
  });
});
