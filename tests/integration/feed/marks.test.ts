import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { flag, message, seen, story } from '#db/schema.ts';
import type { UserActor } from '#lib/actor.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { listFeed } from '#lib/feed/queries/list-feed.ts';
import { listTray } from '#lib/feed/queries/list-tray.ts';
import { newId } from '#lib/ids.ts';
import { liveChannel } from '#lib/live/notify.ts';
import { markSeen } from '#lib/seen/commands/mark-seen.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { eventually } from '#tests/support/eventually.ts';
import {
  samplePerson,
  sampleAccount,
  sampleAlert,
  sampleNumber,
  sampleRegion,
  sampleSender,
  type SampleStory,
  sampleStory,
} from '#tests/support/sample-brand.ts';

let test: TestDatabase;
let ana: UserActor;
let rui: UserActor;
let regionId: string;
let accountId: string;
let fresh: SampleStory;

beforeAll(async () => {
  test = await testDatabase();
  regionId = await sampleRegion(test.db, { name: 'Brazil' });
  accountId = await sampleAccount(test.db, regionId);
  [ana, rui] = [await samplePerson(test.db, 'Ana'), await samplePerson(test.db, 'Rui')];
});
afterAll(() => test.close());
beforeEach(async () => {
  fresh = await sampleStory(test.db, { accountId, regionId, postedAt: new Date() });
});

const card = async (actor: UserActor, { id }: SampleStory) =>
  (await listFeed(test.db, { actor })).stories.find((each) => each.id === id)!;
const unseen = async (actor: UserActor) => (await listTray(test.db, { actor }))[0]!.unseen;

describe('what one has seen', () => {
  it('is one’s own, counts in the tray, and can be taken back', async () => {
    const before = { ana: await unseen(ana), rui: await unseen(rui) };
    await markSeen(test.db, { actor: ana, storyIds: [fresh.id], seen: true });
    expect([(await card(ana, fresh)).seen, (await card(rui, fresh)).seen]).toEqual([true, false]);
    expect(await getStory(test.db, { actor: ana, code: fresh.code })).toMatchObject({ seen: true });
    expect([await unseen(ana), await unseen(rui)]).toEqual([before.ana - 1, before.rui]);
    await markSeen(test.db, { actor: ana, storyIds: [fresh.id], seen: false });
    expect((await card(ana, fresh)).seen).toBe(false);
    expect(await unseen(ana)).toBe(before.ana);
  });

  it('keeps the first time, however often it is told', async () => {
    const at = async () =>
      (await test.db.select().from(seen).where(eq(seen.storyId, fresh.id))).map((row) => row.at);
    await markSeen(test.db, { actor: ana, storyIds: [fresh.id, fresh.id], seen: true });
    const first = await at();
    expect(first).toHaveLength(1);
    await Promise.all(
      [1, 2, 3].map(() => markSeen(test.db, { actor: ana, storyIds: [fresh.id], seen: true })),
    );
    expect(await at()).toEqual(first);
  });

  it('passes over a story that is not there, and marks the others', async () => {
    await markSeen(test.db, { actor: ana, storyIds: [newId(), fresh.id], seen: true });
    expect((await card(ana, fresh)).seen).toBe(true);
  });

  it('is told to one’s own open pages', async () => {
    const heard: unknown[] = [];
    const stream = await test.sql.listen(liveChannel, (payload) => heard.push(JSON.parse(payload)));
    await markSeen(test.db, { actor: ana, storyIds: [fresh.id], seen: true });
    await eventually('the hint has come', () => heard.length > 0);
    expect(heard).toContainEqual({ topic: 'seen', id: ana.userId });
    await stream.unlisten();
  });

  it('does not count what is over', async () => {
    const before = await unseen(ana);
    await sampleStory(test.db, {
      accountId,
      regionId,
      postedAt: new Date(Date.now() - 25 * 60 * 60_000),
    });
    expect(await unseen(ana)).toBe(before);
  });
});

describe('a card says', () => {
  it('which kinds of flags on it are open, each once', async () => {
    const other = await sampleRegion(test.db, { name: 'Japan' });
    const common = { storyId: fresh.id, byUserId: ana.userId };
    await test.db.insert(flag).values([
      { ...common, regionId, kind: 'repost', state: 'open' },
      { ...common, regionId: other, kind: 'repost', state: 'taken' },
      { ...common, regionId, kind: 'problem', state: 'dismissed', dismissal: 'none' },
    ]);
    expect((await card(rui, fresh)).openFlags).toEqual(['repost']);
  });

  it('what it was made of, and how many were made of it', async () => {
    const made = await sampleStory(test.db, { accountId, regionId, postedAt: new Date() });
    await test.db.update(story).set({ sourceStoryId: fresh.id }).where(eq(story.id, made.id));
    expect(await card(ana, made)).toMatchObject({ source: { code: fresh.code, region: 'Brazil' }, made: 0 });
    expect(await card(ana, fresh)).toMatchObject({ source: null, made: 1 });
  });

  it('how many phones it was to be told to, and how many it reached, as its own page does', async () => {
    const senderId = await sampleSender(test.db);
    const told = async (fate: Parameters<typeof sampleAlert>[1]['fate']) => {
      const numberId = await sampleNumber(test.db, regionId, 'A phone');
      await sampleAlert(test.db, { storyId: fresh.id, numberId, senderId, fate });
      return numberId;
    };
    await told({ state: 'read' });
    await told({ state: 'delivered' });
    const answered = await told({ state: 'sent' });
    await test.db.update(message).set({ seenAt: new Date() }).where(eq(message.numberId, answered));
    await told({ state: 'failed' });
    await told({ skipped: 'number_muted' });
    expect((await card(ana, fresh)).reach).toEqual({ told: 4, reached: 3 });
    const [coverage] = (await getStory(test.db, { actor: ana, code: fresh.code })).coverage;
    expect(coverage).toMatchObject({ told: 4, reached: 3 });
  });
});
