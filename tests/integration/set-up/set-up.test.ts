import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setUpTest, token, webhookInbox } from '#db/schema.ts';
import { askTokenCheck, enterToken } from '#lib/accounts/commands/enter-token.ts';
import { checkToken } from '#lib/accounts/job/check-token.ts';
import type { UserActor } from '#lib/actor.ts';
import type { Env } from '#lib/env.ts';
import { newId } from '#lib/ids.ts';
import { prepareSender } from '#lib/messages/job.ts';
import { askSetUpTest } from '#lib/set-up/commands/record-set-up-test.ts';
import { testSetUp } from '#lib/set-up/job.ts';
import { getSetUpPage } from '#lib/set-up/queries/get-set-up-page.ts';
import { eventually } from '#tests/support/eventually.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { type Sandbox, startSandbox } from '#tests/support/sandbox.ts';

const admin: UserActor = {
  kind: 'user',
  userId: newId(),
  sessionId: newId(),
  name: 'Somebody',
  grants: [{ role: 'admin', regionId: null }],
  fromWhere: null,
};

/** Storywire's webhook addresses as its web process answers them, by what a test wants. */
let answers: (challenge: string, token: string) => { status: number; body: string };
let web: Server;
let sandbox: Sandbox;
let database: TestDatabase;
let url: string;

beforeAll(async () => {
  web = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://web');
    const { status, body } = answers(
      searchParams.get('hub.challenge') ?? '',
      searchParams.get('hub.verify_token') ?? '',
    );
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  answers = (challenge) => ({ status: 200, body: challenge });
  sandbox = await startSandbox({ callbackUrl: url });
});
afterAll(async () => {
  await sandbox.close();
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
});
beforeEach(async () => {
  answers = (challenge) => ({ status: 200, body: challenge });
  database = await testDatabase();
});
afterEach(() => database.close());

const context = (more: Partial<Env> = {}) =>
  jobContext(database, { env: { ...sandbox.env, STORYWIRE_URL: url, ...more } });
const shown = async (more: Partial<Env> = {}) => {
  const page = await getSetUpPage(database.db, { actor: admin, env: context(more).env, now: new Date() });
  return { ...page, says: Object.fromEntries(page.items.map((item) => [item.key, item.says])) };
};
const connect = async (options: object = {}) => {
  const { access_token: accessToken } = await sandbox.post<{ access_token: string }>(
    '/_sandbox/tokens',
    options,
  );
  const tokenId = await enterToken(database.db, { actor: admin, accessToken, now: new Date() });
  await checkToken(context(), { tokenId });
  return tokenId;
};

const shaken = () =>
  eventually('Meta has shaken hands', async () => {
    const { handshakes } = await sandbox.get<{ handshakes: Record<string, { verified: boolean }> }>(
      '/_sandbox/state',
    );
    return Object.values(handshakes).every(({ verified }) => verified);
  });
const pub = { STORYWIRE_URL: 'https://stories.example.com' };
/** What is said where the latest test had been made at a public address, which none is here; Meta's addresses with it. */
const asIfTestedAt = async (at: { STORYWIRE_URL: string }, local?: string) => {
  await database.db.update(setUpTest).set({
    probe: sql`jsonb_set(${
      local === undefined
        ? sql`probe`
        : sql`replace(probe::text, ${local}::text, ${at.STORYWIRE_URL}::text)::jsonb`
    }, '{url}', to_jsonb(${at.STORYWIRE_URL}::text))`,
  });
  const { says } = await shown(at);
  if (local !== undefined)
    await database.db.update(setUpTest).set({
      probe: sql`replace(probe::text, ${at.STORYWIRE_URL}::text, ${local}::text)::jsonb`,
    });
  return says;
};

describe('the set-up', () => {
  it('of an empty installation says what comes first', async () => {
    const { says, testedAt, testing } = await shown();
    expect({ testedAt, testing }).toEqual({ testedAt: null, testing: false });
    expect(says).toMatchObject({
      token: 'none',
      scopes: 'waiting',
      accounts: 'waiting',
      webhooks: 'waiting',
      sender: 'waiting',
      templates: 'none',
    });
  });

  it('is tested against Meta and our own address, when somebody asks', async () => {
    await prepareSender(context(), { tokenId: await connect() });
    await shaken();
    await askSetUpTest(database.db, { actor: admin });
    expect(await shown()).toMatchObject({ testing: true });
    await testSetUp(context());
    const page = await shown();
    expect(page.testing).toBe(false);
    expect(page.testedAt).not.toBeNull();
    expect(page.says).toMatchObject({
      token: 'good',
      scopes: 'good',
      accounts: 'unmapped',
      address: 'sandbox',
      webhooks: 'good',
      insightsWebhook: 'good',
      sender: 'good',
    });
  });

  it('notices webhooks that go elsewhere, and an address that something else answers', async () => {
    await prepareSender(context(), { tokenId: await connect() });
    answers = () => ({ status: 200, body: 'Welcome to nginx' });
    const elsewhere = { STORYWIRE_URL: `${url}/somewhere` };
    await testSetUp(context(elsewhere));
    const { says } = await shown(elsewhere);
    expect(says).toMatchObject({ webhooks: 'elsewhere' });
    expect(await asIfTestedAt(pub)).toMatchObject({ address: 'stranger', webhooks: 'elsewhere' });
    await testSetUp(context({ STORYWIRE_URL: 'http://127.0.0.1:9' }));
    expect(await asIfTestedAt(pub)).toMatchObject({ address: 'unreachable' });
  });

  it('takes a webhook for proof of the present address only once Meta was seen sending there', async () => {
    await prepareSender(context(), { tokenId: await connect() });
    await shaken();
    const came = () =>
      database.db.insert(webhookInbox).values({
        source: 'whatsapp',
        bodyHash: newId(),
        sealed: 'sealed',
        receivedAt: sql`clock_timestamp()`,
      });
    const address = async () => (await asIfTestedAt(pub, url)).address;
    answers = () => ({ status: 200, body: 'Welcome to nginx' });
    await came();
    await testSetUp(context());
    expect(await address()).toBe('stranger');
    // What has come before may have come to an old address; what comes now comes to this one.
    await came();
    expect(await address()).toBe('heard');
    await testSetUp(context());
    expect(await address()).toBe('heard');
    // Moved, and Meta not told yet: its webhooks go on coming to the old address.
    await testSetUp(context({ STORYWIRE_URL: 'http://127.0.0.1:9' }));
    await came();
    expect((await asIfTestedAt({ STORYWIRE_URL: 'https://new.example.com' })).address).toBe('unreachable');
  });

  it('says that the app’s secret is wrong, of whatever Meta is asked, and what to mend', async () => {
    await prepareSender(context(), { tokenId: await connect() });
    const wrong = { META_APP_SECRET: 'not-the-secret-of-this-app' };
    await testSetUp(context(wrong));
    const { items } = await shown(wrong);
    for (const key of ['token', 'webhooks', 'insightsWebhook', 'sender'])
      expect(items.find((item) => item.key === key)).toMatchObject({ state: 'bad', says: 'app' });
    await testSetUp(context());
    expect((await shown()).says).toMatchObject({ token: 'good', sender: 'good' });
  });

  it('is tested to the end though one token does not open, and says so', async () => {
    await connect();
    const shut = await connect();
    await database.db.update(token).set({ sealed: 'not what it was' }).where(eq(token.id, shut));
    await askTokenCheck(database.db, { actor: admin, tokenId: shut });
    await askSetUpTest(database.db, { actor: admin });
    await testSetUp(context());
    const { says, testedAt, testing } = await shown();
    expect(says).toMatchObject({ token: 'unasked', accounts: 'unmapped' });
    expect([testedAt === null, testing]).toEqual([false, false]);
    const [row] = await database.db.select().from(token).where(eq(token.id, shut));
    expect(row!.checkAskedAt!.getTime()).toBeGreaterThan(Date.now());
  });

  it('says of a token what it may not do, and of the number that nobody may read it', async () => {
    await connect({ without_scopes: ['whatsapp_business_management', 'business_management'] });
    await testSetUp(context());
    const { says } = await shown();
    expect(says).toMatchObject({ scopes: 'needed', sender: 'waiting', webhooks: 'waiting' });
  });

  it('without alerts needs nothing of WhatsApp', async () => {
    await connect();
    const feed = { WHATSAPP_PHONE_NUMBER_ID: undefined, WHATSAPP_BUSINESS_ACCOUNT_ID: undefined };
    const quiet = feed as unknown as Partial<Env>;
    await testSetUp(context(quiet));
    expect((await shown(quiet)).says).toMatchObject({ webhooks: 'off', sender: 'off', templates: 'off' });
  });

  it('is for admins of all regions alone', async () => {
    const actor: UserActor = { ...admin, grants: [{ role: 'admin', regionId: newId() }] };
    const look = getSetUpPage(database.db, { actor, env: context().env, now: new Date() });
    await expect(look).rejects.toMatchObject({ code: 'forbidden' });
    await expect(askSetUpTest(database.db, { actor })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
