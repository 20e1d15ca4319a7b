import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Connection } from '#db/client.ts';
import {
  account,
  alarm,
  flag,
  message,
  number,
  repost,
  repostTarget,
  route,
  story,
  storyRelease,
} from '#db/schema.ts';
import { systemActor, type UserActor } from '#lib/actor.ts';
import { env } from '#lib/env.ts';
import { selectNumbersToTell } from '#lib/alerts/queries/numbers-to-tell.ts';
import { routeStory } from '#lib/alerts/route-story.ts';
import { newId } from '#lib/ids.ts';
import type { StoryDraft } from '#lib/instagram/story-draft.ts';
import { liveChannel } from '#lib/live/notify.ts';
import { readAbout } from '#lib/messages/notice-about.ts';
import { textsIn } from '#lib/messages/templates/languages.ts';
import { claimPost } from '#lib/reposts/commands/claim-post.ts';
import { moveTarget } from '#lib/reposts/commands/move-target.ts';
import { recordAsking, recordStep } from '#lib/reposts/commands/record-step.ts';
import { releasePost, settleDoubt, stopPost } from '#lib/reposts/commands/release-post.ts';
import { checkPublishing } from '#lib/reposts/job/check-publishing.ts';
import { publishPost, resumePosts } from '#lib/reposts/job.ts';
import { publishingFindings } from '#lib/reposts/publishing-findings.ts';
import { findPublishingFacts } from '#lib/reposts/queries/publishing-facts.ts';
import { releaseStory } from '#lib/rights/commands/release-story.ts';
import { ingestStories } from '#lib/stories/commands.ts';
import { checkAccounts } from '#lib/stories/job.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { eventually } from '#tests/support/eventually.ts';
import { type RepostScene, startRepostScene, storyByMedia } from '#tests/support/repost-scene.ts';
import { samplePerson, personWith, sampleNumber, sampleSender } from '#tests/support/sample-brand.ts';
import { type Sandbox, startSandbox } from '#tests/support/sandbox.ts';

let database: TestDatabase;
/** Of the owner, who sees what others wait for. */
let owning: Connection;
let sandbox: Sandbox;
let scene: RepostScene;

beforeAll(async () => {
  [database, sandbox] = await Promise.all([testDatabase(), startSandbox()]);
  owning = connect(database.url, { role: null, max: 1 });
  scene = await startRepostScene(database, sandbox, env());
});
afterAll(async () => {
  await scene.close();
  await owning.close();
  await sandbox.close();
  await database.close();
});
beforeEach(async () => {
  await sandbox.remove('/_sandbox/faults');
  await sandbox.put('/_sandbox/publishing', { quota_total: 1000, processing_ms: 0, container_error: null });
  await database.db.update(account).set({ notBefore: null });
});

const work = (targetId: string) => publishPost(scene.context(), { targetId });
const fault = (match: string, what: object, times = 1) =>
  sandbox.post('/_sandbox/faults', { match, times, fault: what });

/** Whether somebody waits for a lock in this database. */
async function waiting(): Promise<boolean> {
  const rows = await owning.sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return rows.length > 0;
}

const foundStory = (known: Pick<StoryDraft, 'mediaId' | 'igUserId'>): StoryDraft => ({
  kind: 'image',
  postedAt: new Date(),
  mediaUrl: 'https://scontent.cdninstagram.com/a.jpg',
  thumbnailUrl: null,
  permalink: null,
  caption: null,
  username: 'brand',
  ...known,
});

/** Lets a post go on until nothing is due any more, with the waits passed. */
async function settle(targetId: string, seconds = 11): Promise<typeof repostTarget.$inferSelect> {
  for (let round = 0; round < 40; round += 1) {
    await work(targetId);
    const row = await scene.target(targetId);
    if (row.dueAt === null) return row;
    await scene.pass(targetId, seconds);
  }
  throw new Error('The post did not come to rest.');
}

describe('a post', () => {
  it('goes through every step, each stored before the next, and is linked to its source', async () => {
    const targetId = await scene.addTarget();
    const row = await settle(targetId);
    expect(row).toMatchObject({ state: 'published', step: 'posted', errorCode: null, failure: null });
    const [fact, more] = await scene.published(targetId);
    expect(more).toBeUndefined();
    expect(row.mediaId).toBe(fact!.story);
    expect(row.permalink).toMatch(/^http/);
    expect((await scene.events(targetId)).map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'begun released',
      'container_asked begun',
      'container_made ok',
      'container_ready ok',
      'publish_asked begun',
      'posted ok',
      'posted linked',
    ]);
    await checkAccounts(scene.context(), { accountIds: [row.accountId] });
    expect(await storyByMedia(database.db, row.mediaId!)).toMatchObject([
      { sourceStoryId: scene.sourceStoryId },
    ]);
  });

  it('is no news to the team that made it, and is to others', async () => {
    const [team, other] = scene.accounts;
    const third = scene.accounts[2]!;
    const targetId = await scene.addTarget({ accountId: other!.id });
    const { mediaId } = await settle(targetId);
    await checkAccounts(scene.context(), { accountIds: [other!.id] });
    const [found] = await storyByMedia(database.db, mediaId!);
    const makers = await sampleNumber(database.db, team!.regionId, 'Makers');
    const others = await sampleNumber(database.db, third.regionId, 'Others');
    const told = await selectNumbersToTell(database.db, { regionId: other!.regionId, storyId: found!.id });
    const ids = told.map(({ id }) => id);
    expect(ids).toContain(others);
    expect(ids).not.toContain(makers);
  });

  it('whose story a check found before we knew its id is linked all the same', async () => {
    const targetId = await scene.addTarget();
    await fault('publish', { lose_answer: true });
    await work(targetId);
    await scene.pass(targetId, 5);
    await work(targetId);
    const { accountId } = await scene.target(targetId);
    await checkAccounts(scene.context(), { accountIds: [accountId] });
    const row = await settle(targetId);
    expect(row.state).toBe('published');
    expect(await storyByMedia(database.db, row.mediaId!)).toMatchObject([
      { sourceStoryId: scene.sourceStoryId },
    ]);
  });
});

describe('an unknown outcome', () => {
  it.each([
    ['an answer lost after it was accepted', { lose_answer: true }],
    ['an answer cut in the middle', { cut_body: true }],
    ['a 200 without an id', { without_id: true }],
    ['a 502 after it was accepted', { status: 502, accept: true, body: 'Bad Gateway' }],
  ])('is looked up and not repeated: %s', async (_name, what) => {
    const targetId = await scene.addTarget();
    await fault('publish', what);
    const row = await settle(targetId);
    expect(row.state).toBe('published');
    const facts = await scene.published(targetId);
    expect(facts.map(({ story }) => story)).toEqual([row.mediaId]);
    expect((await scene.events(targetId)).map(({ outcome }) => outcome)).toContain('found');
  });

  it.each([
    ['a 502 before it was accepted', { status: 502, body: 'Bad Gateway' }],
    ['code 2', { refuse: { code: 2, status: 500 } }],
    ['an unknown number with a 500', { refuse: { code: 987_654, status: 500 } }],
  ])('is repeated once nothing has come of it in a quiet window: %s', async (_name, what) => {
    const targetId = await scene.addTarget();
    await fault('publish', what);
    await work(targetId);
    await scene.pass(targetId, 5);
    await work(targetId);
    await scene.pass(targetId, 100);
    await work(targetId);
    expect(await scene.target(targetId)).toMatchObject({ state: 'publishing', step: 'publish_asked' });
    expect(await scene.published(targetId)).toEqual([]);
    const row = await settle(targetId, 31);
    expect(row.state).toBe('published');
    expect(await scene.published(targetId)).toHaveLength(1);
    expect((await scene.events(targetId)).map(({ outcome }) => outcome)).toContain('absent');
  });

  it('that nobody can look up becomes unconfirmed after ten minutes, and a person settles it', async () => {
    const targetId = await scene.addTarget();
    await fault('publish', { lose_answer: true });
    await work(targetId);
    await scene.pass(targetId, 5);
    await work(targetId);
    await fault('stories', { refuse: { code: 2, status: 500 } }, 100);
    await fault('batch', { refuse: { code: 2, status: 500 } }, 100);
    const { containerId } = await scene.target(targetId);
    await fault(`/${containerId}`, { refuse: { code: 2, status: 500 } }, 100);
    expect(await settle(targetId, 200)).toMatchObject({ state: 'unconfirmed', failure: 'not_looked_up' });
    expect(await scene.published(targetId)).toHaveLength(1);
    await sandbox.remove('/_sandbox/faults');
    expect(await settleDoubt(database.db, { targetId, posted: true })).toBe(true);
    expect(await settleDoubt(database.db, { targetId, posted: true })).toBe(false);
    expect((await settle(targetId)).state).toBe('published');
    expect(await scene.published(targetId)).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it.each([
    ['suspected spam, which is no rate limit', { code: 4, subcode: 2_207_051 }, 'failed', 'suspected_spam'],
    ['a restricted account', { code: 25, subcode: 2_207_050 }, 'failed', 'account_restricted'],
    ['an unknown number', { code: 987_654 }, 'failed', 'refused'],
  ])('that a person has to see to ends the post: %s', async (_name, refuse, state, failure) => {
    const targetId = await scene.addTarget();
    await fault('publish', { refuse });
    expect(await settle(targetId)).toMatchObject({ state, failure });
    expect(await scene.published(targetId)).toEqual([]);
  });

  it('because the quota is used up waits, and asks once its time has passed', async () => {
    await sandbox.put('/_sandbox/publishing', { quota_total: 0 });
    const targetId = await scene.addTarget();
    await work(targetId);
    await scene.pass(targetId, 5);
    await work(targetId);
    expect(await scene.target(targetId)).toMatchObject({
      state: 'publishing',
      step: 'container_ready',
      errorCode: '9/2207042',
      failure: 'publishing_quota',
    });
  });

  it('before the container is ready polls on', async () => {
    const targetId = await scene.addTarget();
    await fault('publish', { refuse: { code: 9007, subcode: 2_207_027 } });
    expect((await settle(targetId)).state).toBe('published');
    expect(await scene.published(targetId)).toHaveLength(1);
  });

  it('of a file by the container gets another container, three times at most', async () => {
    await sandbox.put('/_sandbox/publishing', { container_error: 2_207_085 });
    const targetId = await scene.addTarget();
    const row = await settle(targetId);
    expect(row).toMatchObject({
      state: 'failed',
      failure: 'upload_failed',
      errorCode: '2207085',
      containers: 3,
    });
  });

  it('of one account leaves the posts to others alone', async () => {
    const [first, second] = scene.accounts;
    await fault(`/${first!.igUserId}/media_publish`, { refuse: { code: 190, subcode: 460 } });
    const held = await scene.addTarget({ accountId: first!.id });
    const free = await scene.addTarget({ accountId: second!.id });
    await Promise.all([work(held), work(free)]);
    await Promise.all([scene.pass(held, 5), scene.pass(free, 5)]);
    await Promise.all([work(held), work(free)]);
    expect(await scene.target(held)).toMatchObject({ state: 'publishing', failure: 'token' });
    expect((await scene.target(free)).state).toBe('published');
  });

  it('to make progress within five minutes is a clear failure', async () => {
    await sandbox.put('/_sandbox/publishing', { processing_ms: 3_600_000 });
    const targetId = await scene.addTarget();
    expect(await settle(targetId, 61)).toMatchObject({ state: 'failed', failure: 'container_slow' });
  });
});

describe('time', () => {
  it('is kept to: the container is made before it, and nothing is published early', async () => {
    const targetId = await scene.addTarget({ publishAt: new Date(Date.now() + 60_000) });
    await work(targetId);
    await scene.pass(targetId, 4);
    await work(targetId);
    expect(await scene.target(targetId)).toMatchObject({ step: 'container_ready', state: 'publishing' });
    expect(await scene.published(targetId)).toEqual([]);
    await scene.pass(targetId, 61);
    await work(targetId);
    // The database's clock decides, not when somebody looks.
    expect(await scene.published(targetId)).toEqual([]);
    await database.db
      .update(repostTarget)
      .set({ publishAt: new Date() })
      .where(eq(repostTarget.id, targetId));
    expect((await settle(targetId, 120)).state).toBe('published');
  });

  it('that has passed asks a person instead of posting late, who may let it go all the same', async () => {
    const targetId = await scene.addTarget({ publishAt: new Date(Date.now() + 60 * 60_000) });
    await database.sql`update repost_target set publish_at = now() - interval '16 minutes' where id = ${targetId}`;
    await database.sql`update publish_event set at = now() - interval '2 hours' where target_id = ${targetId}`;
    await scene.pass(targetId, 7_200);
    expect(await settle(targetId)).toMatchObject({ state: 'overdue', failure: 'late' });
    expect(await scene.published(targetId)).toEqual([]);
    expect(await releasePost(database.db, { targetId })).toBe(true);
    expect((await settle(targetId)).state).toBe('published');
  });
});

describe('what the team says of its story', () => {
  it('holds to the last moment: what was approved before is not posted any more', async () => {
    const { db } = database;
    const targetId = await scene.addTarget();
    await work(targetId);
    await scene.pass(targetId, 5);
    const sourceId = scene.accounts.at(-1)!.id;
    await db.update(account).set({ rights: 'not_reused' }).where(eq(account.id, sourceId));
    const row = await settle(targetId);
    await db.update(account).set({ rights: 'free' }).where(eq(account.id, sourceId));
    expect(row).toMatchObject({ state: 'failed', failure: 'rights' });
    expect(await scene.published(targetId)).toEqual([]);
  });
});

describe('a story that its team has deleted early', () => {
  const deletedAt = (at: Date | null) =>
    database.db.update(story).set({ deletedAt: at }).where(eq(story.id, scene.sourceStoryId));

  it('is not posted while it is held, and goes on by itself once it is released', async () => {
    const targetId = await scene.addTarget();
    await deletedAt(new Date());
    await work(targetId);
    const held = await scene.target(targetId);
    expect(held).toMatchObject({ state: 'publishing', failure: 'source_deleted', containers: 0 });
    expect(held.dueAt!.getTime()).toBeGreaterThan(Date.now());
    const [source] = await database.db.select().from(story).where(eq(story.id, scene.sourceStoryId));
    const editor = await samplePerson(database.db, 'Bia', { role: 'editor', regionId: source!.regionId });
    await releaseStory(database.db, { actor: editor, storyId: scene.sourceStoryId });
    const row = await settle(targetId, 61);
    expect(row).toMatchObject({ state: 'published', failure: null });
    expect(await scene.published(targetId)).toHaveLength(1);
    await database.db.delete(storyRelease);
    await deletedAt(null);
  });

  it('is held to the last moment, and after a quarter of an hour a person is asked', async () => {
    const targetId = await scene.addTarget();
    await work(targetId);
    await scene.pass(targetId, 5);
    await deletedAt(new Date());
    await work(targetId);
    expect(await scene.target(targetId)).toMatchObject({
      step: 'container_ready',
      failure: 'source_deleted',
    });
    await database.sql`update publish_event set at = at - interval '16 minutes' where target_id = ${targetId}`;
    const row = await settle(targetId, 1_000);
    await deletedAt(null);
    expect(row).toMatchObject({ state: 'overdue', failure: 'source_deleted' });
    expect(await scene.published(targetId)).toEqual([]);
  });
});

describe('stopping', () => {
  it('works until Meta is asked, and fences the worker that is at it', async () => {
    const targetId = await scene.addTarget();
    await work(targetId);
    await scene.pass(targetId, 4);
    await scene.pass(targetId, 61);
    const post = await claimPost(database.db, { targetId });
    expect(await stopPost(database.db, { targetId })).toBe(true);
    expect(await recordAsking(database.db, post!)).toBe('lost');
    expect(await settle(targetId)).toMatchObject({ state: 'cancelled' });
    expect(await scene.published(targetId)).toEqual([]);
  });

  it('comes too late once Meta has been asked', async () => {
    const targetId = await scene.addTarget();
    await fault('publish', { lose_answer: true });
    await work(targetId);
    await scene.pass(targetId, 5);
    await work(targetId);
    expect(await stopPost(database.db, { targetId })).toBe(false);
    expect((await settle(targetId)).state).toBe('published');
  });
});

describe('who hears of a post', () => {
  const { db, sql } = { db: () => database.db, sql: () => database.sql };
  const alarmOf = (targetId: string) =>
    db()
      .select()
      .from(alarm)
      .where(and(eq(alarm.kind, 'post_stopped'), eq(alarm.thing, targetId)));
  const toldOf = async (alarmId: string) =>
    (
      await db()
        .select({ label: number.label, body: message.body })
        .from(message)
        .innerJoin(number, eq(number.id, message.numberId))
        .where(eq(message.alarmId, alarmId))
    ).map(({ label, body }) => `${label}: ${readAbout('alarm', body).what}`);
  let ana: UserActor;

  beforeAll(async () => {
    await sampleSender(db());
    ana = await samplePerson(db(), 'Ana', { role: 'editor', regionId: scene.teamId });
    const phone = await sampleNumber(db(), scene.teamId, 'Ana');
    await sampleNumber(db(), scene.teamId, 'A colleague');
    await db().update(number).set({ userId: ana.userId, language: 'de' }).where(eq(number.id, phone));
  });

  /** A flag *repost* of the team, from which the post came. */
  async function flagged(targetId: string): Promise<string> {
    const [made] = await db()
      .insert(flag)
      .values({
        storyId: scene.sourceStoryId,
        regionId: scene.teamId,
        kind: 'repost',
        state: 'reposting',
        ownerUserId: ana.userId,
        byUserId: ana.userId,
      })
      .returning({ id: flag.id });
    const { repostId } = await scene.target(targetId);
    await db().update(repost).set({ flagId: made!.id }).where(eq(repost.id, repostId));
    return made!.id;
  }
  const flagState = async (flagId: string) => {
    const [row] = await db().select({ state: flag.state }).from(flag).where(eq(flag.id, flagId));
    return row!.state;
  };

  it('is whoever looks at the board or the page: the flag is done once it is live', async () => {
    const targetId = await scene.addTarget();
    const flagId = await flagged(targetId);
    const hints: string[] = [];
    const listening = await sql().listen(liveChannel, (hint) => hints.push(hint));
    expect((await settle(targetId)).state).toBe('published');
    await eventually('the page and the board were told', () => {
      const topics = hints.map((hint) => (JSON.parse(hint) as { topic: string }).topic);
      return topics.includes('repost') && topics.includes('flag');
    });
    await listening.unlisten();
    expect(await flagState(flagId)).toBe('done');
    expect(await alarmOf(targetId)).toEqual([]);
  });

  it('is the editors of the team when it failed, in their language, until one of them leaves it', async () => {
    const targetId = await scene.addTarget();
    const flagId = await flagged(targetId);
    await fault('publish', { refuse: { code: 4, subcode: 2_207_051 } });
    expect((await settle(targetId)).state).toBe('failed');
    const [raised] = await alarmOf(targetId);
    expect(raised).toMatchObject({ regionId: scene.teamId, endedAt: null });
    expect(await toldOf(raised!.id)).toEqual([`Ana: ${textsIn('de').stopped.failed}`]);
    expect(await flagState(flagId)).toBe('reposting');
    await moveTarget(db(), { actor: ana, targetId, now: new Date(), input: { step: 'cancel' } });
    const [ended] = await alarmOf(targetId);
    expect(ended!.endedAt).not.toBeNull();
    expect(await flagState(flagId)).toBe('taken');
  });

  it('is they as well when a quota outlasts its time, which is not posted late, and says why', async () => {
    await sandbox.put('/_sandbox/publishing', { quota_total: 0 });
    const targetId = await scene.addTarget();
    await work(targetId);
    await scene.pass(targetId, 5);
    await work(targetId);
    const waiting = await scene.target(targetId);
    expect(waiting).toMatchObject({ state: 'publishing', failure: 'publishing_quota' });
    await sql()`update publish_event set at = at - interval '16 minutes' where target_id = ${targetId}`;
    expect(await settle(targetId, 1_000)).toMatchObject({
      state: 'overdue',
      failure: 'publishing_quota',
      errorCode: '9/2207042',
    });
    const [raised] = await alarmOf(targetId);
    expect(await toldOf(raised!.id)).toEqual([`Ana: ${textsIn('de').stopped.overdue}`]);
    expect(await scene.published(targetId)).toEqual([]);
  });

  it('is they when nobody could look it up, and what one of them saw on the account settles it', async () => {
    const doubtful = async () => {
      const targetId = await scene.addTarget();
      await db()
        .update(repostTarget)
        .set({ state: 'publishing', step: 'publish_asked' })
        .where(eq(repostTarget.id, targetId));
      await sql()`update repost_target set publish_asked_at = now() - interval '11 minutes' where id = ${targetId}`;
      expect(await settle(targetId)).toMatchObject({ state: 'unconfirmed' });
      return targetId;
    };
    const [there, absent] = [await doubtful(), await doubtful()];
    const say = (targetId: string, step: 'is_there' | 'is_not_there' | 'post_now') =>
      moveTarget(db(), { actor: ana, targetId, now: new Date(), input: { step } });
    expect(await alarmOf(there)).toMatchObject([{ endedAt: null }]);
    await say(there, 'is_there');
    expect(await settle(there)).toMatchObject({ state: 'published', failure: null });
    await say(absent, 'is_not_there');
    expect(await scene.target(absent)).toMatchObject({ state: 'failed', failure: 'not_there' });
    for (const targetId of [there, absent]) expect((await alarmOf(targetId))[0]!.endedAt).not.toBeNull();
    await expect(say(absent, 'is_there')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is the team whose story it was made of, even where the matrix says that it hears nothing', async () => {
    const target = scene.accounts[1]!;
    const source = scene.accounts.at(-1)!;
    const targetId = await scene.addTarget({ accountId: target.id });
    const { mediaId } = await settle(targetId);
    await checkAccounts(scene.context(), { accountIds: [target.id] });
    const [made] = await storyByMedia(database.db, mediaId!);
    const theirs = await sampleNumber(db(), source.regionId, 'Source');
    const [pair] = [{ sourceRegionId: target.regionId, targetRegionId: source.regionId }];
    await db()
      .insert(route)
      .values({ ...pair, delivery: 'off' });
    const routing = async (storyId?: string) => {
      const rows = await selectNumbersToTell(db(), {
        regionId: target.regionId,
        ...(storyId === undefined ? {} : { storyId }),
      });
      const row = rows.find(({ id }) => id === theirs)!;
      const about = {
        regionId: target.regionId,
        regionArchived: false,
        deletedAt: null,
        expiresAt: made!.expiresAt,
      };
      return routeStory(about, row, new Date());
    };
    expect(await routing()).toEqual({ skip: 'route_off' });
    expect(await routing(made!.id)).toEqual({ deliver: 'instant' });
  });
});

describe('taking back what was let go', () => {
  it('leaves nothing of it behind: another time, and the container of before is forgotten', async () => {
    const targetId = await scene.addTarget({ publishAt: new Date(Date.now() + 60_000) });
    await work(targetId);
    await scene.pass(targetId, 5);
    await work(targetId);
    expect(await scene.target(targetId)).toMatchObject({ step: 'container_ready', containers: 1 });
    await database.db.update(repostTarget).set({ state: 'scheduled' }).where(eq(repostTarget.id, targetId));
    const { versionId, accountId } = await scene.target(targetId);
    const editor = personWith({ role: 'editor', regionId: null });
    const publishAt = new Date(Date.now() + 120_000);
    const change = { step: 'change', versionId, publishAt } as const;
    await database.db.update(account).set({ approvalRule: 'none' }).where(eq(account.id, accountId));
    await moveTarget(database.db, { actor: editor, targetId, now: new Date(), input: change });
    expect(await scene.target(targetId)).toMatchObject({
      state: 'scheduled',
      step: 'begun',
      publishAt,
      containerId: null,
      containers: 0,
      publishAskedAt: null,
    });
    await work(targetId);
    expect(await scene.published(targetId)).toEqual([]);
  });
});

describe('two workers', () => {
  it('never hold the same post, and the stale one stores nothing', async () => {
    const targetId = await scene.addTarget();
    const first = await claimPost(database.db, { targetId });
    expect(await claimPost(database.db, { targetId })).toBeUndefined();
    await scene.pass(targetId, 61);
    const second = await claimPost(database.db, { targetId });
    expect(second!.epoch).toBeGreaterThan(first!.epoch);
    const late = await recordStep(
      database.db,
      first!,
      { state: 'failed' },
      { step: 'begun', outcome: 'late' },
    );
    expect(late).toBe(false);
    expect((await scene.target(targetId)).state).toBe('publishing');
    await scene.pass(targetId, 61);
    await Promise.all([work(targetId), work(targetId), work(targetId)]);
    expect((await settle(targetId)).state).toBe('published');
    expect(await scene.published(targetId)).toHaveLength(1);
  });

  it('link a story that one finds in the very moment in which the other hears that it is ours', async () => {
    const targetId = await scene.addTarget();
    const post = await claimPost(database.db, { targetId });
    const mediaId = `1799${newId().replaceAll(/\D/g, '')}`;
    const recorded = await database.db.transaction(async (tx) => {
      await ingestStories(tx, {
        actor: systemActor('test'),
        accountId: post!.accountId,
        drafts: [foundStory({ mediaId, igUserId: post!.igUserId })],
        now: new Date(),
        first: false,
      });
      let done = false;
      const recording = recordStep(
        database.db,
        post!,
        { step: 'posted', state: 'published', mediaId },
        { step: 'posted', outcome: 'ok' },
      ).finally(() => (done = true));
      await eventually('it is stored, or waits for the check', async () => done || (await waiting()));
      return { recording };
    });
    expect(await recorded.recording).toBe(true);
    expect(await storyByMedia(database.db, mediaId)).toMatchObject([{ sourceStoryId: scene.sourceStoryId }]);
  });

  it('publish to one account one after the other while a fate is open', async () => {
    const [a, b] = [await scene.addTarget(), await scene.addTarget()];
    await fault('publish', { lose_answer: true });
    for (const id of [a, b]) await work(id);
    for (const id of [a, b]) await scene.pass(id, 5);
    for (const id of [a, b]) await work(id);
    expect((await scene.events(b)).map(({ outcome }) => outcome)).toContain('account_busy');
    for (const id of [a, b]) expect((await settle(id)).state).toBe('published');
    for (const id of [a, b]) {
      const facts = await scene.published(id);
      expect(facts.map(({ story }) => story)).toEqual([(await scene.target(id)).mediaId]);
    }
  });

  it('are found work by the sweeper when one of them is gone', async () => {
    const targetId = await scene.addTarget();
    await claimPost(database.db, { targetId });
    await scene.pass(targetId, 59);
    const before = await resumePosts(scene.context());
    await scene.pass(targetId, 2);
    expect(await resumePosts(scene.context())).toBe(before + 1);
    expect((await settle(targetId)).state).toBe('published');
  });
});

describe('checking before anything leaves', () => {
  it('reads the quota live, and finds that Meta gets our file without publishing it', async () => {
    const { id: accountId } = scene.accounts[3]!;
    const facts = async () => (await sandbox.get<{ facts: unknown[] }>('/_sandbox/acceptance')).facts.length;
    const before = await facts();
    await checkPublishing(scene.context(), { accountId });
    const found = await findPublishingFacts(database.db, { accountId });
    expect(found).toMatchObject({ quotaUsed: 0, quotaTotal: 1000, testFailure: null, failure: null });
    expect(scene.fetched().at(-1)).toMatch(/^\/api\/reposts\/public\/t\./);
    // This host is not our web process, so nothing has seen the fetch.
    expect(publishingFindings(found, null, new Date()).map(({ key, blocks }) => [key, blocks])).toEqual([
      ['quota_left', false],
      ['reach_elsewhere', true],
    ]);
    expect(await facts()).toBe(before);
  });

  it('says so when Meta cannot reach us', async () => {
    const { id: accountId } = scene.accounts[4]!;
    const context = scene.context();
    await checkPublishing(
      { ...context, env: { ...context.env, STORYWIRE_URL: 'http://127.0.0.1:9' } },
      { accountId },
    );
    const found = await findPublishingFacts(database.db, { accountId });
    expect(publishingFindings(found, null, new Date()).at(-1)).toEqual({
      key: 'reach_failed',
      blocks: true,
      values: { failure: 'media_fetch' },
    });
  });
});
