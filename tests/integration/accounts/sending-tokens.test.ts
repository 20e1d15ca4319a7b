import { asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { audit, sender, senderReach } from '#db/schema.ts';
import { markTokenBroken } from '#lib/accounts/commands/connect-token.ts';
import { disconnectToken } from '#lib/accounts/commands/disconnect-token.ts';
import { enterToken } from '#lib/accounts/commands/enter-token.ts';
import { checkToken } from '#lib/accounts/job/check-token.ts';
import { connectFromEnv } from '#lib/accounts/job/connect-from-env.ts';
import { getConnectionsPage } from '#lib/accounts/queries/get-connections-page.ts';
import { systemActor } from '#lib/actor.ts';
import type { Env } from '#lib/env.ts';
import { askSenders } from '#lib/messages/job/ask-senders.ts';
import { adminEverywhere } from '#tests/support/sample-brand.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { type Sandbox, startSandbox } from '#tests/support/sandbox.ts';

/** Which of several tokens messages go out with: only one that Meta really showed the number. */
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

const admin = adminEverywhere();
const context = (change: Partial<Env> = {}) =>
  jobContext(database, { env: { ...sandbox.env, STORYWIRE_URL: 'https://stories.example', ...change } });

type Made = { without_scopes?: string[]; without_whatsapp?: boolean };
const made = async (options: Made = {}) =>
  (await sandbox.post<{ access_token: string }>('/_sandbox/tokens', options)).access_token;
/** Enters a token and lets a worker ask Meta about it. */
const connect = async (options: Made = {}) => {
  const accessToken = await made(options);
  const tokenId = await enterToken(database.db, { actor: admin, accessToken, now: new Date() });
  await checkToken(context(), { tokenId });
  return { tokenId, accessToken };
};
const foreign = { without_whatsapp: true };

const own = () => ({
  phoneNumberId: sandbox.env.WHATSAPP_PHONE_NUMBER_ID,
  wabaId: sandbox.env.WHATSAPP_BUSINESS_ACCOUNT_ID,
});
const ask = (first?: string, change: Partial<Env> = {}) => askSenders(context(change), { own: own(), first });
const sends = async () => {
  const rows = await database.db.select().from(sender);
  return rows.map(({ tokenId }) => tokenId);
};
const away = { META_GRAPH_URL: 'http://127.0.0.1:9' };
const breaks = (tokenId: string) =>
  markTokenBroken(database.db, {
    actor: systemActor('test'),
    tokenId,
    reason: 'token_expired',
    now: new Date(),
  });
const disconnect = (tokenId: string) =>
  disconnectToken(database.db, { actor: admin, tokenId, environmentToken: undefined });
const page = () =>
  getConnectionsPage(database.db, {
    actor: admin,
    phoneNumberId: own().phoneNumberId,
    environmentToken: undefined,
  });
const sendsOf = async (tokenId: string) => (await page()).tokens.find(({ id }) => id === tokenId)!.sends;
const actions = async () =>
  (await database.db.select({ action: audit.action }).from(audit).orderBy(asc(audit.id))).map(
    ({ action }) => action,
  );

describe('of the tokens of two businesses', () => {
  it('the one sends that reads the number, though both have the same permissions', async () => {
    const theirs = await connect(foreign);
    const ours = await connect();
    expect(await ask()).toMatchObject({ complete: true });
    expect(await sends()).toEqual([ours.tokenId]);
    expect([await sendsOf(theirs.tokenId), await sendsOf(ours.tokenId)]).toEqual(['no', 'alone']);
  });

  it('the environment’s does not send where it does not read the number', async () => {
    const ours = await connect();
    const theirs = await connectFromEnv(context({ META_ACCESS_TOKEN: await made(foreign) }));
    await ask(theirs!.tokenId);
    expect(await sends()).toEqual([ours.tokenId]);
  });

  it('the other never takes over, not even when the one breaks', async () => {
    const ours = await connect();
    await connect(foreign);
    await ask();
    await breaks(ours.tokenId);
    expect(await sends()).toEqual([ours.tokenId]);
    await ask();
    expect(await sends()).toEqual([ours.tokenId]);
  });

  it('the one is left for the other when the number is given to that one’s business', async () => {
    const first = await connect();
    const second = await connect(foreign);
    await ask();
    expect(await sends()).toEqual([first.tokenId]);
    const give = (token: string, without: boolean) =>
      sandbox.put('/_sandbox/tokens', { access_token: token, without_whatsapp: without });
    await give(first.accessToken, true);
    await give(second.accessToken, false);
    await ask();
    expect(await sends()).toEqual([second.tokenId]);
    expect(await database.db.$count(senderReach)).toBe(1);
  });
});

describe('the token that sends', () => {
  it('is none until the number was read with it, whatever its permissions are', async () => {
    await connect();
    expect(await ask(undefined, away)).toEqual({ senderId: undefined, complete: false });
    expect(await sends()).toEqual([]);
    await connect({ without_scopes: ['whatsapp_business_messaging'] });
    expect(await ask()).toMatchObject({ complete: true });
    expect(await sends()).toHaveLength(1);
  });

  it('stays while Meta is away, and when it alone is refused once', async () => {
    const { tokenId } = await connect();
    await ask();
    expect(await ask(undefined, away)).toMatchObject({ complete: false });
    expect(await sends()).toEqual([tokenId]);
    await sandbox.post('/_sandbox/faults', {
      match: `/${own().phoneNumberId}`,
      fault: { refuse: { code: 200 } },
    });
    await ask();
    expect(await sends()).toEqual([tokenId]);
  });

  it('is the environment’s before one that was entered, where both read the number', async () => {
    await connect();
    const first = await connectFromEnv(context({ META_ACCESS_TOKEN: await made() }));
    await ask(first!.tokenId);
    expect(await sends()).toEqual([first!.tokenId]);
  });

  it('is another one that has read the number, at once, when it breaks', async () => {
    await connect({ without_scopes: ['whatsapp_business_management'] });
    const ours = await connect();
    const spare = await connect();
    await ask();
    expect(await sendsOf(ours.tokenId)).toBe('backed');
    await breaks(ours.tokenId);
    expect(await sends()).toEqual([spare.tokenId]);
  });

  it('is another one when its permission is taken away', async () => {
    const ours = await connect();
    const spare = await connect();
    await ask();
    await sandbox.put('/_sandbox/tokens', { state: 'revoked', access_token: ours.accessToken });
    await checkToken(context(), { tokenId: ours.tokenId });
    expect(await sends()).toEqual([spare.tokenId]);
  });
});

describe('disconnecting the token that sends', () => {
  it('is refused while it works and no other has read the number, whatever that may do', async () => {
    const { tokenId } = await connect();
    await connect(foreign);
    await ask();
    await expect(disconnect(tokenId)).rejects.toMatchObject({ code: 'conflict', message: 'tokenSends' });
    expect(await sends()).toEqual([tokenId]);
    expect(await database.db.$count(senderReach, eq(senderReach.tokenId, tokenId))).toBe(1);
  });

  it('gives the number to another that has read it', async () => {
    const { tokenId } = await connect();
    await connect(foreign);
    const spare = await connect();
    await ask();
    expect(await disconnect(tokenId)).toMatchObject({ silent: false });
    expect(await sends()).toEqual([spare.tokenId]);
    expect(await page()).toMatchObject({ silent: false });
  });

  it('is possible once it is broken, and says that no token sends any more', async () => {
    const { tokenId } = await connect();
    const theirs = await connect(foreign);
    await ask();
    await breaks(tokenId);
    expect(await page()).toMatchObject({ silent: false });
    expect(await disconnect(tokenId)).toMatchObject({ silent: true });
    expect(await sends()).toEqual([null]);
    const { tokens, silent } = await page();
    expect(tokens.map(({ id }) => id)).toEqual([theirs.tokenId]);
    expect(silent).toBe(true);
    expect(await actions()).toEqual(expect.arrayContaining(['sender.disconnect', 'token.disconnect']));
    // What the other is asked for changes nothing; one that reads the number sends.
    await ask();
    expect(await sends()).toEqual([null]);
    const fresh = await connect();
    await ask();
    expect(await sends()).toEqual([fresh.tokenId]);
    expect(await page()).toMatchObject({ silent: false });
  });

  it('is possible though it stood for a number that the brand had before', async () => {
    const { tokenId } = await connect();
    await database.db.insert(sender).values({ phoneNumberId: '300500600700999', wabaId: '1', tokenId });
    const fresh = await connect();
    await ask();
    await disconnect(tokenId);
    const rows = await database.db.select().from(sender);
    expect(new Map(rows.map((row) => [row.phoneNumberId, row.tokenId]))).toEqual(
      new Map([
        ['300500600700999', null],
        [own().phoneNumberId, fresh.tokenId],
      ]),
    );
    // Nobody has to mend a number that is not in use.
    expect(await page()).toMatchObject({ silent: false });
  });
});
