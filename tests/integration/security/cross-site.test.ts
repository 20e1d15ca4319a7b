import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit, number, region } from '#db/schema.ts';
import { actionState, postAction } from '#tests/support/server-action.ts';
import { trySignIn } from '#tests/support/sign-in.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import { fictionalNumber, makeRegion, type Region } from './world.ts';

let storywire: Storywire;
let own: Region;
let userId: string;
let cookie: string;

beforeAll(async () => {
  storywire = await startStorywire();
  own = await makeRegion(storywire.db, 'Own', storywire.data);
  userId = await storywire.addPerson('admin');
  cookie = await storywire.signInAs(userId);
});
afterAll(() => storywire.close());

const foreign = (): [name: string, headers: Record<string, string>][] => [
  ['no origin', {}],
  ['origin null', { origin: 'null' }],
  ['a foreign origin', { origin: 'https://evil.example' }],
  ['our host by another scheme', { origin: storywire.url.replace('http:', 'https:') }],
  ['our host by another name', { origin: storywire.url.replace('127.0.0.1', 'localhost') }],
  [
    'a foreign origin that forwards for itself',
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  ],
  ['our origin, forwarded for a foreign host', { origin: storywire.url, 'x-forwarded-host': 'evil.example' }],
];

describe('what was not sent from a page of ours', () => {
  test('ends no session through a route, and is in the audit log', async () => {
    const other = await storywire.signInAs(userId);
    const { sessions } = (await (
      await storywire.fetch('/api/sessions', { headers: { cookie: other } })
    ).json()) as {
      sessions: { id: string; current: boolean }[];
    };
    const { id } = sessions.find(({ current }) => current)!;
    for (const [name, headers] of foreign()) {
      const { status } = await storywire.fetch(`/api/sessions/${id}`, {
        method: 'DELETE',
        headers: { cookie, ...headers },
      });
      expect({ name, status }).toEqual({ name, status: 403 });
    }
    expect((await storywire.fetch('/api/sessions', { headers: { cookie: other } })).status).toBe(200);
    const refusals = await storywire.db.select().from(audit).where(eq(audit.outcome, 'refused'));
    expect(refusals).toHaveLength(foreign().length);
    expect(refusals[0]).toMatchObject({
      actorId: userId,
      action: 'request',
      detail: { where: `DELETE /api/sessions/${id}`, reason: 'crossSite' },
    });
  });

  test('changes nothing through a server action', async () => {
    const fields = {
      regionId: own.id,
      number: fictionalNumber(),
      label: 'New',
      kind: 'person',
      language: '',
    };
    const name = 'app/(signed-in)/numbers/actions.ts#addNumberAction';
    for (const [from, headers] of foreign()) {
      const response = await postAction(storywire, name, fields, { cookie, ...headers });
      const state = (await actionState(response))?.status;
      expect({ from, done: state === 'done' }).toEqual({ from, done: false });
    }
    expect(await storywire.db.select().from(number)).toHaveLength(0);
  });

  test('signs nobody in and nobody out', async () => {
    const csrf = await storywire.fetch('/api/auth/csrf');
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const cookies = [cookie, ...csrf.headers.getSetCookie().map((line) => line.split(';')[0])].join('; ');
    for (const path of ['signout', 'callback/link', 'callback/demo']) {
      for (const [name, headers] of foreign()) {
        const body = new URLSearchParams({ csrfToken, secret: 'x', userId });
        const { status } = await storywire.fetch(`/api/auth/${path}`, {
          method: 'POST',
          headers: { cookie: cookies, ...headers },
          body,
        });
        expect({ path, name, status }).toEqual({ path, name, status: 403 });
      }
    }
    expect((await storywire.fetch('/api/sessions', { headers: { cookie } })).status).toBe(200);
  });

  test('is refused without the CSRF token, too', async () => {
    const response = await storywire.fetch('/api/auth/signout', {
      method: 'POST',
      headers: { cookie, origin: storywire.url },
      body: new URLSearchParams({ csrfToken: 'guessed' }),
    });
    expect(response.headers.get('location')).toContain('csrf=true');
    expect((await storywire.fetch('/api/sessions', { headers: { cookie } })).status).toBe(200);
  });
});

test('a GET changes nothing: not a session, not a sign-in, not a setting', async () => {
  const headers = { cookie, origin: storywire.url };
  const before = await storywire.db.select().from(region);
  for (const path of [
    '/api/auth/signout',
    '/api/auth/callback/link?secret=x',
    '/api/auth/callback/demo',
    '/api/auth/session',
  ]) {
    expect((await storywire.fetch(path, { headers })).status).toBe(404);
  }
  await storywire.fetch('/regions?name=Changed', { headers });
  expect((await storywire.fetch('/api/sign-in-link', { headers })).status).toBe(405);
  expect(await storywire.db.select().from(region)).toEqual(before);
  expect((await storywire.fetch('/api/sessions', { headers })).status).toBe(200);
});

describe('spoofed forwarding headers', () => {
  const spoofed = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-port': '8443',
    'x-original-url': '/api/sessions',
    'x-rewrite-url': '/api/sessions',
    forwarded: 'for=203.0.113.7;host=evil.example;proto=https',
  };

  test('change no redirect to sign-in', async () => {
    const { headers } = await storywire.fetch('/regions', { headers: spoofed });
    expect(headers.get('location')).toBe('/sign-in?to=%2Fregions');
  });

  test('change no cookie and no address of signing in', async () => {
    const csrf = await storywire.fetch('/api/auth/csrf', { headers: spoofed });
    expect(csrf.headers.getSetCookie().join()).toContain('csrf-storywire=');
    expect(csrf.headers.getSetCookie().join()).not.toMatch(/__Host-|Secure|evil/);
    const providers = await (await storywire.fetch('/api/auth/providers', { headers: spoofed })).text();
    expect(providers).not.toContain('evil.example');
    expect(providers).toContain(`${storywire.url}/api/auth`);
    const { response } = await trySignIn(storywire.url, storywire.url, 'link', { secret: 'x' }, spoofed);
    expect(response.status).toBe(403);
  });

  test('stand in no page', async () => {
    for (const path of ['/', '/regions', `/stories/${own.story.code}`, '/sign-in/link']) {
      const text = await (await storywire.fetch(path, { headers: { cookie, ...spoofed } })).text();
      expect(text).not.toContain('evil.example');
    }
  });

  test('open nothing for nobody', async () => {
    expect((await storywire.fetch('/api/sessions', { headers: spoofed })).status).toBe(401);
    expect(
      (await storywire.fetch('/api/health', { headers: spoofed })).headers.get('content-type'),
    ).toContain('json');
  });
});
