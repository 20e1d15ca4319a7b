import { setTimeout } from 'node:timers/promises';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeEach, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '#db/client.ts';
import { account, audit, region, token } from '#db/schema.ts';
import { markTokenBroken } from '#lib/accounts/commands/connect-token.ts';
import { disconnectToken } from '#lib/accounts/commands/disconnect-token.ts';
import { askTokenCheck, enterToken, preferToken } from '#lib/accounts/commands/enter-token.ts';
import { checkToken } from '#lib/accounts/job/check-token.ts';
import { connectFromEnv } from '#lib/accounts/job/connect-from-env.ts';
import { listDueAccounts, readToken } from '#lib/accounts/queries.ts';
import { getConnectionsPage } from '#lib/accounts/queries/get-connections-page.ts';
import { listTokensToCheck } from '#lib/accounts/queries/tokens.ts';
import { type Actor, systemActor, type UserActor } from '#lib/actor.ts';
import { newId } from '#lib/ids.ts';
import { checkAccounts } from '#lib/stories/job.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { type Sandbox, startSandbox } from '#tests/support/sandbox.ts';

let database: TestDatabase;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await sandbox.remove('/_sandbox/faults');
  await database.close();
});

const person = (role: 'admin' | 'editor', regionId: string | null = null): UserActor => ({
  kind: 'user',
  userId: newId(),
  sessionId: newId(),
  name: 'Somebody',
  grants: [{ role, regionId }],
  fromWhere: null,
});
const admin = person('admin');
const context = () =>
  jobContext(database, { env: { ...sandbox.env, STORYWIRE_URL: 'https://stories.example' } });

type Made = {
  lasts_seconds?: number;
  without_scopes?: string[];
  accounts?: string[];
  app_id?: string;
  holder?: string;
};
const made = async (options: Made = {}) =>
  (await sandbox.post<{ access_token: string }>('/_sandbox/tokens', options)).access_token;
const enter = (accessToken: string) =>
  enterToken(database.db, { actor: admin, accessToken, now: new Date() });

/** Enters a token and lets a worker ask Meta about it. */
const connect = async (options: Made = {}) => {
  const accessToken = await made(options);
  const tokenId = await enter(accessToken);
  await checkToken(context(), { tokenId });
  return { tokenId, accessToken };
};
const page = (actor: Actor = admin) =>
  getConnectionsPage(database.db, {
    actor,
    phoneNumberId: sandbox.env.WHATSAPP_PHONE_NUMBER_ID,
    environmentToken: sandbox.env.META_ACCESS_TOKEN,
  });
const rowOf = async (tokenId: string) => (await page()).tokens.find(({ id }) => id === tokenId)!;
const readers = async () =>
  Object.fromEntries(
    (await database.db.select().from(account).orderBy(asc(account.username))).map((row) => [
      row.username,
      row.tokenId,
    ]),
  );
const giveRegions = async () => {
  const [home] = await database.db
    .insert(region)
    .values({ name: 'All', timeZone: 'UTC', language: 'en', markText: 'AL', markColor: '#0f766e' })
    .returning({ id: region.id });
  await database.db.update(account).set({ regionId: home!.id });
};
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const actions = async () =>
  (await database.db.select({ action: audit.action }).from(audit).orderBy(asc(audit.id))).map(
    ({ action }) => action,
  );

describe('a token that is entered', () => {
  it('is good for nothing until Meta was asked, then finds every account, and lies sealed', async () => {
    const accessToken = await made({ holder: 'Kilnbird stories' });
    const tokenId = await enter(accessToken);
    expect(await rowOf(tokenId)).toMatchObject({ state: 'checking', checking: true, reaches: null });
    expect(await readToken(database.db, tokenId)).toBeUndefined();
    await checkToken(context(), { tokenId });
    expect(await rowOf(tokenId)).toMatchObject({
      state: 'healthy',
      checking: false,
      holder: 'Kilnbird stories',
      missing: [],
      trouble: null,
      reads: 8,
      reaches: 8,
      expiresAt: null,
    });
    expect((await page()).accounts).toEqual({ found: 8, unmapped: 8, unread: 0 });
    expect(JSON.stringify([await page(), await database.db.select().from(token)])).not.toContain(accessToken);
    expect(await actions()).toEqual(['token.connect', 'token.check', 'account.discover']);
  });

  it.each([
    ['of another app', { app_id: '123' }, 'token_other_app'],
    ['that has expired', { lasts_seconds: -60 }, 'token_expired'],
  ])('%s is refused with its reason', async (_, options, reason) => {
    const { tokenId } = await connect(options);
    expect(await rowOf(tokenId)).toMatchObject({ state: 'broken', brokenReason: reason, reads: 0 });
    expect(await readToken(database.db, tokenId)).toBeUndefined();
  });

  it('that Meta has never made is refused, and so is what cannot be one', async () => {
    const tokenId = await enter('EAAnobodymadethistoken00');
    await checkToken(context(), { tokenId });
    expect(await rowOf(tokenId)).toMatchObject({ state: 'broken', brokenReason: 'token_invalid' });
    await expect(enter('  ')).rejects.toMatchObject({ message: 'tokenMissing' });
    await expect(enter('two words are not a token')).rejects.toMatchObject({ message: 'tokenUnreadable' });
  });

  it('that was revoked is told so, and works again once Meta says so', async () => {
    const { tokenId, accessToken } = await connect();
    await sandbox.put('/_sandbox/tokens', { state: 'revoked', access_token: accessToken });
    await checkToken(context(), { tokenId });
    expect(await rowOf(tokenId)).toMatchObject({ state: 'broken', brokenReason: 'token_password_changed' });
    await sandbox.put('/_sandbox/tokens', { state: 'valid', access_token: accessToken });
    await checkToken(context(), { tokenId });
    expect(await rowOf(tokenId)).toMatchObject({ state: 'healthy', brokenReason: null, reads: 8 });
  });

  it.each([
    ['instagram_basic', 'needed', 0],
    ['pages_show_list', 'needed', 8],
    ['business_management', 'useful', 8],
    ['instagram_content_publish', 'useful', 8],
    ['whatsapp_business_messaging', 'whatsapp', 8],
  ])('without %s says that this is %s', async (scope, weight, reaches) => {
    const { tokenId } = await connect({ without_scopes: [scope] });
    expect(await rowOf(tokenId)).toMatchObject({ missing: [{ scope, weight }], reaches });
  });

  it('stays unjudged while Meta is away, and is asked about again', async () => {
    const tokenId = await enter(await made());
    const away = jobContext(database, { env: { ...sandbox.env, META_GRAPH_URL: 'http://127.0.0.1:9' } });
    expect(await checkToken(away, { tokenId })).toBe(false);
    expect(await rowOf(tokenId)).toMatchObject({
      state: 'checking',
      trouble: 'unavailable',
      checking: false,
    });
    expect(await listTokensToCheck(database.db, new Date())).toEqual([]);
    expect(await listTokensToCheck(database.db, inMinutes(1.1))).toEqual([tokenId]);
    await checkToken(context(), { tokenId });
    expect(await rowOf(tokenId)).toMatchObject({ state: 'healthy', trouble: null });
    expect(await listTokensToCheck(database.db, new Date())).toEqual([]);
    expect(await listTokensToCheck(database.db, new Date(Date.now() + 3_600_000))).toEqual([tokenId]);
  });

  it.each([
    ['until the moment that Meta names while it throttles', { code: 4 }, 7, 'throttled', 7],
    ['for twenty minutes where Meta names none', { code: 4 }, undefined, 'throttled', 20],
    ['for an hour where a permission is missing', { code: 200 }, undefined, 'permission', 60],
  ])('is left alone %s, unless somebody asks', async (_, refuse, named, trouble, minutes) => {
    const { tokenId } = await connect();
    const usage = { call_count: 100, estimated_time_to_regain_access: named };
    await sandbox.post('/_sandbox/faults', {
      match: '/me/accounts',
      fault: { refuse, ...(named !== undefined && { usage }) },
    });
    expect(await checkToken(context(), { tokenId })).toBe(false);
    expect(await rowOf(tokenId)).toMatchObject({ state: 'healthy', trouble, checking: false });
    expect(await listTokensToCheck(database.db, inMinutes(minutes - 0.5))).toEqual([]);
    expect(await listTokensToCheck(database.db, inMinutes(minutes + 0.1))).toEqual([tokenId]);
    await askTokenCheck(database.db, { actor: admin, tokenId });
    expect(await rowOf(tokenId)).toMatchObject({ checking: true });
    expect(await listTokensToCheck(database.db, inMinutes(0.1))).toEqual([tokenId]);
  });

  it('says whose fault it is when Meta refuses the app itself', async () => {
    const tokenId = await enter(await made());
    const other = jobContext(database, { env: { ...sandbox.env, META_APP_SECRET: 'not-the-secret' } });
    await checkToken(other, { tokenId });
    expect(await rowOf(tokenId)).toMatchObject({ state: 'checking', trouble: 'app' });
  });

  it('pasted twice is one', async () => {
    const accessToken = await made();
    expect(await enter(accessToken)).toBe(await enter(` ${accessToken}\n`));
  });
});

describe('several tokens', () => {
  it('a second one takes nothing from one that works, and takes over when that breaks', async () => {
    const first = await connect({ accounts: ['kilnbird.br', 'kilnbird.mx'] });
    const second = await connect({ accounts: ['kilnbird.mx', 'kilnbird.us'] });
    await giveRegions();
    expect(await readers()).toEqual({
      'kilnbird.br': first.tokenId,
      'kilnbird.mx': first.tokenId,
      'kilnbird.us': second.tokenId,
    });
    await sandbox.put('/_sandbox/tokens', { state: 'revoked', access_token: first.accessToken });
    // The next poll meets the revoked token.
    const [mexico] = await database.db.select().from(account).where(eq(account.username, 'kilnbird.mx'));
    await checkAccounts(context(), { accountIds: [mexico!.id] });
    expect(await readers()).toEqual({
      'kilnbird.br': first.tokenId,
      'kilnbird.mx': second.tokenId,
      'kilnbird.us': second.tokenId,
    });
    const due = await listDueAccounts(database.db, { now: new Date(), pollIntervalMs: 60_000 });
    expect(due.map(({ tokenId }) => tokenId)).toEqual([second.tokenId, second.tokenId]);
    await checkAccounts(context(), { accountIds: due.map(({ id }) => id) });
    const [again] = await database.db.select().from(account).where(eq(account.username, 'kilnbird.mx'));
    expect(again!.lastGoodCheckAt).not.toBeNull();
    expect((await page()).accounts).toEqual({ found: 3, unmapped: 0, unread: 1 });
    expect(await actions()).toContain('token.take_over');
  });

  it('one that may not read stands back for one that may', async () => {
    const first = await connect({ without_scopes: ['pages_read_engagement'] });
    expect((await readers())['kilnbird.br']).toBeNull();
    const second = await connect();
    expect(Object.values(await readers())).toEqual(Array.from({ length: 8 }, () => second.tokenId));
    expect(await rowOf(first.tokenId)).toMatchObject({ reads: 0, reaches: 8 });
  });

  it('an account goes to a new token when somebody says so', async () => {
    const first = await connect();
    const second = await connect({ accounts: ['kilnbird.jp'] });
    expect((await readers())['kilnbird.jp']).toBe(first.tokenId);
    expect(await preferToken(database.db, { actor: admin, tokenId: second.tokenId })).toBe(1);
    // What the first one reaches is found out again every hour, and takes nothing back.
    await checkToken(context(), { tokenId: first.tokenId });
    expect((await readers())['kilnbird.jp']).toBe(second.tokenId);
    await markTokenBroken(database.db, {
      actor: systemActor('test'),
      tokenId: second.tokenId,
      reason: 'token_expired',
      now: new Date(),
    });
    expect((await readers())['kilnbird.jp']).toBe(first.tokenId);
    const refused = preferToken(database.db, { actor: admin, tokenId: second.tokenId });
    await expect(refused).rejects.toMatchObject({ message: 'tokenNotHealthy' });
  });

  it('one that may not read takes no account over, whoever says so', async () => {
    const first = await connect();
    const second = await connect({ without_scopes: ['pages_read_engagement'] });
    const refused = preferToken(database.db, { actor: admin, tokenId: second.tokenId });
    await expect(refused).rejects.toMatchObject({ code: 'conflict', message: 'tokenMayNotRead' });
    expect(new Set(Object.values(await readers()))).toEqual(new Set([first.tokenId]));
  });

  it('when two break at the same moment, no account stays with either', async () => {
    const [first, second, third] = [await connect(), await connect(), await connect()];
    const breaks = (db: Queryable, { tokenId }: { tokenId: string }) =>
      markTokenBroken(db, {
        actor: systemActor('test'),
        tokenId,
        reason: 'token_expired',
        now: new Date(),
      });
    let other: Promise<void> | undefined;
    await database.db.transaction(async (tx) => {
      await breaks(tx, first);
      other = breaks(database.db, second);
      // Long enough for the other one to do what it does without waiting.
      await setTimeout(300);
    });
    await other;
    expect(new Set(Object.values(await readers()))).toEqual(new Set([third.tokenId]));
  });

  it('two that are checked at the same moment do not wait for each other for ever', async () => {
    const ids = [await enter(await made()), await enter(await made()), await enter(await made())];
    await Promise.all(ids.map((tokenId) => checkToken(context(), { tokenId })));
    expect(new Set(Object.values(await readers())).size).toBe(1);
    expect((await page()).tokens.map(({ reaches }) => reaches)).toEqual([8, 8, 8]);
  });
});

describe('disconnecting', () => {
  it('forgets the token and gives its accounts to others that reach them', async () => {
    const first = await connect({ accounts: ['kilnbird.br', 'kilnbird.mx'] });
    const second = await connect({ accounts: ['kilnbird.mx'] });
    const done = await disconnectToken(database.db, {
      actor: admin,
      tokenId: first.tokenId,
      environmentToken: undefined,
    });
    expect(done).toEqual({ left: 1, silent: false });
    expect(await readers()).toEqual({ 'kilnbird.br': null, 'kilnbird.mx': second.tokenId });
    expect((await database.db.select().from(token)).map(({ id }) => id)).toEqual([second.tokenId]);
    expect(await actions()).toContain('token.disconnect');
    await checkToken(context(), { tokenId: first.tokenId });
    expect(await database.db.$count(token)).toBe(1);
  });

  it('of what stands in the environment is refused: it would be back at the next start', async () => {
    const connected = await connectFromEnv(context());
    const refused = disconnectToken(database.db, {
      actor: admin,
      tokenId: connected!.tokenId,
      environmentToken: sandbox.env.META_ACCESS_TOKEN,
    });
    await expect(refused).rejects.toMatchObject({ message: 'tokenOfEnvironment' });
    expect(await rowOf(connected!.tokenId)).toMatchObject({ ofEnvironment: true, reads: 8 });
  });
});

describe('the environment’s token', () => {
  const withToken = (accessToken: string | undefined) => {
    const { META_ACCESS_TOKEN: _, ...env } = context().env;
    return {
      ...context(),
      env: accessToken === undefined ? env : { ...env, META_ACCESS_TOKEN: accessToken },
    };
  };

  it('may be absent', async () => {
    expect(await connectFromEnv(withToken(undefined))).toBeUndefined();
    expect(await database.db.$count(token)).toBe(0);
  });

  it('is taken over from by the one that replaces it, which is then forgotten', async () => {
    const [old, fresh] = [await made(), await made()];
    const first = await connectFromEnv(withToken(old));
    const second = await connectFromEnv(withToken(fresh));
    expect((await page()).tokens.map(({ id }) => id)).toEqual([second!.tokenId]);
    expect(second!.tokenId).not.toBe(first!.tokenId);
    expect(new Set(Object.values(await readers()))).toEqual(new Set([second!.tokenId]));
  });

  it('that replaces a good one and does not work takes nothing from it', async () => {
    const first = await connectFromEnv(withToken(await made()));
    const second = await connectFromEnv(withToken(await made({ lasts_seconds: -60 })));
    expect(second).toMatchObject({ complete: false });
    expect(new Set(Object.values(await readers()))).toEqual(new Set([first!.tokenId]));
  });

  it('that replaces a good one and may not read takes nothing from it', async () => {
    const first = await connectFromEnv(withToken(await made()));
    const second = await connectFromEnv(withToken(await made({ without_scopes: ['pages_read_engagement'] })));
    expect(second).toMatchObject({ complete: true });
    expect(new Set(Object.values(await readers()))).toEqual(new Set([first!.tokenId]));
    expect(await database.db.$count(token)).toBe(2);
  });

  it('of two machines that hold two values is replaced at a start, not every hour', async () => {
    const [one, two] = [await made(), await made()];
    const first = await connectFromEnv(withToken(one));
    const second = await connectFromEnv(withToken(two));
    const again = await connectFromEnv(withToken(one), { replaces: false });
    expect(again!.tokenId).not.toBe(first!.tokenId);
    await connectFromEnv(withToken(two), { replaces: false });
    expect(new Set(Object.values(await readers()))).toEqual(new Set([second!.tokenId]));
    expect(await database.db.$count(token)).toBe(2);
  });

  it('that was revoked stays so while Meta cannot be asked', async () => {
    const accessToken = await made();
    const { tokenId } = (await connectFromEnv(withToken(accessToken)))!;
    await markTokenBroken(database.db, {
      actor: systemActor('test'),
      tokenId,
      reason: 'token_expired',
      now: new Date(),
    });
    const { env, ...rest } = withToken(accessToken);
    await connectFromEnv({ ...rest, env: { ...env, META_GRAPH_URL: 'http://127.0.0.1:9' } });
    expect(await rowOf(tokenId)).toMatchObject({ state: 'broken', brokenReason: 'token_expired' });
    expect((await actions()).filter((action) => action === 'token.connect')).toHaveLength(1);
  });
});

it('tokens are for admins of all regions alone', async () => {
  const { tokenId } = await connect();
  for (const actor of [person('editor'), person('admin', newId())]) {
    const accessToken = 'EAAsomethingthatisnotone';
    const tries = [
      () => page(actor),
      () => enterToken(database.db, { actor, accessToken, now: new Date() }),
      () => askTokenCheck(database.db, { actor, tokenId }),
      () => preferToken(database.db, { actor, tokenId }),
      () => disconnectToken(database.db, { actor, tokenId, environmentToken: undefined }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
  }
});

// Last, since these accounts stay in the sandbox.
it('what a token reaches is followed through every page of a long list', async () => {
  const opened = Array.from({ length: 105 }, (_, at) => `kilnbird.shop${at}`);
  for (const username of opened) await sandbox.post('/_sandbox/accounts', { username, name: username });
  const { tokenId } = await connect({ accounts: opened });
  expect(await rowOf(tokenId)).toMatchObject({ reads: 105, reaches: 105 });
});
