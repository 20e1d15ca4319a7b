import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { audit, grant, identity, rateLimit, session, signInLink, user } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { addPerson } from '#lib/people/commands/add-person.ts';
import { disablePerson } from '#lib/people/commands/disable-person.ts';
import { actionState, builtActions, postAction } from '#tests/support/server-action.ts';
import { CompanyVisitor } from '#tests/support/company-visitor.ts';
import { type IdentityProvider, startIdentityProvider } from '#tests/support/identity-provider.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';

/** Signing in with a company account, against a real provider; attacks stand in single-sign-on-attacks.test.ts. */
let storywire: Storywire;
let provider: IdentityProvider;
const actor = systemActor('test');

beforeAll(async () => {
  storywire = await startStorywire({
    env: async (url) => {
      provider = await startIdentityProvider(url);
      return provider.env;
    },
  });
});
afterAll(async () => {
  await storywire.close();
  await provider.close();
});
beforeEach(async () => {
  const { db } = storywire;
  for (const table of [identity, session, signInLink, grant, rateLimit]) await db.delete(table);
  await db.delete(user);
});

const visitor = (cookieHeader?: string) => new CompanyVisitor(storywire.url, cookieHeader);
const status = async (who: CompanyVisitor, path = '/api/feed') =>
  (await storywire.fetch(path, { headers: { cookie: who.cookieHeader } })).status;
const sessions = async () => await storywire.db.select().from(session);
const personWith = async (email: string) =>
  (await addPerson(storywire.db, { actor, name: 'Somebody', email, grants: [] })).userId;

test('whoever is new gets in as a person without a role, who may read the stories and set nothing', async () => {
  const { db } = storywire;
  const who = visitor();
  expect(await who.signIn('staff-1', { to: '/stories/ABCDEF?from=link' })).toBe('/stories/ABCDEF?from=link');
  expect(await status(who)).toBe(200);
  const [person] = await db.select().from(user);
  expect(person).toMatchObject({
    name: 'Ines (staff)',
    email: 'ines@example.com',
    state: 'active',
    demo: false,
  });
  expect(await db.select().from(grant)).toEqual([]);
  const [known] = await db.select().from(identity);
  expect(known).toMatchObject({ userId: person!.id, issuer: provider.issuer, subject: 'staff-1' });
  // Nothing of the way is left behind in the browser.
  expect([...who.cookies.keys()].filter((name) => /state|pkce|nonce|intent/.test(name))).toEqual([]);
  expect((await storywire.fetch('/more', { headers: { cookie: who.cookieHeader } })).status).toBe(200);
});

test('the same account is the same person again, whatever its address has become', async () => {
  const { db } = storywire;
  await visitor().signIn('staff-1');
  const [person] = await db.select().from(user);
  await db.update(user).set({ email: 'ines.before@example.com' }).where(eq(user.id, person!.id));
  const who = visitor();
  expect(await who.signIn('staff-1')).toBe('/');
  expect(await status(who)).toBe(200);
  expect(await db.select().from(user)).toHaveLength(1);
  expect((await sessions()).map(({ userId }) => userId)).toEqual([person!.id, person!.id]);
});

test('ten first sign-ins with one account at once make one person', async () => {
  const all = Array.from({ length: 10 }, () => visitor());
  const ways = await Promise.all(
    all.map(async (who) => ({ who, back: await who.choose(await who.leave(), 'staff-1') })),
  );
  expect(await Promise.all(ways.map(async ({ who, back }) => await who.comeBack(back)))).toEqual(
    Array(10).fill('/'),
  );
  expect(await storywire.db.select().from(user)).toHaveLength(1);
  expect(await storywire.db.select().from(identity)).toHaveLength(1);
});

test.each([
  ['guest', 'domain'],
  ['unverified', 'unverified'],
  ['unsaid', 'unverified'],
  ['nobody', 'unverified'],
  ['', 'cancelled'],
])('the account "%s" is refused: %s', async (as, reason) => {
  const who = visitor();
  expect(await who.signIn(as, { to: '/regions' })).toBe(`/sign-in?company=${reason}&to=%2Fregions`);
  expect(who.isSignedIn).toBe(false);
  expect(await sessions()).toEqual([]);
  expect(await storywire.db.select().from(user)).toEqual([]);
});

test('an address that belongs to somebody is no way in: the account has to be linked first', async () => {
  const { db } = storywire;
  const userId = await personWith('ines@example.com');
  expect(await visitor().signIn('staff-1')).toBe('/sign-in?company=known');
  expect(await sessions()).toEqual([]);
  expect(await db.select().from(identity)).toEqual([]);
  const [refusal] = await db
    .select()
    .from(audit)
    .where(and(eq(audit.outcome, 'refused'), eq(audit.thingId, userId)));
  expect(refusal).toMatchObject({ action: 'session.start', detail: { by: 'company', reason: 'known' } });

  // Signed in as before, one links it; then it signs in as that person.
  const before = visitor(await storywire.signInAs(userId));
  expect(await before.signIn('staff-1', { link: true })).toBe('/more?company=linked');
  const after = visitor();
  expect(await after.signIn('staff-1')).toBe('/');
  expect((await sessions()).map((row) => row.userId)).toEqual([userId, userId]);
});

test('a person who was invited and has not come yet is not taken over by an account with the address', async () => {
  const userId = await personWith('ines@example.com');
  await storywire.db.update(user).set({ state: 'invited' }).where(eq(user.id, userId));
  expect(await visitor().signIn('staff-1')).toBe('/sign-in?company=known');
  expect(await sessions()).toEqual([]);
});

test('a disabled person is refused, and stays out', async () => {
  const { db } = storywire;
  const who = visitor();
  await who.signIn('staff-1');
  const [person] = await db.select().from(user);
  await disablePerson(db, { actor, userId: person!.id, now: new Date() });
  expect(await status(who)).toBe(401);
  const again = visitor();
  expect(await again.signIn('staff-1')).toBe('/sign-in?company=inactive');
  expect(again.isSignedIn).toBe(false);
  expect((await sessions()).every(({ revokedAt }) => revokedAt !== null)).toBe(true);
});

test('linking needs a session, starts none, and changes nobody’s', async () => {
  expect((await visitor().begin({ link: true })).status).toBe(401);
  const userId = await personWith('someone@example.com');
  const who = visitor(await storywire.signInAs(userId));
  const cookie = who.cookies.get('storywire');
  expect(await who.signIn('staff-2', { link: true })).toBe('/more?company=linked');
  expect(who.cookies.get('storywire')).toBe(cookie);
  expect(await sessions()).toHaveLength(1);
  // The same once more changes nothing.
  expect(await who.signIn('staff-2', { link: true })).toBe('/more?company=linked');
  expect(await storywire.db.select().from(identity)).toHaveLength(1);
});

test('an account of somebody else cannot be linked, nor one with somebody else’s address, nor a second', async () => {
  const mine = await personWith('mine@example.com');
  await personWith('tomas@example.com');
  await visitor().signIn('staff-1');
  const who = visitor(await storywire.signInAs(mine));
  expect(await who.signIn('staff-1', { link: true })).toBe('/more?company=taken');
  expect(await who.signIn('staff-2', { link: true })).toBe('/more?company=taken');
  expect(await who.signIn('guest', { link: true })).toBe('/more?company=domain');
  expect(await who.signIn('staff-3', { link: true })).toBe('/more?company=linked');
  expect(await who.signIn('unverified', { link: true })).toBe('/more?company=unverified');
  await storywire.db.update(user).set({ email: null }).where(eq(user.email, 'tomas@example.com'));
  expect(await who.signIn('staff-2', { link: true })).toBe('/more?company=second');
  const rows = await storywire.db.select().from(identity).where(eq(identity.userId, mine));
  expect(rows.map(({ subject }) => subject)).toEqual(['staff-3']);
});

test('a link is made for the session that began it, and for no other', async () => {
  const [mine, other] = [await personWith('mine@example.com'), await personWith('other@example.com')];
  const who = visitor(await storywire.signInAs(mine));
  const back = await who.choose(await who.leave({ link: true }), 'staff-1');
  // The browser changes hands while somebody stands at the provider.
  const session = (await storywire.signInAs(other)).split('=')[1]!;
  who.cookies.set('storywire', session);
  expect(await who.comeBack(back)).toBe('/more?company=stale');
  expect(await storywire.db.select().from(identity)).toEqual([]);

  const gone = visitor(await storywire.signInAs(mine));
  const later = await gone.choose(await gone.leave({ link: true }), 'staff-1');
  gone.cookies.delete('storywire');
  expect(await gone.comeBack(later)).toBe('/more?company=stale');
  expect(gone.isSignedIn).toBe(false);
  expect(await storywire.db.select().from(identity)).toEqual([]);
});

test('one unlinks one’s own account and nobody else’s; after that it signs nobody in', async () => {
  const { db } = storywire;
  const userId = await personWith('ines@example.com');
  const who = visitor(await storywire.signInAs(userId));
  await who.signIn('staff-1', { link: true });
  const [linked] = await db.select().from(identity);
  const name = builtActions(storywire.folder).find((each) =>
    each.name.endsWith('#unlinkCompanyAction'),
  )!.name;
  const unlink = async (cookie: string) =>
    (
      await actionState(
        await postAction(storywire, name, { identityId: linked!.id }, { cookie, origin: storywire.url }),
      )
    )?.status;
  expect(await unlink(await storywire.signIn('admin'))).toBe('refused');
  expect(await db.select().from(identity)).toHaveLength(1);
  expect(await unlink(who.cookieHeader)).toBe('done');
  expect(await db.select().from(identity)).toEqual([]);
  expect(await status(who)).toBe(200);
  expect(await visitor().signIn('staff-1')).toBe('/sign-in?company=known');
  const rows = await db.select().from(audit).where(eq(audit.thingId, linked!.id)).orderBy(audit.id);
  expect(rows.map(({ action, actorId }) => ({ action, actorId }))).toEqual([
    { action: 'identity.link', actorId: userId },
    { action: 'identity.unlink', actorId: userId },
  ]);
});

test('the code of a way that is over is refused, with the same cookies and without', async () => {
  const who = visitor();
  const back = await who.choose(await who.leave(), 'staff-1');
  const kept = who.cookieHeader;
  expect(await who.comeBack(back)).toBe('/');
  const again = visitor(kept);
  expect(await again.comeBack(back)).toBe('/sign-in?company=stale');
  expect(await visitor().comeBack(back)).toBe('/sign-in?company=stale');
  expect(again.isSignedIn).toBe(false);
  expect(await sessions()).toHaveLength(1);
});

test('a spent code brought with a new state is refused by the provider', async () => {
  const who = visitor();
  const back = await who.choose(await who.leave(), 'staff-1');
  expect(await who.comeBack(back)).toBe('/');
  const thief = visitor();
  const address = await thief.leave();
  back.searchParams.set('state', address.searchParams.get('state')!);
  expect(await thief.comeBack(back)).toBe('/sign-in?company=stale');
  expect(thief.isSignedIn).toBe(false);
});

test('somebody else’s fresh code is of no use in another browser: its verifier is not there', async () => {
  const victim = visitor();
  const back = await victim.choose(await victim.leave(), 'staff-1');
  const thief = visitor();
  const address = await thief.leave();
  back.searchParams.set('state', address.searchParams.get('state')!);
  expect(await thief.comeBack(back)).toBe('/sign-in?company=stale');
  expect(await sessions()).toEqual([]);
});

test('what is written holds no address, no issuer and no network of anybody', async () => {
  await personWith('ines@example.com');
  await visitor().signIn('staff-1');
  await visitor().signIn('guest');
  await visitor().signIn('staff-2');
  const rows = JSON.stringify(await storywire.db.select().from(audit));
  const written = `${rows}\n${storywire.output().replace(/- (Local|Network):.*/g, '')}`;
  for (const secret of [
    'example.com',
    'elsewhere.example',
    'localhost',
    new URL(provider.issuer).port,
    'staff-1',
  ])
    expect({ secret, written: written.includes(secret) }).toEqual({ secret, written: false });
});

test('of many ways begun from one address the thirty-first is told how long to wait', async () => {
  const who = visitor();
  for (let time = 0; time < 30; time += 1) expect((await who.begin()).status).toBe(200);
  for (const link of [false, true]) {
    const over = await visitor().begin({ link });
    expect(over.status).toBe(429);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await over.json()).toMatchObject({
      error: { code: 'too_many', message: 'Too many tries from here. Wait 10 minutes and try again.' },
    });
  }
  // The ten minutes are over.
  await storywire.db.update(rateLimit).set({ expire: Date.now() - 1 });
  expect((await visitor().begin()).status).toBe(200);
});
