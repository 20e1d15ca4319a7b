import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { audit, identity, rateLimit, session, user } from '#db/schema.ts';
import { CompanyVisitor } from '#tests/support/company-visitor.ts';
import {
  challengeOf,
  type HostileIssuer,
  type Lies,
  startHostileIssuer,
} from '#tests/support/hostile-issuer.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';

/** Every answer that an issuer, or somebody who plays one, could give and must not (OpenID Connect Core, 3.1.3.7). */
let storywire: Storywire;
let hostile: HostileIssuer;

beforeAll(async () => {
  hostile = await startHostileIssuer();
  storywire = await startStorywire({ env: settings() });
});
afterAll(async () => {
  await storywire.close();
  await hostile.close();
});
beforeEach(async () => {
  hostile.lies = {};
  hostile.tokenRequests = [];
  for (const table of [identity, session, user, rateLimit]) await storywire.db.delete(table);
});

const settings = () => ({
  OIDC_ISSUER: hostile.issuer,
  OIDC_CLIENT_ID: hostile.clientId,
  OIDC_CLIENT_SECRET: hostile.clientSecret,
  OIDC_DOMAINS: 'example.com, Second.Example',
});

const visitor = () => new CompanyVisitor(storywire.url);

/** Goes to the issuer and is on the way back with a code. */
async function onTheWayBack(who: CompanyVisitor, code = 'code'): Promise<URL> {
  const address = await who.leave({ to: '/regions' });
  hostile.heard = {
    nonce: address.searchParams.get('nonce') ?? '',
    challenge: address.searchParams.get('code_challenge') ?? '',
  };
  const back = new URL(address.searchParams.get('redirect_uri')!);
  back.search = new URLSearchParams({ code, state: address.searchParams.get('state') ?? '' }).toString();
  return back;
}

async function signIn(lies: Lies, who = visitor()): Promise<string> {
  const back = await onTheWayBack(who);
  hostile.lies = lies;
  return await who.comeBack(back);
}

async function expectNobody(who: CompanyVisitor): Promise<void> {
  expect(who.isSignedIn).toBe(false);
  const { db } = storywire;
  expect(await db.select().from(session)).toEqual([]);
  expect(await db.select().from(user)).toEqual([]);
  expect(await db.select().from(identity)).toEqual([]);
}

const seconds = () => Math.floor(Date.now() / 1000);

test('with the truth told, this issuer signs somebody in', async () => {
  const who = visitor();
  expect(await signIn({}, who)).toBe('/regions');
  expect(who.isSignedIn).toBe(true);
  expect(await storywire.db.select().from(session)).toHaveLength(1);
});

const lies: Record<string, () => Lies> = {
  'another issuer': () => ({ claims: { iss: 'https://issuer.example' } }),
  'the issuer with a slash more': () => ({ claims: { iss: `${hostile.issuer}/` } }),
  'another audience': () => ({ claims: { aud: 'another-client' } }),
  'an audience of many without us': () => ({
    claims: { aud: ['another-client', 'a-third'], azp: 'storywire' },
  }),
  'an audience of many that does not say whose it is': () => ({
    claims: { aud: ['storywire', 'another-client'] },
  }),
  'an audience of many that is another’s': () => ({
    claims: { aud: ['storywire', 'another-client'], azp: 'another-client' },
  }),
  'another authorized party': () => ({ claims: { azp: 'another-client' } }),
  'no audience': () => ({ claims: { aud: undefined } }),
  'another nonce': () => ({ claims: { nonce: 'of-another-way' } }),
  'no nonce': () => ({ claims: { nonce: undefined } }),
  'an expired token': () => ({ claims: { iat: seconds() - 900, exp: seconds() - 60 } }),
  'a token that never expires': () => ({ claims: { exp: undefined } }),
  'a token that is not valid yet': () => ({ claims: { nbf: seconds() + 600 } }),
  'a token of the future': () => ({ claims: { iat: seconds() + 600, exp: seconds() + 1200 } }),
  'no subject': () => ({ claims: { sub: undefined } }),
  'an empty subject': () => ({ claims: { sub: '' } }),
  'a subject without end': () => ({ claims: { sub: 'x'.repeat(300) } }),
  'a subject that is no text': () => ({ claims: { sub: 7 } }),
  'no signature (alg none)': () => ({ header: { alg: 'none' }, key: 'none' }),
  'no signature (alg NONE)': () => ({ header: { alg: 'NONE' }, key: 'none' }),
  'no signature under the right alg': () => ({ key: 'none' }),
  'a signature by the client secret': () => ({ header: { alg: 'HS256' }, key: 'client-secret' }),
  'a signature by the public key as a shared one': () => ({ header: { alg: 'HS256' }, key: 'public-key' }),
  'a signature by another key': () => ({ key: 'other' }),
  'a signature by a key that is not published': () => ({ key: 'other', header: { kid: 'unknown' } }),
  'a key that the token brings along': () => ({
    key: 'other',
    header: { kid: 'mine', jku: `${hostile.issuer}/keys`, jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } },
  }),
  'no token at all': () => ({ tokenBody: { access_token: 'access', token_type: 'Bearer' } }),
  'something that is no token': () => ({ tokenBody: { access_token: 'access', id_token: 'a.b.c' } }),
  'a document that is no object': () => ({ tokenBody: { id_token: null } }),
};

test.each(Object.keys(lies))('%s is refused, and nobody is signed in', async (name) => {
  const who = visitor();
  expect(await signIn(lies[name]!(), who)).toBe('/sign-in?company=untrusted&to=%2Fregions');
  // It came as far as that answer.
  expect(hostile.tokenRequests).toHaveLength(1);
  await expectNobody(who);
});

const addresses: [string, Record<string, unknown>, string][] = [
  ['an unverified address', { email_verified: false }, 'unverified'],
  ['an address nobody says is verified', { email_verified: undefined }, 'unverified'],
  ['an address verified in words', { email_verified: 'true' }, 'unverified'],
  ['a domain of somebody else', { email: 'a@elsewhere.example' }, 'domain'],
  ['a domain below an allowed one', { email: 'a@mail.example.com' }, 'domain'],
  ['a domain that ends like an allowed one', { email: 'a@notexample.com' }, 'domain'],
  ['an allowed domain before another', { email: 'a@example.com@elsewhere.example' }, 'domain'],
  ['another domain before an allowed one', { email: '"a@elsewhere.example"@example.com' }, 'domain'],
  ['a domain in look-alike letters', { email: 'a@ex\u0430mple.com' }, 'domain'],
  ['no local part', { email: '@example.com' }, 'domain'],
  ['a line break in the address', { email: 'a\n@example.com' }, 'domain'],
];

test.each(addresses)('%s does not get in', async (_, claims, reason) => {
  const who = visitor();
  expect(await signIn({ claims }, who)).toBe(`/sign-in?company=${reason}&to=%2Fregions`);
  await expectNobody(who);
});

test('the address of the userinfo endpoint counts only for the same subject, and with its own verification', async () => {
  const without = { email: undefined, email_verified: true };
  const stranger = visitor();
  const info = { sub: 'somebody-else', email: 'boss@example.com', email_verified: true };
  expect(await signIn({ claims: without, userinfo: info }, stranger)).toMatch(/company=untrusted/);
  await expectNobody(stranger);
  const unverified = visitor();
  expect(
    await signIn({ claims: without, userinfo: { sub: 'subject', email: 'boss@example.com' } }, unverified),
  ).toMatch(/company=unverified/);
  await expectNobody(unverified);
  const honest = visitor();
  expect(await signIn({ claims: without, userinfo: { ...info, sub: 'subject' } }, honest)).toBe('/regions');
});

test('whoever has somebody’s address under another subject is not that person', async () => {
  await signIn({ claims: { sub: 'first' } });
  const who = visitor();
  expect(await signIn({ claims: { sub: 'second' } }, who)).toMatch(/company=known/);
  expect(who.isSignedIn).toBe(false);
  expect(await storywire.db.select().from(session)).toHaveLength(1);
});

test('subjects differ by every letter', async () => {
  await signIn({ claims: { sub: 'Anna', email: 'anna@example.com' } });
  await signIn({ claims: { sub: 'anna', email: 'anna.b@second.example' } });
  await signIn({ claims: { sub: 'anna ', email: 'anna.c@example.com' } });
  expect(await storywire.db.select().from(user)).toHaveLength(3);
});

test('a name can be anything and is shown as one short line', async () => {
  await signIn({ claims: { name: `<b>Mal\u202e\nlory</b> ${'x'.repeat(5_000)}` } });
  const [person] = await storywire.db.select().from(user);
  expect(person!.name).toMatch(/^<b>Mal lory<\/b> x{20,}$/);
  expect(person!.name.length).toBeLessThanOrEqual(60);
});

test('the way back needs the state and the cookies of this very way', async () => {
  const who = visitor();
  const back = await onTheWayBack(who);
  const foreign = await onTheWayBack(visitor());
  const cases: [string, (url: URL) => void, CompanyVisitor][] = [
    ['no state', (url) => url.searchParams.delete('state'), who],
    ['an empty state', (url) => url.searchParams.set('state', ''), who],
    ['a made-up state', (url) => url.searchParams.set('state', 'made-up'), who],
    [
      'the state of another way',
      (url) => url.searchParams.set('state', foreign.searchParams.get('state')!),
      who,
    ],
    ['no cookies', () => {}, visitor()],
  ];
  for (const [name, change, by] of cases) {
    const url = new URL(back);
    change(url);
    const kept = by.cookieHeader;
    expect({ name, to: await by.comeBack(url) }).toMatchObject({
      to: expect.stringMatching(/company=stale/),
    });
    for (const pair of kept.split('; ').filter(Boolean))
      by.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  await expectNobody(who);
  expect(hostile.tokenRequests).toEqual([]);
});

test.each(['state-storywire', 'pkce-storywire', 'nonce-storywire', 'intent-storywire'])(
  'without the cookie %s, or with it altered, nobody gets in',
  async (name) => {
    for (const value of [undefined, '', 'x.y.z', 'altered']) {
      const who = visitor();
      const back = await onTheWayBack(who);
      const kept = who.cookies.get(name)!;
      expect(kept.length).toBeGreaterThan(50);
      if (value === undefined) who.cookies.delete(name);
      else who.cookies.set(name, value === 'altered' ? `${kept.slice(0, -6)}AAAAAA` : value);
      expect(await who.comeBack(back)).toMatch(/^\/sign-in\?company=(stale|untrusted)/);
      await expectNobody(who);
    }
    expect(hostile.tokenRequests).toEqual([]);
  },
);

test('a code is exchanged once, even with an issuer that would take it twice', async () => {
  const who = visitor();
  const back = await onTheWayBack(who);
  const kept = who.cookieHeader;
  expect(await who.comeBack(back)).toBe('/regions');
  for (const by of [who, new CompanyVisitor(storywire.url, kept)])
    expect(await by.comeBack(back)).toMatch(/company=stale/);
  expect(await storywire.db.select().from(session)).toHaveLength(1);
  expect(hostile.tokenRequests).toHaveLength(1);
});

test('ten answers to one way at once start one session', async () => {
  const who = visitor();
  const back = await onTheWayBack(who);
  const others = Array.from({ length: 10 }, () => new CompanyVisitor(storywire.url, who.cookieHeader));
  const ends = await Promise.all(others.map(async (each) => await each.comeBack(back)));
  expect(ends.filter((end) => end === '/regions')).toHaveLength(1);
  expect(await storywire.db.select().from(session)).toHaveLength(1);
});

test('the exchange carries the verifier of this way’s challenge, and the secret in the header only', async () => {
  await signIn({});
  const [request] = hostile.tokenRequests;
  const { form, authorization } = request!;
  expect(challengeOf(form.get('code_verifier')!)).toBe(hostile.heard.challenge);
  expect(authorization).toMatch(/^Basic /);
  expect(form.has('client_secret')).toBe(false);
  expect(form.get('redirect_uri')).toBe(`${storywire.url}/api/auth/callback/company`);
});

test('what else stands in the address of the way back counts for nothing', async () => {
  const who = visitor();
  const back = await onTheWayBack(who);
  for (const [name, value] of [
    ['id_token', 'a.b.c'],
    ['access_token', 'x'],
    ['response', 'a.b.c'],
    ['callbackUrl', 'https://evil.example'],
    ['redirect_uri', 'https://evil.example'],
  ] as const)
    back.searchParams.set(name, value);
  expect(await who.comeBack(back)).toBe('/regions');
});

test('what the issuer says of an error is not shown', async () => {
  for (const [error, reason] of [
    ['access_denied', 'cancelled'],
    ['server_error', 'unavailable'],
    ['<script>alert(1)</script>', 'unavailable'],
  ]) {
    const who = visitor();
    const back = await onTheWayBack(who);
    back.searchParams.delete('code');
    back.searchParams.set('error', error!);
    back.searchParams.set('error_description', 'Call +1 555 and pay');
    const to = await who.comeBack(back);
    expect(to).toBe(`/sign-in?company=${reason}&to=%2Fregions`);
    const page = await (await storywire.fetch(to)).text();
    expect(page).not.toContain('Call +1 555');
    expect(page).not.toContain('alert(1)');
    await expectNobody(who);
  }
});

test('an answer that names another issuer is refused', async () => {
  const who = visitor();
  const back = await onTheWayBack(who);
  back.searchParams.set('iss', 'https://issuer.example');
  expect(await who.comeBack(back)).toMatch(/company=untrusted/);
  const silent = visitor();
  const later = await onTheWayBack(silent);
  hostile.lies = { discovery: { authorization_response_iss_parameter_supported: true } };
  expect(await silent.comeBack(later)).toMatch(/company=untrusted/);
  expect(hostile.tokenRequests).toEqual([]);
  await expectNobody(silent);
});

const documents: Record<string, () => Lies> = {
  'names another issuer': () => ({ discovery: { issuer: 'https://issuer.example' } }),
  'names an issuer that begins like it': () => ({ discovery: { issuer: `${hostile.issuer}.evil.example` } }),
  'names a pattern instead of an issuer': () => ({
    discovery: { issuer: 'https://login.issuer.example/{tenantid}/v2.0' },
  }),
  'leads to somebody else over http': () => ({
    discovery: { token_endpoint: 'http://issuer.example/token' },
  }),
  'signs without a key': () => ({ discovery: { id_token_signing_alg_values_supported: ['none', 'HS256'] } }),
  'has no keys': () => ({ discovery: { jwks_uri: undefined } }),
  'is not there': () => ({ discoveryStatus: 500 }),
};

test.each(Object.keys(documents))('a discovery document that %s stops it at both ends', async (name) => {
  const who = visitor();
  hostile.lies = documents[name]!();
  const begun = await who.begin({ to: '/regions' });
  const url = `${storywire.url}/sign-in?company=unavailable&to=%2Fregions`;
  expect(await begun.json()).toEqual({ url });
  hostile.lies = {};
  const back = await onTheWayBack(who);
  hostile.lies = documents[name]!();
  expect(await who.comeBack(back)).toBe('/sign-in?company=unavailable&to=%2Fregions');
  expect(hostile.tokenRequests).toEqual([]);
  await expectNobody(who);
});

test.each([
  [400, { error: 'invalid_grant' }, 'stale'],
  [401, { error: 'invalid_client', error_description: 'no such secret' }, 'unavailable'],
  [500, {}, 'untrusted'],
])('an exchange answered with %i leads to a page in plain words', async (tokenStatus, tokenBody, reason) => {
  const who = visitor();
  expect(await signIn({ tokenStatus, tokenBody }, who)).toBe(`/sign-in?company=${reason}&to=%2Fregions`);
  await expectNobody(who);
});

test('beginning needs our own page, a CSRF token, and POST; where to go after is ours alone', async () => {
  const who = visitor();
  for (const origin of ['null', 'https://evil.example', ''])
    expect((await who.begin({}, { origin })).status).toBe(403);
  expect((await who.begin({}, { 'x-forwarded-host': 'evil.example' })).status).toBe(403);
  const bare = await storywire.fetch('/api/auth/signin/company', {
    method: 'POST',
    headers: { origin: storywire.url },
    body: new URLSearchParams({ callbackUrl: '/' }),
  });
  expect(bare.status).toBe(403);
  expect(bare.headers.getSetCookie().join()).not.toMatch(/state-storywire|intent-storywire/);
  expect((await storywire.fetch('/api/auth/signin/company')).status).toBe(404);
  const back = await storywire.fetch('/api/auth/callback/company?code=a&state=b', {
    method: 'POST',
    headers: { origin: storywire.url },
  });
  expect(back.status).toBe(404);
  const address = await who.leave({ to: 'https://evil.example/' });
  expect(address.origin).toBe(hostile.issuer);
  expect(address.searchParams.get('redirect_uri')).toBe(`${storywire.url}/api/auth/callback/company`);
  expect(address.searchParams.get('code_challenge_method')).toBe('S256');
  expect(address.searchParams.get('nonce')).toMatch(/^[\w-]{43}$/);
  hostile.heard.nonce = address.searchParams.get('nonce')!;
  const end = new URL(address.searchParams.get('redirect_uri')!);
  end.search = new URLSearchParams({ code: 'c', state: address.searchParams.get('state')! }).toString();
  expect(await who.comeBack(end)).toBe('/');
});

test('what stands in the address of the beginning is not handed on to the issuer', async () => {
  const csrf = await storywire.fetch('/api/auth/csrf');
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const response = await storywire.fetch(
    '/api/auth/signin/company?redirect_uri=https://evil.example&scope=all&state=fixed&nonce=fixed&prompt=none',
    {
      method: 'POST',
      headers: {
        origin: storywire.url,
        cookie: csrf.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; '),
      },
      body: new URLSearchParams({ csrfToken, callbackUrl: '/' }),
    },
  );
  const { url } = (await response.json()) as { url: string };
  expect(url).not.toMatch(/evil|fixed|prompt|scope=all/);
});

test('forged answers fill neither the audit log nor the log with what they bring', async () => {
  const { db } = storywire;
  const before = await db.select().from(audit);
  await signIn({ key: 'other', claims: { email: 'forged@example.com', name: 'Forged words' } });
  await visitor().comeBack(`${storywire.url}/api/auth/callback/company?code=forgedcode&state=forgedstate`);
  expect(await db.select().from(audit)).toHaveLength(before.length);
  const output = storywire.output();
  for (const words of ['forged', 'Forged', hostile.issuer, 'localhost', hostile.clientSecret])
    expect({ words, written: output.includes(words) }).toEqual({ words, written: false });
  expect(output).toContain('company sign-in: refused what came back');
});

test('over https the cookies of the way are __Host-, Secure, HttpOnly and Lax', async () => {
  const publicUrl = 'https://storywire.example';
  const secure = await startStorywire({ env: { ...settings(), STORYWIRE_URL: publicUrl } });
  try {
    const csrf = await secure.fetch('/api/auth/csrf');
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const response = await secure.fetch('/api/auth/signin/company', {
      method: 'POST',
      headers: {
        origin: publicUrl,
        cookie: csrf.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; '),
      },
      body: new URLSearchParams({ csrfToken, callbackUrl: '/' }),
    });
    expect(response.status).toBe(200);
    const lines = response.headers.getSetCookie();
    const names = lines.map((line) => line.split('=')[0]);
    for (const name of ['state', 'pkce', 'nonce', 'intent'])
      expect(names).toContain(`__Host-${name}-storywire`);
    for (const line of lines) {
      expect(line).toMatch(/; Path=\/(;|$)/i);
      expect(line).toMatch(/; HttpOnly/i);
      expect(line).toMatch(/; Secure/i);
      expect(line).toMatch(/; SameSite=Lax/i);
      expect(line).not.toMatch(/Domain/i);
    }
    const { url } = (await response.json()) as { url: string };
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(`${publicUrl}/api/auth/callback/company`);
  } finally {
    await secure.close();
  }
});

test('where it is not set up, it does not exist', async () => {
  const without = await startStorywire();
  try {
    const who = new CompanyVisitor(without.url);
    expect((await who.begin()).status).toBe(404);
    expect((await without.fetch('/api/auth/callback/company?code=a&state=b')).status).toBe(404);
    // The scripts carry the page's texts in all their states; what is seen stands outside them.
    const page = (await (await without.fetch('/sign-in')).text()).replaceAll(
      /<script[\s\S]*?<\/script>/g,
      '',
    );
    expect(page).toContain('Sign in');
    expect(page).not.toContain('Sign in with');
  } finally {
    await without.close();
  }
});
