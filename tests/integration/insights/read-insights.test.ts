import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, insight, region, story, token, webhookInbox } from '#db/schema.ts';
import { connectFromEnv } from '#lib/accounts/job/connect-from-env.ts';
import { newId } from '#lib/ids.ts';
import { listDueInsights } from '#lib/insights/queries.ts';
import { readInsights, scheduleInsights } from '#lib/insights/job.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { keyring } from '#lib/keyring.ts';
import { seal } from '#lib/seal.ts';
import { checkAccounts } from '#lib/stories/job.ts';
import { processInbox } from '#lib/webhooks/job.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { adminEverywhere } from '#tests/support/sample-brand.ts';
import { type Sandbox, startSandbox } from '#tests/support/sandbox.ts';

type Posted = { id: string };

let database: TestDatabase;
let sandbox: Sandbox;
const username = 'kilnbird.br';

beforeAll(async () => {
  [database, sandbox] = await Promise.all([testDatabase(), startSandbox()]);
  await connectFromEnv(context());
  const [home] = await database.db
    .insert(region)
    .values({ name: 'All', timeZone: 'UTC', language: 'en', markText: 'AL', markColor: '#0f766e' })
    .returning({ id: region.id });
  await database.db.update(account).set({ regionId: home!.id });
});
afterAll(async () => {
  await sandbox.close();
  await database.close();
});
beforeEach(async () => {
  await sandbox.remove('/_sandbox/faults');
  await database.db.update(account).set({ firstCheckedAt: new Date(0), notBefore: null });
  await database.db.update(story).set({ insightsDueAt: null });
  await database.db.update(token).set({ state: 'healthy', brokenReason: null });
});

const context = (changes: Parameters<typeof jobContext>[1] = {}) =>
  jobContext(database, { ...changes, env: sandbox.env });

/** Posts a story so many minutes ago, and takes it in. */
async function found(minutesAgo: number): Promise<typeof story.$inferSelect> {
  const postedAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const posted = await sandbox.post<Posted>('/_sandbox/stories', { account: username, posted_at: postedAt });
  const accounts = await database.db
    .select({ id: account.id })
    .from(account)
    .where(eq(account.username, username));
  await checkAccounts(context(), { accountIds: accounts.map(({ id }) => id) });
  const [row] = await database.db.select().from(story).where(eq(story.mediaId, posted.id));
  return row!;
}
const read = (...stories: { id: string }[]) =>
  readInsights(context(), { storyIds: stories.map(({ id }) => id) });
const now = async ({ id }: { id: string }) => {
  const [row] = await database.db
    .select({ dueAt: story.insightsDueAt, trouble: story.insightsTrouble })
    .from(story)
    .where(eq(story.id, id));
  return row!;
};
const pageOf = async ({ code }: { code: string }) =>
  (await getStory(database.db, { actor: adminEverywhere(), code })).insights;
const due = async () =>
  (await listDueInsights(database.db, { now: new Date(), limit: 99 })).map(({ id }) => id);
const disturb = ({ mediaId }: { mediaId: string }, fault: object) =>
  sandbox.post('/_sandbox/faults', { match: `/${mediaId}/insights`, fault });
const accountOf = async ({ accountId }: { accountId: string }) =>
  (await database.db.select().from(account).where(eq(account.id, accountId)))[0]!;
/** Puts a webhook into the inbox as if it had come, and works it through. */
async function told(igUserId: string, value: object): Promise<void> {
  const id = newId();
  const json = {
    object: 'instagram',
    entry: [{ id: igUserId, time: 1, changes: [{ field: 'story_insights', value }] }],
  };
  await database.db.insert(webhookInbox).values({
    id,
    source: 'instagram',
    bodyHash: id,
    sealed: seal(keyring(), `webhook_inbox:${id}`, JSON.stringify(json)),
  });
  await processInbox(context(), { inboxId: id });
  const [row] = await database.db.select().from(webhookInbox).where(eq(webhookInbox.id, id));
  expect(row!.processedAt).not.toBeNull();
}

describe('how a story does', () => {
  it('is asked from half an hour after posting, and stands on its page', async () => {
    const young = await found(5);
    const older = await found(45);
    expect(await due()).toEqual([older.id]);
    await read(young, older);
    expect(await pageOf(young)).toEqual({ figures: {}, at: null, final: false, trouble: null, goesOn: true });
    const shown = await pageOf(older);
    expect(shown).toMatchObject({ final: false, trouble: null, goesOn: true });
    for (const name of ['views', 'reach', 'replies', 'tap_forward', 'tap_exit'])
      expect(shown.figures[name]).toBeTypeOf('number');
    expect(shown.figures['views']).toBeGreaterThan(shown.figures['reach']!);
    expect((await now(older)).dueAt).toEqual(new Date(older.postedAt.getTime() + 2 * 60 * 60_000));
    expect(await due()).toEqual([]);
  });

  it('is asked once for what several workers want to know at once', async () => {
    const one = await found(45);
    await scheduleInsights(context());
    await scheduleInsights(context());
    const jobs = await database.sql`
      select from pgboss.job where name = 'stories.insights' and data->'storyIds' ? ${one.id} and state = 'created'`;
    expect(jobs).toHaveLength(1);
  });

  it('counts as final when it was asked in the last half hour', async () => {
    const old = await found(24 * 60 - 10);
    await read(old);
    expect(await pageOf(old)).toMatchObject({ final: true });
    expect((await now(old)).dueAt).toEqual(new Date(old.postedAt.getTime() + 1_435 * 60_000));
  });

  it('is not asked of a story that is over, nor through an account that is to rest or a token that is broken', async () => {
    const one = await found(45);
    await database.db.update(account).set({ notBefore: new Date(Date.now() + 60_000) });
    expect(await due()).toEqual([]);
    await database.db.update(account).set({ notBefore: null });
    await database.db.update(token).set({ state: 'broken', brokenReason: 'token_expired' });
    expect(await due()).toEqual([]);
    await database.db.update(token).set({ state: 'healthy', brokenReason: null });
    expect(await due()).toEqual([one.id]);
    await database.db.update(story).set({ expiresAt: new Date() }).where(eq(story.id, one.id));
    expect(await due()).toEqual([]);
    await scheduleInsights(context());
    expect((await now(one)).dueAt).toBeNull();
  });
});

describe('what Instagram does not tell', () => {
  it('while fewer than five have seen it is said in words, and asked again at the next time', async () => {
    const one = await found(45);
    await disturb(one, {
      refuse: { code: 10, message: '(#10) Not enough viewers for the media to show insights' },
    });
    await read(one);
    expect(await pageOf(one)).toMatchObject({ figures: {}, trouble: 'too_few', goesOn: true });
    await sandbox.remove('/_sandbox/faults');
    await database.db.update(story).set({ insightsDueAt: new Date() }).where(eq(story.id, one.id));
    await read(one);
    expect(await pageOf(one)).toMatchObject({ trouble: null });
  });

  it.each([
    ['a permission that is missing', { refuse: { code: 10 } }, 'permission', true],
    ['a story that is gone', { refuse: { code: 100, subcode: 33 } }, 'missing', false],
    ['a refusal that nobody knows', { refuse: { code: 424_242 } }, 'refused', true],
  ])('for %s is said in words, and costs no other story', async (_, fault, trouble, goesOn) => {
    const [one, other] = [await found(45), await found(46)];
    await disturb(one, fault);
    await read(one, other);
    expect(await pageOf(one)).toMatchObject({ figures: {}, trouble, goesOn });
    expect(await pageOf(other)).toMatchObject({ trouble: null });
    expect((await pageOf(other)).at).not.toBeNull();
  });

  it('for a fault of Meta’s is asked again in two minutes', async () => {
    const one = await found(45);
    await disturb(one, { refuse: { code: 2, status: 500 } });
    const before = Date.now();
    await read(one);
    const { dueAt, trouble } = await now(one);
    expect(trouble).toBeNull();
    expect(dueAt!.getTime()).toBeGreaterThanOrEqual(before + 120_000);
    expect(dueAt!.getTime()).toBeLessThanOrEqual(Date.now() + 120_000);
  });

  it('since there were too many calls lets the account rest, its checks included, and is asked then', async () => {
    const one = await found(45);
    await disturb(one, { refuse: { code: 80_002 } });
    await read(one);
    const { notBefore } = await accountOf(one);
    expect(notBefore!.getTime()).toBeGreaterThan(Date.now());
    expect((await now(one)).dueAt).toEqual(notBefore);
  });

  it('because the token is refused marks the token, and the story stays due', async () => {
    const one = await found(45);
    await disturb(one, { refuse: { code: 190, subcode: 463, status: 401 } });
    await read(one);
    expect(await database.db.select().from(token)).toMatchObject([
      { state: 'broken', brokenReason: 'token_expired' },
    ]);
    expect((await now(one)).dueAt).not.toBeNull();
  });
});

describe('the figures that come by themselves once a story is over', () => {
  it('stand beside those that were asked for, once, and end the asking', async () => {
    const one = await found(45);
    await read(one);
    const asked = (await pageOf(one)).figures;
    const { igUserId } = await accountOf(one);
    const value = { media_id: one.mediaId, reach: 4_321, exits: 12, taps_forward: 99, replies: -1 };
    await told(igUserId, value);
    await told(igUserId, value);
    expect(await pageOf(one)).toMatchObject({
      figures: {
        views: asked['views'],
        replies: asked['replies'],
        reach: 4_321,
        tap_exit: 12,
        tap_forward: 99,
      },
      final: true,
      goesOn: false,
    });
    const kept = await database.db.select().from(insight).where(eq(insight.storyId, one.id));
    expect(kept.map(({ source }) => source)).toEqual(['asked', 'told']);
  });

  it('of another account’s story, or of one that is not here, change nothing', async () => {
    const one = await found(45);
    const before = await database.db.$count(insight);
    await told('17840000000000001', { media_id: one.mediaId, reach: 1 });
    await told((await accountOf(one)).igUserId, { media_id: '999999999', reach: 1 });
    expect(await database.db.$count(insight)).toBe(before);
  });
});
