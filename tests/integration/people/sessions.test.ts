import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit, session, signInLink, user } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { addPerson } from '#lib/people/commands/add-person.ts';
import { createSignInLink, redeemSignInLink } from '#lib/people/commands/sign-in-link.ts';
import { disablePerson } from '#lib/people/commands/disable-person.ts';
import { ensureFirstAdmin } from '#lib/people/commands/first-admin.ts';
import { revokeSession, touchSession } from '#lib/people/commands/sessions.ts';
import { signInAsDemoPerson } from '#lib/people/commands/sign-in-as-demo-person.ts';
import { findSession } from '#lib/people/queries/find-session.ts';
import { findSignInLink } from '#lib/people/queries/find-sign-in-link.ts';
import { listDemoPeople } from '#lib/people/queries/list-demo-people.ts';
import { listSessions } from '#lib/people/queries/list-sessions.ts';
import { absoluteLimitMs, idleLimitMs } from '#lib/people/session-limits.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
const actor = systemActor('test');
const device = 'Firefox on Linux';
const everywhere = [{ role: 'viewer', regionId: null }] as const;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const person = async (name: string) =>
  (await addPerson(database.db, { actor, name, email: null, grants: everywhere })).userId;
const linkSecret = async (userId: string, validForMs?: number) =>
  new URL(
    await createSignInLink(database.db, {
      actor,
      userId,
      ...(validForMs === undefined ? {} : { validForMs }),
    }),
  ).hash.slice(1);
const signedIn = async (userId: string, now = new Date()) =>
  (await redeemSignInLink(database.db, { secret: await linkSecret(userId), device, now }))!;

test('a one-time link leads to the sign-in page with its secret where no server sees it', async () => {
  const link = new URL(await createSignInLink(database.db, { actor, userId: await person('Link') }));
  expect(link.origin + link.pathname + link.search).toBe('http://127.0.0.1:3000/sign-in/link');
  expect(link.hash.length).toBeGreaterThan(40);
  const stored = await database.db.select().from(signInLink);
  expect(JSON.stringify(stored)).not.toContain(link.hash.slice(1));
});

test('of ten who use one link at once, one gets in', async () => {
  const secret = await linkSecret(await person('Ten'));
  const tries = await Promise.all(
    Array.from({ length: 10 }, () => redeemSignInLink(database.db, { secret, device, now: new Date() })),
  );
  expect(tries.filter((sessionId) => sessionId !== undefined)).toHaveLength(1);
});

test('looking whose link it is spends nothing, and a spent or unknown link is nobody’s', async () => {
  const { db } = database;
  const secret = await linkSecret(await person('Looked at'));
  const now = new Date();
  expect(await findSignInLink(db, { secret, now })).toMatchObject({ state: 'good', name: 'Looked at' });
  expect(await findSignInLink(db, { secret, now })).toMatchObject({ state: 'good', name: 'Looked at' });
  expect(await redeemSignInLink(db, { secret, device, now })).toBeDefined();
  expect(await findSignInLink(db, { secret, now })).toEqual({ state: 'used' });
  expect(await findSignInLink(db, { secret: 'no such link', now })).toEqual({ state: 'unknown' });
});

test('a link is over after its time: fifteen minutes unless said otherwise', async () => {
  const { db } = database;
  const userId = await person('Late');
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  const plain = await linkSecret(userId);
  expect(await findSignInLink(db, { secret: plain, now: inMinutes(14) })).toMatchObject({ state: 'good' });
  expect(await findSignInLink(db, { secret: plain, now: inMinutes(16) })).toEqual({ state: 'over' });
  expect(await redeemSignInLink(db, { secret: plain, device, now: inMinutes(16) })).toBeUndefined();
  const long = await linkSecret(userId, 60 * 60_000);
  expect(await redeemSignInLink(db, { secret: long, device, now: inMinutes(59) })).toBeDefined();
});

test('a disabled person’s link does not let in, and none can be made', async () => {
  const { db } = database;
  const userId = await person('Disabled');
  const secret = await linkSecret(userId);
  await disablePerson(db, { actor, userId, now: new Date() });
  expect(await redeemSignInLink(db, { secret, device, now: new Date() })).toBeUndefined();
  await expect(createSignInLink(db, { actor, userId })).rejects.toMatchObject({ code: 'not_found' });
});

test('disabling a person ends all their sessions at once and tells open feeds', async () => {
  const { db, sql } = database;
  const userId = await person('Out');
  const sessions = [await signedIn(userId), await signedIn(userId)];
  const heard = new Set<string>();
  const listening = await sql.listen('storywire_live', (hint) => {
    heard.add((JSON.parse(hint) as { id: string }).id);
  });
  await disablePerson(db, { actor, userId, now: new Date() });
  for (const sessionId of sessions) {
    expect(await findSession(db, { sessionId, now: new Date() })).toBeUndefined();
  }
  await expect.poll(() => heard).toEqual(new Set(sessions));
  await listening.unlisten();
});

test('a session says who is signed in, with the grants of this moment', async () => {
  const { db } = database;
  const userId = await person('Somebody');
  const sessionId = await signedIn(userId);
  const found = await findSession(db, { sessionId, now: new Date() });
  expect(found?.actor).toEqual({
    kind: 'user',
    userId,
    sessionId,
    name: 'Somebody',
    grants: [{ role: 'viewer', regionId: null }],
    fromWhere: null,
  });
});

test('a session unused for thirty days has ended, and any after ninety', async () => {
  const { db } = database;
  const start = new Date();
  const sessionId = await signedIn(await person('Idle'), start);
  const after = (ms: number) => new Date(start.getTime() + ms);
  expect(await findSession(db, { sessionId, now: after(idleLimitMs - 1) })).toBeDefined();
  expect(await findSession(db, { sessionId, now: after(idleLimitMs) })).toBeUndefined();
  for (const share of [0.3, 0.6, 0.9])
    await touchSession(db, { sessionId, now: after(absoluteLimitMs * share) });
  expect(await findSession(db, { sessionId, now: after(absoluteLimitMs - 1) })).toBeDefined();
  expect(await findSession(db, { sessionId, now: after(absoluteLimitMs) })).toBeUndefined();
});

test('use is written down at most once a minute, and never for a session that has ended', async () => {
  const { db } = database;
  const start = new Date();
  const userId = await person('Touched');
  const sessionId = await signedIn(userId, start);
  const lastUsedAt = async () =>
    (await db.select().from(session).where(eq(session.id, sessionId)))[0]!.lastUsedAt.getTime() -
    start.getTime();
  await touchSession(db, { sessionId, now: new Date(start.getTime() + 59_000) });
  expect(await lastUsedAt()).toBe(0);
  await touchSession(db, { sessionId, now: new Date(start.getTime() + 61_000) });
  expect(await lastUsedAt()).toBe(61_000);
  await disablePerson(db, { actor, userId, now: start });
  await touchSession(db, { sessionId, now: new Date(start.getTime() + 200_000) });
  expect(await lastUsedAt()).toBe(61_000);
});

test('one sees and ends one’s own sessions only', async () => {
  const { db } = database;
  const now = new Date();
  const ownUser = await person('Own');
  const [first, second] = [await signedIn(ownUser), await signedIn(ownUser)];
  const foreign = await signedIn(await person('Foreign'));
  const me = (await findSession(db, { sessionId: first, now: new Date() }))!.actor;
  const listed = await listSessions(db, { actor: me, now });
  expect(
    listed.map(({ id, current }) => ({ id, current })).toSorted((a, b) => a.id.localeCompare(b.id)),
  ).toEqual(
    [
      { id: first, current: true },
      { id: second, current: false },
    ].toSorted((a, b) => a.id.localeCompare(b.id)),
  );
  await expect(revokeSession(db, { actor: me, sessionId: foreign, now })).rejects.toMatchObject({
    code: 'not_found',
  });
  await revokeSession(db, { actor: me, sessionId: second, now });
  await revokeSession(db, { actor: me, sessionId: second, now });
  expect(await listSessions(db, { actor: me, now })).toHaveLength(1);
  const ends = await db.select().from(audit).where(eq(audit.thingId, second));
  expect(ends.map(({ action }) => action)).toEqual(['session.start', 'session.end']);
});

test('demo people sign in by choice in sandbox mode, and nobody else does so anywhere', async () => {
  const { db } = database;
  const demoUser = (await addPerson(db, { actor, name: 'Demo', email: null, grants: everywhere, demo: true }))
    .userId;
  const realUser = await person('Real');
  const now = new Date();
  const attempt = (mode: 'sandbox' | 'meta', userId: string) =>
    signInAsDemoPerson(db, { mode, userId, device, now });
  expect(await attempt('sandbox', demoUser)).toBeDefined();
  expect(await attempt('meta', demoUser)).toBeUndefined();
  expect(await attempt('sandbox', realUser)).toBeUndefined();
  expect((await listDemoPeople(db)).map(({ name }) => name)).toEqual(['Demo']);
});

test('the first admin is added once, and no demo admin takes their place', async () => {
  const { db } = database;
  const demoAdmin = {
    name: 'Demo admin',
    email: null,
    grants: [{ role: 'admin', regionId: null }],
    demo: true,
  } as const;
  await addPerson(db, { actor, ...demoAdmin });
  const first = await ensureFirstAdmin(db, { actor, name: 'First', email: 'First@Brand.example' });
  const again = await ensureFirstAdmin(db, { actor, name: 'Second', email: 'second@brand.example' });
  expect(again).toBe(first);
  const [row] = await db.select().from(user).where(eq(user.id, first));
  expect(row).toMatchObject({ name: 'First', email: 'first@brand.example', demo: false });
});

test('people are added, disabled and sent links by admins of every region only', async () => {
  const { db } = database;
  const userId = await person('Viewer');
  const sessionId = await signedIn(userId);
  const me = (await findSession(db, { sessionId, now: new Date() }))!.actor;
  const refused = { code: 'forbidden' };
  await expect(addPerson(db, { actor: me, name: 'X', email: null, grants: [] })).rejects.toMatchObject(
    refused,
  );
  await expect(createSignInLink(db, { actor: me, userId })).rejects.toMatchObject(refused);
  // Whom one may not see, one is not to learn about.
  await expect(disablePerson(db, { actor: me, userId, now: new Date() })).rejects.toMatchObject({
    code: 'not_found',
  });
});
