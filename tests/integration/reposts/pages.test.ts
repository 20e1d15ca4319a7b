import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { account, media, publishingCheck, repost, repostTarget, repostVersion, story } from '#db/schema.ts';
import type { Grant, UserActor } from '#lib/actor.ts';
import { newId } from '#lib/ids.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { addTarget } from '#lib/reposts/commands/add-target.ts';
import { moveTarget } from '#lib/reposts/commands/move-target.ts';
import { takeUnedited } from '#lib/reposts/commands/take-unedited.ts';
import { getLineage } from '#lib/reposts/queries/get-lineage.ts';
import { getRepost } from '#lib/reposts/queries/get-repost.ts';
import { listReposts } from '#lib/reposts/queries/list-reposts.ts';
import { listRepostsOf } from '#lib/reposts/queries/list-reposts-of.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { samplePerson, sampleAccount, sampleRegion, sampleStory } from '#tests/support/sample-brand.ts';
import { letAccountsPublish, sampleVersion } from '#tests/support/sample-repost.ts';

let database: TestDatabase;
let folder: string;
let brazil: string;
let portugal: string;
let kilns: string;
let lisbon: string;
let eva: UserActor;
let rui: UserActor;
let bia: UserActor;

const storage = () => mediaStorage({ STORYWIRE_DATA: folder });
const now = () => new Date();

const somebody = (name: string, ...grants: Grant[]) => samplePerson(database.db, name, ...grants);

/** A story of Brazil's with its file, and a repost of it for Portugal. */
async function begun(file?: Buffer) {
  const { db } = database;
  const source = await sampleStory(db, { accountId: kilns, regionId: brazil, postedAt: now() });
  if (file) {
    const storageKey = `stories/${source.id}/original.jpg`;
    const stored = await storage().putFile(storageKey, file);
    await db
      .insert(media)
      .values({ storyId: source.id, rendition: 'original', storageKey, mimeType: 'image/jpeg', ...stored });
  }
  const [made] = await db
    .insert(repost)
    .values({ storyId: source.id, regionId: portugal, byUserId: eva.userId })
    .returning({ id: repost.id });
  return { storyId: source.id, code: source.code, repostId: made!.id };
}

async function inReview() {
  const made = await begun();
  const versionId = await sampleVersion(database.db, { repostId: made.repostId, byUserId: eva.userId });
  const { repostId } = made;
  const { targetId } = await addTarget(database.db, {
    actor: eva,
    repostId,
    accountId: lisbon,
    versionId,
    publishAt: null,
  });
  await moveTarget(database.db, { actor: eva, targetId, now: now(), input: { step: 'submit' } });
  return { ...made, versionId, targetId };
}

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'storywire-pages-'));
  const { db } = database;
  brazil = await sampleRegion(db, { name: 'Brazil' });
  portugal = await sampleRegion(db, { name: 'Portugal' });
  kilns = await sampleAccount(db, brazil);
  lisbon = await sampleAccount(db, portugal);
  await letAccountsPublish(db);
  await db.update(account).set({ approvalRule: 'one' });
  eva = await somebody('Eva', { role: 'editor', regionId: portugal });
  rui = await somebody('Rui', { role: 'editor', regionId: portugal });
  bia = await somebody('Bia', { role: 'editor', regionId: brazil });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => database.db.delete(publishingCheck));

const flat = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2a9d8f' } });

describe('an unedited version', () => {
  const versionOf = async (versionId: string) => {
    const [row] = await database.db.select().from(repostVersion).where(eq(repostVersion.id, versionId));
    return { ...row!, file: (await storage().readFile(row!.storageKey))! };
  };

  test('is the archived file to the byte where Instagram takes it, and the next has the next number', async () => {
    const original = await flat(720, 1280).jpeg().toBuffer();
    const { repostId } = await begun(original);
    const first = await takeUnedited(database.db, storage(), { actor: eva, repostId });
    const second = await takeUnedited(database.db, storage(), { actor: rui, repostId });
    expect([first.number, second.number]).toEqual([1, 2]);
    const made = await versionOf(first.versionId);
    expect(made).toMatchObject({ design: null, width: 720, height: 1280, bytes: original.length });
    expect(made.file.equals(original)).toBe(true);
  });

  test('is a JPEG of what is none, upright and within the size of a story', async () => {
    const original = await flat(3000, 2000).png().toBuffer();
    const { repostId } = await begun(original);
    const { versionId } = await takeUnedited(database.db, storage(), { actor: eva, repostId });
    const { file, width, height } = await versionOf(versionId);
    expect(await sharp(file).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', width, height });
    expect([width, height]).toEqual([1080, 720]);
  });

  test('is not made of a cut file, of none, or by somebody of another region', async () => {
    const whole = await flat(1080, 1920).jpeg().toBuffer();
    const cut = await begun(whole.subarray(0, Math.floor(whole.length / 2)));
    const take = (repostId: string, actor = eva) => takeUnedited(database.db, storage(), { actor, repostId });
    await expect(take(cut.repostId)).rejects.toMatchObject({ message: 'repostFileUnreadable' });
    await expect(take((await begun()).repostId)).rejects.toMatchObject({ message: 'repostNoFile' });
    const { repostId } = await begun(whole);
    await expect(take(repostId, bia)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await database.db.$count(repostVersion, eq(repostVersion.repostId, repostId))).toBe(0);
  });
});

describe('the page of a repost', () => {
  const page = (actor: UserActor, repostId: string) =>
    getRepost(database.db, { actor, repostId, now: now() });

  test('shows each what they may do: its author cancels, another approves, other regions see nothing', async () => {
    const { repostId } = await inReview();
    const [byEva] = (await page(eva, repostId)).targets;
    const [byRui] = (await page(rui, repostId)).targets;
    expect(byEva!.steps).toEqual(['change', 'cancel']);
    expect(byRui!.steps).toEqual(['change', 'approve', 'send_back', 'cancel']);
    expect(byRui!).toMatchObject({ state: 'in_review', rule: 'one', approvers: ['Rui'] });
    expect(byRui!.reviews.map(({ word, by }) => [word, by])).toEqual([['asked', 'Eva']]);
    await expect(page(bia, repostId)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('says of each account what is left of its quota, and whether Meta reaches our file', async () => {
    const { repostId, targetId } = await inReview();
    const found = async () =>
      (await page(rui, repostId)).targets[0]!.findings.map(
        ({ key, blocks }) => `${key}${blocks ? ' blocks' : ''}`,
      );
    expect(await found()).toEqual(expect.arrayContaining(['quota_unknown', 'reach_unknown']));
    const just = sql`now()`;
    await database.db.insert(publishingCheck).values({
      accountId: lisbon,
      quotaUsed: 50,
      quotaTotal: 50,
      quotaAt: just,
      testId: newId(),
      testAskedAt: just,
      testFetchedAt: just,
      testEndedAt: just,
    });
    const full = await found();
    expect(full[0]).toBe('quota_used_up blocks');
    expect(full).toContain('reach_ok');
    const { versionId } = (await page(rui, repostId)).targets[0]!;
    await expect(
      moveTarget(database.db, {
        actor: rui,
        targetId,
        now: now(),
        input: { step: 'approve', versionId: versionId!, publishAt: null },
      }),
    ).rejects.toMatchObject({ code: 'conflict', message: 'targetBlocked' });
  });

  test('says of a story without a version whether there is none, or Meta gives no file so far', async () => {
    const { repostId, storyId } = await begun();
    await addTarget(database.db, {
      actor: eva,
      repostId,
      accountId: lisbon,
      versionId: null,
      publishAt: null,
    });
    const set = (over: Partial<typeof story.$inferInsert>) =>
      database.db.update(story).set(over).where(eq(story.id, storyId));
    const first = async () => (await page(eva, repostId)).targets[0]!.findings[0];
    expect(await first()).toMatchObject({ key: 'no_version', blocks: true });
    await set({ mediaState: 'pending', withheldSince: now() });
    expect(await first()).toMatchObject({ key: 'withheld', blocks: true, values: { region: 'Brazil' } });
    await set({ mediaState: 'archived' });
    expect(await first()).toMatchObject({ key: 'no_version' });
  });

  test('says of an account by whom and when the story was posted there before, once for each', async () => {
    const { repostId, storyId, targetId, versionId } = await inReview();
    const publishedAt = new Date('2026-05-04T12:00:00Z');
    const [earlier] = await database.db
      .insert(repost)
      .values({ storyId, regionId: portugal, byUserId: rui.userId })
      .returning({ id: repost.id });
    await database.db.insert(repostTarget).values({
      repostId: earlier!.id,
      accountId: lisbon,
      versionId,
      state: 'published',
      publishedAt,
    });
    const { targets } = await page(eva, repostId);
    const before = targets
      .find(({ id }) => id === targetId)!
      .findings.filter(({ key }) => key === 'posted_before');
    expect(before).toMatchObject([{ values: { who: 'Rui', at: publishedAt.toISOString() }, blocks: false }]);
  });

  test('says why a post stopped, by the words and by Meta’s numbers, and where one stands that is out', async () => {
    const { repostId, targetId } = await inReview();
    const set = (over: Partial<typeof repostTarget.$inferInsert>) =>
      database.db.update(repostTarget).set(over).where(eq(repostTarget.id, targetId));
    await set({ state: 'failed', failure: 'suspected_spam', errorCode: '4/2207051' });
    const [failed] = (await page(eva, repostId)).targets;
    expect(failed).toMatchObject({ failure: 'suspected_spam', errorCode: '4/2207051' });
    expect(failed!.steps).toEqual(['change', 'cancel', 'post_now']);
    await set({ state: 'unconfirmed', failure: 'story_seen', errorCode: null });
    expect((await page(eva, repostId)).targets[0]!.steps).toEqual(['is_there', 'is_not_there']);
    const posted = await sampleStory(database.db, { accountId: lisbon, regionId: portugal, postedAt: now() });
    const [row] = await database.db.select().from(story).where(eq(story.id, posted.id));
    await set({
      state: 'published',
      failure: null,
      mediaId: row!.mediaId,
      permalink: 'https://example.org/p',
    });
    expect((await page(eva, repostId)).targets[0]).toMatchObject({
      state: 'published',
      permalink: 'https://example.org/p',
      storyCode: posted.code,
      findings: [],
    });
  });
});

describe('the list of reposts', () => {
  const list = (actor: UserActor) => listReposts(database.db, { actor });

  test('shows what waits for the reader first, however many have moved since', async () => {
    const { repostId } = await inReview();
    const { storyId } = await begun();
    await database.db
      .insert(repost)
      .values(Array.from({ length: 205 }, () => ({ storyId, regionId: portugal, byUserId: eva.userId })));
    await database.db
      .update(repost)
      .set({ updatedAt: sql`now() - interval '3 days'` })
      .where(eq(repost.id, repostId));
    await database.db
      .update(repostTarget)
      .set({ updatedAt: sql`now() - interval '3 days'` })
      .where(eq(repostTarget.repostId, repostId));
    const shown = await list(rui);
    expect(shown).toHaveLength(200);
    expect(shown.findIndex(({ id }) => id === repostId)).toBeLessThan(shown.findIndex(({ mine }) => !mine));
    expect(shown.find(({ id }) => id === repostId)).toMatchObject({
      mine: true,
      region: 'Portugal',
      source: { region: 'Brazil' },
      targets: [{ state: 'in_review' }],
    });
    // Who asked does not approve it, and it is older than the others.
    expect((await list(eva)).map(({ id }) => id)).not.toContain(repostId);
  });

  test('is empty for somebody of another region', async () => {
    await inReview();
    expect(await list(bia)).toEqual([]);
  });
});

test('the team whose story it is hears of every repost of it, and opens none', async () => {
  const { storyId, repostId } = await inReview();
  const seenBy = async (actor: UserActor) =>
    (await listRepostsOf(database.db, { actor, storyId })).reposts.map(({ region, id }) => ({ region, id }));
  expect(await seenBy(bia)).toEqual([{ region: 'Portugal', id: null }]);
  expect(await seenBy(eva)).toEqual([{ region: 'Portugal', id: repostId }]);
  const elsewhere = await somebody('Ugo', { role: 'editor', regionId: await sampleRegion(database.db) });
  expect(await seenBy(elsewhere)).toEqual([]);
});

test('a lineage is the same from wherever in it one looks', async () => {
  const { db } = database;
  const posted = async (accountId: string, regionId: string, sourceStoryId: string | null) => {
    const made = await sampleStory(db, { accountId, regionId, postedAt: now() });
    await db.update(story).set({ sourceStoryId }).where(eq(story.id, made.id));
    return made;
  };
  const first = await posted(kilns, brazil, null);
  const second = await posted(lisbon, portugal, first.id);
  const third = await posted(kilns, brazil, second.id);
  const alone = await posted(kilns, brazil, null);
  const seen = (storyId: string) => getLineage(db, { actor: bia, storyId });
  const tree = await seen(third.id);
  expect(tree).toMatchObject({
    code: first.code,
    region: 'Brazil',
    made: [{ code: second.code, region: 'Portugal', made: [{ code: third.code, made: [] }] }],
  });
  expect(await seen(first.id)).toEqual(tree);
  expect(await seen(second.id)).toEqual(tree);
  expect(await seen(alone.id)).toBeNull();
});
