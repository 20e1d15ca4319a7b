import { eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit, session, signInLink, user } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { addPerson } from '#lib/people/commands/add-person.ts';
import { createSignInLink } from '#lib/people/commands/sign-in-link.ts';
import { disablePerson } from '#lib/people/commands/disable-person.ts';
import { absoluteLimitMs, idleLimitMs } from '#lib/people/session-limits.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import { trySignIn } from '#tests/support/sign-in.ts';

let storywire: Storywire;
const actor = systemActor('test');

beforeAll(async () => {
  storywire = await startStorywire();
});
afterAll(() => storywire.close());

const status = async (cookie: string) =>
  (await storywire.fetch('/api/sessions', { headers: { cookie } })).status;
const newLink = async (userId: string) => {
  const link = await createSignInLink(storywire.db, { actor, userId, storywireUrl: storywire.url });
  return { link, secret: new URL(link).hash.slice(1) };
};

test('opening a one-time link, however often, does not spend it', async () => {
  const { db, url } = storywire;
  const { secret } = await newLink(await storywire.addPerson('viewer'));
  for (const path of [
    '/sign-in/link',
    `/sign-in/link?secret=${secret}`,
    `/api/auth/callback/link?secret=${secret}`,
  ]) {
    await storywire.fetch(path);
    await storywire.fetch(path, { method: 'HEAD' });
  }
  expect(await db.select().from(signInLink).where(isNull(signInLink.usedAt))).toHaveLength(1);
  const { response } = await trySignIn(url, url, 'link', { secret });
  expect(response.status).toBe(200);
});

test('a link signs in once; the second try gets no session', async () => {
  const { url } = storywire;
  const { secret } = await newLink(await storywire.addPerson('viewer'));
  expect((await trySignIn(url, url, 'link', { secret })).response.status).toBe(200);
  const second = await trySignIn(url, url, 'link', { secret });
  expect(second.response.status).toBe(401);
  expect([...second.cookies.keys()]).not.toContain('storywire');
});

test('over http the cookie has a plain name, and is for no script and no other site', async () => {
  const { url } = storywire;
  const { secret } = await newLink(await storywire.addPerson('viewer'));
  const { response } = await trySignIn(url, url, 'link', { secret });
  const [line = ''] = response.headers.getSetCookie().filter((each) => each.startsWith('storywire='));
  const [, ...attributes] = line.split('; ');
  const expires = new Date(attributes.find((each) => each.startsWith('Expires='))!.slice('Expires='.length));
  expect(attributes.filter((each) => !each.startsWith('Expires='))).toEqual([
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
  ]);
  expect(Math.abs(expires.getTime() - Date.now() - absoluteLimitMs)).toBeLessThan(60_000);
});

test('signing out ends the session itself, so that a kept cookie opens nothing', async () => {
  const cookie = await storywire.signIn('viewer');
  expect(await status(cookie)).toBe(200);
  const csrf = await storywire.fetch('/api/auth/csrf');
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const csrfCookie = csrf.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const out = await storywire.fetch('/api/auth/signout', {
    method: 'POST',
    headers: { origin: storywire.url, cookie: `${cookie}; ${csrfCookie}` },
    body: new URLSearchParams({ csrfToken }),
  });
  expect(out.headers.getSetCookie().join()).toMatch(/storywire=;.*Max-Age=0/);
  expect(await status(cookie)).toBe(401);
});

test('a session ends by idleness and by age, whatever its cookie says', async () => {
  const { db } = storywire;
  for (const change of [
    { lastUsedAt: new Date(Date.now() - idleLimitMs) },
    { expiresAt: new Date() },
    { revokedAt: new Date() },
  ]) {
    const userId = await storywire.addPerson('viewer');
    const cookie = await storywire.signInAs(userId);
    expect(await status(cookie)).toBe(200);
    await db.update(session).set(change).where(eq(session.userId, userId));
    expect(await status(cookie)).toBe(401);
  }
});

test('a disabled person is out with the next call', async () => {
  const userId = await storywire.addPerson('editor');
  const cookie = await storywire.signInAs(userId);
  expect(await status(cookie)).toBe(200);
  await disablePerson(storywire.db, { actor, userId, now: new Date() });
  expect(await status(cookie)).toBe(401);
});

test('an altered, foreign or empty cookie is nobody', async () => {
  const cookie = await storywire.signIn('viewer');
  for (const wrong of [
    `${cookie.slice(0, -3)}abc`,
    'storywire=',
    'storywire=a.b.c.d.e',
    `storywire=${'x'.repeat(3_000)}`,
  ]) {
    expect(await status(wrong)).toBe(401);
  }
});

test('one lists and ends one’s own devices, and no one else’s', async () => {
  const { url } = storywire;
  const userId = await storywire.addPerson('viewer');
  const [mine, other] = [await storywire.signInAs(userId), await storywire.signInAs(userId)];
  const stranger = await storywire.signIn('admin');
  const { sessions } = (await (
    await storywire.fetch('/api/sessions', { headers: { cookie: mine } })
  ).json()) as {
    sessions: { id: string; current: boolean }[];
  };
  expect(sessions).toHaveLength(2);
  const otherId = sessions.find(({ current }) => !current)!.id;
  const end = (cookie: string) =>
    storywire.fetch(`/api/sessions/${otherId}`, { method: 'DELETE', headers: { cookie, origin: url } });
  expect((await end(stranger)).status).toBe(404);
  expect(await status(other)).toBe(200);
  expect((await end(mine)).status).toBe(204);
  expect(await status(other)).toBe(401);
});

test('after signing in one goes to a path of ours, whatever was asked', async () => {
  const { url } = storywire;
  const cases: [asked: string, to: string][] = [
    ['/regions?x=1', '/regions?x=1'],
    ['https://evil.example/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['javascript:alert(1)', '/'],
  ];
  for (const [callbackUrl, to] of cases) {
    const { secret } = await newLink(await storywire.addPerson('viewer'));
    const csrf = await storywire.fetch('/api/auth/csrf');
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const response = await storywire.fetch('/api/auth/callback/link', {
      method: 'POST',
      headers: {
        origin: url,
        cookie: csrf.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; '),
      },
      body: new URLSearchParams({ secret, csrfToken, callbackUrl }),
    });
    // next-auth refuses what is no address at all before it signs anybody in.
    const location = response.headers.get('location');
    expect({ asked: callbackUrl, to: location === null ? '/' : location.replace(url, '') }).toEqual({
      asked: callbackUrl,
      to,
    });
  }
});

test('in sandbox mode demo people sign in by choice; others do not', async () => {
  const { db, url } = storywire;
  const grants = [{ role: 'viewer', regionId: null }] as const;
  const demo = await addPerson(db, { actor, name: 'Demo Viewer', email: null, grants, demo: true });
  const real = await addPerson(db, { actor, name: 'Real Viewer', email: null, grants });
  const page = await (await storywire.fetch('/sign-in')).text();
  expect(page).toContain('Demo Viewer');
  expect(page).not.toContain('Real Viewer');
  expect((await trySignIn(url, url, 'demo', { userId: demo.userId })).response.status).toBe(200);
  expect((await trySignIn(url, url, 'demo', { userId: real.userId })).response.status).toBe(401);
});

test('every sign-in is in the audit log, under who signed in', async () => {
  const userId = await storywire.addPerson('viewer');
  await storywire.signInAs(userId);
  const rows = await storywire.db.select().from(audit).where(eq(audit.actorId, userId));
  expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(['session.start done']);
});

test('in Meta mode the demo choice does not exist and is refused', async () => {
  const meta = await startStorywire({ env: { STORYWIRE_MODE: 'meta' } });
  try {
    const { userId } = await addPerson(meta.db, {
      actor,
      name: 'Demo Viewer',
      email: null,
      grants: [{ role: 'viewer', regionId: null }],
      demo: true,
    });
    expect(await (await meta.fetch('/sign-in')).text()).not.toContain('Demo Viewer');
    expect(Object.keys((await (await meta.fetch('/api/auth/providers')).json()) as object)).toEqual(['link']);
    const { response, cookies } = await trySignIn(meta.url, meta.url, 'demo', { userId });
    expect(response.ok && cookies.has('storywire')).toBe(false);
    expect(await meta.db.select().from(session)).toHaveLength(0);
    expect(await meta.db.select().from(user)).toHaveLength(1);
  } finally {
    await meta.close();
  }
});

test('over https the cookie is __Host- and Secure', async () => {
  const publicUrl = 'https://storywire.example';
  const secure = await startStorywire({ env: { STORYWIRE_URL: publicUrl } });
  try {
    const userId = await secure.addPerson('viewer');
    const link = await createSignInLink(secure.db, { actor, userId, storywireUrl: publicUrl });
    expect(link).toContain(`${publicUrl}/sign-in/link#`);
    const { response } = await trySignIn(secure.url, publicUrl, 'link', {
      secret: new URL(link).hash.slice(1),
    });
    const lines = response.headers.getSetCookie();
    expect(
      lines.every((line) => line.startsWith('__Host-') && /; Secure/.test(line) && /; HttpOnly/.test(line)),
    ).toBe(true);
    const [own = ''] = lines.filter((line) => line.startsWith('__Host-storywire='));
    expect(own).toMatch(/; Path=\/; .*; HttpOnly; Secure; SameSite=Lax$/);
    expect(own).not.toMatch(/Domain/i);
  } finally {
    await secure.close();
  }
});
