import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, alert, audit, media, message, region, story, token } from '#db/schema.ts';
import { connectFromEnv } from '#lib/accounts/job/connect-from-env.ts';
import { planStory } from '#lib/alerts/commands/plan-story.ts';
import { withdrawStory } from '#lib/alerts/job.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { listFeed } from '#lib/feed/queries/list-feed.ts';
import { listTray } from '#lib/feed/queries/list-tray.ts';
import { liveChannel } from '#lib/live/notify.ts';
import { newId } from '#lib/ids.ts';
import { releaseStory } from '#lib/rights/commands/release-story.ts';
import { getReuse } from '#lib/rights/queries/get-reuse.ts';
import { archiveStory, checkAccounts } from '#lib/stories/job.ts';
import { confirmGone } from '#lib/stories/job/confirm-gone.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { jobContext } from '#tests/support/job-context.ts';
import {
  adminEverywhere,
  sampleNumber,
  samplePerson,
  sampleRegion,
  sampleSender,
  viewerOf,
} from '#tests/support/sample-brand.ts';
import { type Sandbox, startSandbox } from '#tests/support/sandbox.ts';

const username = 'kilnbird.br';
const reader = adminEverywhere();

let database: TestDatabase;
let sandbox: Sandbox;
let folder: string;
let home: string;
let elsewhere: string;
let senderId: string;

beforeAll(async () => {
  [database, sandbox] = await Promise.all([testDatabase(), startSandbox()]);
  folder = await mkdtemp(path.join(tmpdir(), 'storywire-deleted-'));
  await connectFromEnv(context());
  [home, elsewhere] = [await sampleRegion(database.db), await sampleRegion(database.db)];
  await database.db.update(account).set({ regionId: home });
  senderId = await sampleSender(database.db);
});
afterAll(async () => {
  await sandbox.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await sandbox.remove('/_sandbox/faults');
  await database.db.update(account).set({ firstCheckedAt: new Date(0), notBefore: null, pacedUntil: null });
  await database.db.update(token).set({ state: 'healthy', brokenReason: null });
});

const context = (changes: Parameters<typeof jobContext>[1] = {}) =>
  jobContext(database, { ...changes, env: { ...sandbox.env, STORYWIRE_DATA: folder } });
const check = async () => {
  const rows = await database.db.select().from(account).where(eq(account.username, username));
  await checkAccounts(context(), { accountIds: rows.map(({ id }) => id) });
  // Two listings of the same millisecond would be one witness.
  await setTimeout(5);
};
const now = async (storyId: string) =>
  (await database.db.select().from(story).where(eq(story.id, storyId)))[0]!;
const confirmations = async (storyId: string) =>
  (
    await database.sql`select from pgboss.job where name = 'stories.confirmGone' and data->>'storyId' = ${storyId}`
  ).length;
/** With the token that brought the listings, unless told otherwise. */
const confirm = async (storyId: string, tokenId?: string) => {
  const [reads] = await database.db
    .select({ tokenId: account.tokenId })
    .from(story)
    .innerJoin(account, eq(account.id, story.accountId))
    .where(eq(story.id, storyId));
  await confirmGone(context(), { storyId, tokenId: tokenId ?? reads!.tokenId! });
};
const remove = ({ mediaId }: { mediaId: string }) => sandbox.remove(`/_sandbox/stories/${mediaId}`);
const refuse = (match: string, refusal: object) =>
  sandbox.post('/_sandbox/faults', { match, fault: { refuse: refusal } });

/** A story that has been found. */
async function found(minutesAgo = 1) {
  const postedAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const posted = await sandbox.post<{ id: string }>('/_sandbox/stories', {
    account: username,
    posted_at: postedAt,
    kind: 'video',
  });
  await check();
  const [row] = await database.db.select().from(story).where(eq(story.mediaId, posted.id));
  return row!;
}

/** One that its team has deleted, as far as everything is done that follows. */
async function deleted() {
  const row = await found();
  await remove(row);
  await check();
  await check();
  await confirm(row.id);
  return row;
}

describe('a story is taken for deleted', () => {
  it('after two complete listings without it and Instagram’s word that it is not there', async () => {
    const row = await found();
    await remove(row);
    await check();
    const { missingSince, deletedAt } = await now(row.id);
    expect(missingSince).toBeInstanceOf(Date);
    expect(deletedAt).toBeNull();
    expect(await confirmations(row.id)).toBe(0);
    await check();
    expect(await confirmations(row.id)).toBe(1);
    expect((await now(row.id)).deletedAt).toBeNull();

    const heard: string[] = [];
    const listening = await database.sql.listen(liveChannel, (payload) => heard.push(payload));
    await confirm(row.id);
    // Since the first listing without it, and Instagram is asked nothing more about it.
    expect(await now(row.id)).toMatchObject({
      deletedAt: missingSince,
      missingSince: null,
      insightsDueAt: null,
    });
    await expect.poll(() => heard.join()).toContain(row.id);
    await listening.unlisten();
    const lines = await database.db
      .select({ action: audit.action })
      .from(audit)
      .where(eq(audit.thingId, row.id));
    expect(lines.map(({ action }) => action)).toContain('story.delete_early');

    // Whatever comes late changes nothing.
    await confirm(row.id);
    await check();
    expect((await now(row.id)).deletedAt).toEqual(missingSince);
  });

  it('not while Instagram still shows the story itself: the listings were wrong', async () => {
    const row = await found();
    await database.db.update(story).set({ missingSince: new Date() }).where(eq(story.id, row.id));
    await confirm(row.id);
    expect(await now(row.id)).toMatchObject({ missingSince: null, deletedAt: null });
  });

  it.each([
    ['Meta throttles', { code: 80_002 }],
    ['Meta is in trouble', { code: 2 }],
    ['the token may not see it', { code: 10 }],
    ['the token is refused', { code: 190, subcode: 463, status: 401 }],
  ])('not while %s: it is asked for again', async (_, refusal) => {
    const row = await found();
    await remove(row);
    await check();
    await check();
    await refuse(`/${row.mediaId}`, refusal);
    await confirm(row.id);
    const { missingSince, deletedAt } = await now(row.id);
    expect([missingSince === null, deletedAt]).toEqual([false, null]);
    await sandbox.remove('/_sandbox/faults');
    await database.db.update(account).set({ notBefore: null });
    await database.db.update(token).set({ state: 'healthy', brokenReason: null });
    await confirm(row.id);
    expect((await now(row.id)).deletedAt).toEqual(missingSince);
  });

  it('though checks of the account are spared because its budget runs low', async () => {
    const row = await found();
    await remove(row);
    await check();
    await check();
    await database.db.update(account).set({ pacedUntil: new Date(Date.now() + 240_000) });
    await confirm(row.id);
    expect((await now(row.id)).deletedAt).not.toBeNull();
  });

  it('never by another token than the one that brought the listings: it may see less', async () => {
    const row = await found();
    await remove(row);
    await check();
    await check();
    const [asked] = await database.sql`
      select data->>'tokenId' as token_id from pgboss.job
      where name = 'stories.confirmGone' and data->>'storyId' = ${row.id}`;
    const [reads] = await database.db.select().from(account).where(eq(account.username, username));
    expect(asked).toEqual({ token_id: reads!.tokenId });
    await confirm(row.id, newId());
    const { missingSince, deletedAt } = await now(row.id);
    expect([missingSince === null, deletedAt]).toEqual([false, null]);
  });

  it('never when the account is throttled already: it is not asked', async () => {
    const row = await found();
    await remove(row);
    await check();
    await check();
    await database.db.update(account).set({ notBefore: new Date(Date.now() + 60_000) });
    await confirm(row.id);
    expect((await now(row.id)).deletedAt).toBeNull();
  });

  it.each([
    ['fails', { match: 'batch', fault: { status: 500 } }],
    ['is refused for its account', { match: 'stories', fault: { refuse: { code: 10 } } }],
  ])('never by a listing that %s', async (_, fault) => {
    const row = await found();
    await remove(row);
    await sandbox.post('/_sandbox/faults', fault);
    await check();
    expect((await now(row.id)).missingSince).toBeNull();
  });

  it('never at its natural end', async () => {
    const row = await found(24 * 60 - 4);
    await sandbox.post(`/_sandbox/stories/${row.mediaId}/expire`);
    await check();
    await check();
    expect(await now(row.id)).toMatchObject({ missingSince: null, deletedAt: null });
  });

  it('by nothing that was asked before it was found', async () => {
    const row = await found();
    await remove(row);
    await database.db
      .update(story)
      .set({ foundAt: new Date(Date.now() + 60_000) })
      .where(eq(story.id, row.id));
    await check();
    expect((await now(row.id)).missingSince).toBeNull();
  });
});

describe('a story that is listed again', () => {
  it('is live again, and its reposts are held no more', async () => {
    const row = await found();
    const longAgo = new Date(Date.now() - 60_000);
    await database.db
      .update(story)
      .set({ deletedAt: longAgo, insightsDueAt: null })
      .where(eq(story.id, row.id));
    await check();
    const again = await now(row.id);
    expect(again).toMatchObject({ missingSince: null, deletedAt: null });
    expect(again.insightsDueAt).toBeInstanceOf(Date);
    const reuse = await getReuse(database.db, {
      actor: reader,
      storyId: row.id,
      regionId: elsewhere,
      now: new Date(),
    });
    expect(reuse.may).toBe('free');
  });

  it('is so by a listing alone that was asked for after it was gone', async () => {
    const row = await found();
    const later = new Date(Date.now() + 60_000);
    await database.db.update(story).set({ deletedAt: later }).where(eq(story.id, row.id));
    await check();
    expect((await now(row.id)).deletedAt).toEqual(later);
  });
});

describe('of a deleted story', () => {
  it('what was saved stays', async () => {
    const row = await found();
    await archiveStory(context(), { storyId: row.id });
    const before = await database.db.select().from(media).where(eq(media.storyId, row.id));
    await remove(row);
    await check();
    await check();
    await confirm(row.id);
    expect(before.length).toBeGreaterThan(1);
    expect(await database.db.select().from(media).where(eq(media.storyId, row.id))).toEqual(before);
    expect((await getStory(database.db, { actor: reader, code: row.code })).videoUrl).not.toBeNull();
  });

  it('feed, tray and page say so', async () => {
    const row = await deleted();
    const at = (await now(row.id)).deletedAt!.toISOString();
    expect(await getStory(database.db, { actor: reader, code: row.code })).toMatchObject({
      deletedAt: at,
      expiresAt: at,
      rights: { held: true, mayManage: true },
    });
    const shown = async (standing: 'live' | 'ended' | 'deleted') => {
      const page = await listFeed(database.db, { actor: reader, filter: { standing }, limit: 60 });
      return page.stories.some(({ id }) => id === row.id);
    };
    expect([await shown('live'), await shown('ended'), await shown('deleted')]).toEqual([false, true, true]);
    const tray = await listTray(database.db, { actor: reader });
    const all = await database.db.select().from(story).where(eq(story.regionId, home));
    const live = all.filter(({ deletedAt, expiresAt }) => (deletedAt ?? expiresAt) > new Date());
    expect(tray.find((each) => each.region.id === home)?.live).toBe(live.length);
  });

  it('nobody is told who was not told yet, and a roll-up goes on with the rest', async () => {
    const [row, other] = [await found(), await found()];
    const [alone, together, done] = [
      await sampleNumber(database.db, elsewhere, 'Alone'),
      await sampleNumber(database.db, elsewhere, 'Together'),
      await sampleNumber(database.db, elsewhere, 'Done'),
    ];
    const carry = async (
      numberId: string,
      storyIds: string[],
      over: Partial<typeof message.$inferInsert> = {},
    ) => {
      const [carrier] = await database.db
        .insert(message)
        .values({
          kind: storyIds.length > 1 ? 'rollup' : 'story',
          senderId,
          numberId,
          dedupeKey: `withdraw:${numberId}`,
          dueAt: new Date(Date.now() + 600_000),
          usefulUntil: new Date(Date.now() + 6_000_000),
          ...over,
        })
        .returning({ id: message.id });
      await database.db
        .insert(alert)
        .values(storyIds.map((storyId) => ({ storyId, numberId, messageId: carrier!.id })));
      return carrier!.id;
    };
    const ids = {
      alone: await carry(alone, [row.id]),
      together: await carry(together, [row.id, other.id], { state: 'held', heldReason: 'quiet_hours' }),
      done: await carry(done, [row.id], { state: 'delivered' }),
    };
    await database.db.update(story).set({ deletedAt: new Date() }).where(eq(story.id, row.id));
    await withdrawStory(context(), { storyId: row.id });
    await withdrawStory(context(), { storyId: row.id });
    const fate = async (id: string) =>
      (await database.db.select().from(message).where(eq(message.id, id)))[0]!;
    expect(await fate(ids.alone)).toMatchObject({ state: 'expired', errorDetails: 'story_deleted' });
    expect(await fate(ids.together)).toMatchObject({ state: 'held' });
    expect(await fate(ids.done)).toMatchObject({ state: 'delivered' });
    const of = (numberId: string) =>
      database.db
        .select({ storyId: alert.storyId, messageId: alert.messageId, reason: alert.skippedReason })
        .from(alert)
        .where(and(eq(alert.numberId, numberId), eq(alert.storyId, row.id)));
    expect(await of(alone)).toMatchObject([{ messageId: null, reason: 'story_deleted' }]);
    expect(await of(together)).toMatchObject([{ messageId: null, reason: 'story_deleted' }]);
    expect(await of(done)).toMatchObject([{ messageId: ids.done, reason: null }]);
    const left = await database.db.select().from(alert).where(eq(alert.messageId, ids.together));
    expect(left.map(({ storyId }) => storyId)).toEqual([other.id]);
  });

  it('nobody is told whose turn comes only now', async () => {
    const row = await deleted();
    await database.db.update(region).set({ quietHours: null });
    await planStory(database.db, { storyId: row.id, senderId });
    const made = await database.db.select().from(alert).where(eq(alert.storyId, row.id));
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ skippedReason }) => skippedReason))).toEqual(new Set(['story_deleted']));
  });

  it('reposts are held for everybody until an editor of its region releases it', async () => {
    const row = await deleted();
    const reuse = (regionId: string) =>
      getReuse(database.db, { actor: reader, storyId: row.id, regionId, now: new Date() });
    for (const regionId of [home, elsewhere])
      expect(await reuse(regionId)).toMatchObject({ may: 'not', reason: 'deleted' });

    for (const actor of [
      viewerOf(home),
      await samplePerson(database.db, 'Theirs', { role: 'editor', regionId: elsewhere }),
    ])
      await expect(releaseStory(database.db, { actor, storyId: row.id })).rejects.toMatchObject({
        code: 'forbidden',
      });
    const editor = await samplePerson(database.db, 'Bia', { role: 'editor', regionId: home });
    await releaseStory(database.db, { actor: editor, storyId: row.id });
    for (const regionId of [home, elsewhere]) expect(await reuse(regionId)).toMatchObject({ may: 'free' });
    expect((await getStory(database.db, { actor: reader, code: row.code })).rights).toMatchObject({
      held: false,
      released: { by: 'Bia' },
    });
    const lines = await database.db
      .select({ actorId: audit.actorId })
      .from(audit)
      .where(and(eq(audit.thingId, row.id), eq(audit.action, 'story.release')));
    expect(lines).toEqual([{ actorId: editor.userId }]);
    await expect(releaseStory(database.db, { actor: editor, storyId: row.id })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('a release counts for that deletion: back and gone again, it is held again', async () => {
    const row = await deleted();
    const editor = await samplePerson(database.db, 'Bia', { role: 'editor', regionId: home });
    await releaseStory(database.db, { actor: editor, storyId: row.id });
    await database.db
      .update(story)
      .set({ deletedAt: null, missingSince: new Date() })
      .where(eq(story.id, row.id));
    await confirm(row.id);
    const reuse = await getReuse(database.db, {
      actor: reader,
      storyId: row.id,
      regionId: elsewhere,
      now: new Date(),
    });
    expect(reuse).toMatchObject({ may: 'not', reason: 'deleted' });
  });
});

it('a story that lives is held for nobody, and there is nothing to release', async () => {
  const row = await found();
  const editor = await samplePerson(database.db, 'Bia', { role: 'editor', regionId: home });
  await expect(releaseStory(database.db, { actor: editor, storyId: row.id })).rejects.toMatchObject({
    code: 'conflict',
    message: 'storyNotHeld',
  });
});
