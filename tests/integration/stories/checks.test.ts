import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { and, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, ledger, media, region, story, token } from '#db/schema.ts';
import { restAccount } from '#lib/accounts/commands/rest-account.ts';
import { connectFromEnv } from '#lib/accounts/job/connect-from-env.ts';
import { listDueAccounts } from '#lib/accounts/queries.ts';
import { archiveStory, checkAccounts } from '#lib/stories/job.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { type Sandbox, startSandbox } from '#tests/support/sandbox.ts';

type Posted = { id: string; ig_user_id: string; media_url: string | null };
type Brand = { regions: { name: string; accounts: { ig_user_id: string; username: string }[] }[] };

let database: TestDatabase;
let sandbox: Sandbox;
let folder: string;
let usernames: string[];

beforeAll(async () => {
  [database, sandbox] = await Promise.all([testDatabase(), startSandbox()]);
  folder = await mkdtemp(path.join(tmpdir(), 'storywire-checks-'));
  const brand = await sandbox.get<Brand>('/_sandbox/brand');
  usernames = brand.regions.flatMap((each) => each.accounts.map((one) => one.username));
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
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await sandbox.remove('/_sandbox/faults');
  await database.db.update(account).set({ firstCheckedAt: new Date(0), notBefore: null, pacedUntil: null });
});

const context = (changes: Parameters<typeof jobContext>[1] = {}) =>
  jobContext(database, { ...changes, env: { ...sandbox.env, STORYWIRE_DATA: folder } });
const allAccounts = () => database.db.select().from(account).orderBy(account.username);
const check = async (only?: string) => {
  const rows = (await allAccounts()).filter((row) => only === undefined || row.username === only);
  await checkAccounts(context(), { accountIds: rows.map((row) => row.id) });
};
const post = (username: string, more: object = {}) =>
  sandbox.post<Posted>('/_sandbox/stories', { account: username, ...more });
const found = (posted: Posted) => database.db.select().from(story).where(eq(story.mediaId, posted.id));
const lastCheck = async (username: string) => {
  const [row] = await database.db
    .select({ result: ledger.result, errorCode: ledger.errorCode, found: ledger.found })
    .from(ledger)
    .innerJoin(account, eq(account.id, ledger.accountId))
    .where(eq(account.username, username))
    .orderBy(desc(ledger.id))
    .limit(1);
  return row;
};

describe('connecting', () => {
  it('finds every account of the brand once, and is safe to repeat', async () => {
    await expect(connectFromEnv(context())).resolves.toMatchObject({ complete: true });
    expect((await allAccounts()).map((row) => row.username)).toEqual(usernames.toSorted());
    const tokens = await database.db.select().from(token);
    expect(tokens).toMatchObject([{ state: 'healthy', brokenReason: null }]);
    expect(tokens[0]!.scopes).toContain('instagram_basic');
  });

  it('goes on with what is known when Meta is away', async () => {
    const away = jobContext(database, { env: { ...sandbox.env, META_GRAPH_URL: 'http://127.0.0.1:9' } });
    await expect(connectFromEnv(away)).resolves.toMatchObject({ complete: false });
    expect(await database.db.select().from(token)).toMatchObject([{ state: 'healthy' }]);
  });
});

describe('checking', () => {
  it('brings a new picture and a new video from Meta into the store', async () => {
    const [username] = usernames;
    const picture = await post(username!);
    const film = await post(username!, { kind: 'video' });
    await check();
    for (const [posted, kinds] of [
      [picture, ['display', 'original', 'thumbnail', 'whatsapp']],
      [film, ['original', 'poster', 'thumbnail', 'whatsapp']],
    ] as const) {
      const [row] = await found(posted);
      expect(row).toMatchObject({ alerted: true, mediaState: 'pending' });
      await archiveStory(context(), { storyId: row!.id });
      expect(await found(posted)).toMatchObject([{ mediaState: 'archived' }]);
      const rows = await database.db
        .select()
        .from(media)
        .where(eq(media.storyId, row!.id))
        .orderBy(media.rendition);
      expect(rows.map((each) => each.rendition)).toEqual(kinds);
    }
  });

  it('twice at the same time keeps each story once', async () => {
    const posted = await Promise.all(usernames.map((username) => post(username)));
    await Promise.all([check(), check(), check()]);
    for (const each of posted) expect(await found(each)).toHaveLength(1);
  });

  it('for the first time keeps what is live and tells nobody', async () => {
    const [username] = usernames;
    await database.db.update(account).set({ firstCheckedAt: null }).where(eq(account.username, username!));
    const posted = await post(username!, { posted_at: new Date(Date.now() - 3_600_000).toISOString() });
    await check(username);
    expect(await found(posted)).toMatchObject([{ alerted: false }]);
    const later = await post(username!);
    await check(username);
    expect(await found(later)).toMatchObject([{ alerted: true }]);
  });

  it('follows the pages of a long listing to their end', async () => {
    const [username] = usernames;
    // Clips lie ready in the sandbox, pictures are drawn one by one.
    const films = await Promise.all(Array.from({ length: 55 }, () => post(username!, { kind: 'video' })));
    const ids = films.map((film) => film.id);
    await check(username);
    const rows = await database.db.select({ mediaId: story.mediaId }).from(story);
    expect(rows.map((row) => row.mediaId)).toEqual(expect.arrayContaining(ids));
  });

  it('names a story without a link as withheld, and after an hour as kept back for copyright', async () => {
    const posted = await post(usernames[0]!, { media: 'missing' });
    await check();
    const [row] = await found(posted);
    await archiveStory(context(), { storyId: row!.id });
    expect(await found(posted)).toMatchObject([{ mediaState: 'pending', mediaReason: 'withheld' }]);
    const later = new Date(Date.now() + 61 * 60_000);
    await archiveStory({ ...context(), now: () => later }, { storyId: row!.id });
    expect(await found(posted)).toMatchObject([{ mediaState: 'none', mediaReason: 'copyright' }]);
  });

  it('names a story that died before it was saved as expired', async () => {
    const posted = await post(usernames[0]!);
    await check();
    await sandbox.post(`/_sandbox/stories/${posted.id}/expire`);
    const [row] = await found(posted);
    await database.db.update(story).set({ expiresAt: new Date() }).where(eq(story.id, row!.id));
    await archiveStory(context(), { storyId: row!.id });
    expect(await found(posted)).toMatchObject([{ mediaState: 'expired', mediaReason: 'expired' }]);
  });
});

describe('trouble with one account', () => {
  it.each([
    ['10', { code: 10 }],
    // The user behind the token has lost its role on this one's page.
    ['190/492', { code: 190, subcode: 492 }],
  ])('stops no other of its batch: %s', async (errorCode, refuse) => {
    const [first, second] = await allAccounts();
    const [inTrouble, fine] = await Promise.all([post(first!.username), post(second!.username)]);
    await sandbox.post('/_sandbox/faults', {
      match: `/${first!.igUserId}/stories`,
      fault: { refuse },
    });
    await check();
    expect(await database.db.select().from(token)).toMatchObject([{ state: 'healthy' }]);
    expect(await lastCheck(first!.username)).toMatchObject({
      result: 'permission',
      errorCode,
      found: null,
    });
    expect(await lastCheck(second!.username)).toMatchObject({ result: 'ok' });
    expect(await found(inTrouble)).toEqual([]);
    expect(await found(fine)).toHaveLength(1);

    // It waits its time, and is then asked again.
    await sandbox.remove('/_sandbox/faults');
    const [waiting] = await database.db.select().from(account).where(eq(account.id, first!.id));
    expect(waiting!.notBefore!.getTime()).toBeGreaterThan(Date.now());
    await database.db.update(account).set({ notBefore: null, pacedUntil: null });
    await check();
    expect(await found(inTrouble)).toHaveLength(1);
  });

  it('keeps a throttled account back until exactly the time that Meta names', async () => {
    const [first] = await allAccounts();
    const usage = { call_count: 100, estimated_time_to_regain_access: 19 };
    await sandbox.post('/_sandbox/faults', { match: 'batch', fault: { usage } });
    await sandbox.post('/_sandbox/faults', {
      match: `/${first!.igUserId}/stories`,
      fault: { refuse: { code: 80_002 } },
    });
    const before = Date.now();
    await check();
    const [row] = await database.db.select().from(account).where(eq(account.id, first!.id));
    expect(await lastCheck(first!.username)).toMatchObject({ result: 'throttled', errorCode: '80002' });
    expect(row!.notBefore!.getTime()).toBeGreaterThanOrEqual(before + 19 * 60_000);
    expect(row!.notBefore!.getTime()).toBeLessThan(Date.now() + 19 * 60_000);
    const due = await listDueAccounts(database.db, { now: new Date(), pollIntervalMs: 1 });
    expect(due.map((each) => each.id)).not.toContain(first!.id);
    expect(due.length).toBe(usernames.length - 1);
  });

  it('a good check leaves the rest alone that insights were given while it was under way', async () => {
    const [first] = await allAccounts();
    await sandbox.post('/_sandbox/faults', { match: 'batch', fault: { delay_answer_ms: 400 }, times: 1 });
    const until = new Date(Date.now() + 19 * 60_000);
    const checked = check(first!.username);
    await setTimeout(100);
    await restAccount(database.db, { accountId: first!.id, notBefore: until, pacedUntil: null });
    await checked;
    expect(await lastCheck(first!.username)).toMatchObject({ result: 'ok' });
    const [row] = await database.db.select().from(account).where(eq(account.id, first!.id));
    expect(row!.notBefore).toEqual(until);
  });

  it('a failed check makes no longer rest shorter, and a rest that is over ends with the next good check', async () => {
    const [first] = await allAccounts();
    const until = new Date(Date.now() + 19 * 60_000);
    await sandbox.post('/_sandbox/faults', {
      match: 'batch',
      fault: { delay_answer_ms: 400, status: 500 },
      times: 1,
    });
    const checked = check(first!.username);
    await setTimeout(100);
    await restAccount(database.db, { accountId: first!.id, notBefore: until, pacedUntil: null });
    await checked;
    const now = async () =>
      (await database.db.select().from(account).where(eq(account.id, first!.id)))[0]!.notBefore;
    expect(await now()).toEqual(until);
    await database.db.update(account).set({ notBefore: new Date(Date.now() - 1) });
    await check(first!.username);
    expect(await now()).toBeNull();
  });

  it('an account whose budget runs low is asked more rarely, and the others as before', async () => {
    const [first, second] = await allAccounts();
    await sandbox.post('/_sandbox/faults', {
      match: `/${first!.igUserId}/stories`,
      fault: { usage: { call_count: 90 } },
    });
    await check();
    const rows = await allAccounts();
    const rest = (id: string) => rows.find((row) => row.id === id)!.pacedUntil;
    const waitMs = rest(first!.id)!.getTime() - Date.now();
    expect(waitMs).toBeGreaterThan(2 * 60_000);
    expect(waitMs).toBeLessThanOrEqual(2.5 * 60_000);
    expect(rest(second!.id)).toBeNull();
  });

  it.each([
    ['the whole batch fails', { match: 'batch', fault: { status: 500, body: 'oops' } }, 'unavailable'],
    ['the answer is cut', { match: 'batch', fault: { cut_body: true } }, 'unavailable'],
    ['the answer is lost', { match: 'batch', fault: { lose_answer: true } }, 'unavailable'],
  ])('and when %s every account has it in its ledger, and nothing is lost', async (_, fault, result) => {
    const posted = await post(usernames[1]!);
    await sandbox.post('/_sandbox/faults', { ...fault, times: 1 });
    await check();
    for (const username of usernames)
      expect(await lastCheck(username)).toMatchObject({ result, found: null });
    await database.db.update(account).set({ notBefore: null, pacedUntil: null });
    await check();
    expect(await found(posted)).toHaveLength(1);
  });
});

describe('a token that Meta refuses', () => {
  it('is marked, rests its accounts, and works again once it is connected anew', async () => {
    const posted = await post(usernames[2]!);
    await sandbox.post('/_sandbox/faults', {
      match: 'batch',
      fault: { refuse: { code: 190, subcode: 463, status: 401 } },
    });
    await check();
    expect(await database.db.select().from(token)).toMatchObject([
      { state: 'broken', brokenReason: 'token_expired' },
    ]);
    expect(await lastCheck(usernames[2]!)).toMatchObject({ result: 'token', errorCode: '190/463' });
    expect(await listDueAccounts(database.db, { now: new Date(), pollIntervalMs: 1 })).toEqual([]);

    // No call is made with it: what is asked now leaves no line in the ledger.
    const lines = await database.db.$count(ledger);
    await check();
    expect(await database.db.$count(ledger)).toBe(lines);

    await sandbox.remove('/_sandbox/faults');
    await connectFromEnv(context());
    expect(await database.db.select().from(token)).toMatchObject([{ state: 'healthy', brokenReason: null }]);
    await check();
    expect(await found(posted)).toMatchObject([{ alerted: true }]);
  });
});

it('an altered link is refused by Meta’s file host, asked for anew, and then archived', async () => {
  const posted = await post(usernames[0]!);
  await check();
  const [row] = await found(posted);
  await database.db
    .update(story)
    .set({ sourceMediaUrl: `${row!.sourceMediaUrl}0` })
    .where(and(eq(story.id, row!.id)));
  await archiveStory(context(), { storyId: row!.id });
  expect(await found(posted)).toMatchObject([{ mediaState: 'archived' }]);
});

it('a body that is cut leaves no half file and is archived at the next try', async () => {
  const posted = await post(usernames[0]!);
  await check();
  const [row] = await found(posted);
  await sandbox.post('/_sandbox/faults', { match: '/media-cdn', times: 1, fault: { cut_body: true } });
  await expect(archiveStory(context(), { storyId: row!.id })).rejects.toMatchObject({ name: 'TryAgain' });
  expect(await database.db.select().from(media).where(eq(media.storyId, row!.id))).toEqual([]);
  await archiveStory(context(), { storyId: row!.id });
  expect(await found(posted)).toMatchObject([{ mediaState: 'archived' }]);
});
