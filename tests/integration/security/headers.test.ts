import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import { makeRegion, type Region } from './world.ts';

let storywire: Storywire;
let own: Region;
let cookie: string;

beforeAll(async () => {
  storywire = await startStorywire();
  own = await makeRegion(storywire.db, 'Own', storywire.data);
  cookie = await storywire.signIn('viewer');
});
afterAll(() => storywire.close());

const fixed = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

type Answer = { path: string; method?: string; headers?: Record<string, string>; status: number };
const answers = (): Answer[] => [
  { path: '/', headers: { cookie }, status: 200 },
  { path: '/sign-in', status: 200 },
  { path: '/', status: 307 },
  { path: '/nothing-here', headers: { cookie }, status: 404 },
  { path: '/api/nothing-here', status: 404 },
  { path: '/api/feed', headers: { cookie }, status: 200 },
  { path: '/api/feed', status: 401 },
  { path: '/api/feed?unknown=1', headers: { cookie }, status: 422 },
  { path: '/api/feed', method: 'DELETE', headers: { cookie }, status: 405 },
  { path: `/api/sessions/${own.id}`, method: 'DELETE', headers: { cookie }, status: 403 },
  {
    path: `/api/sessions/${own.id}`,
    method: 'DELETE',
    headers: { cookie, origin: storywire.url },
    status: 404,
  },
  { path: `/api/media/${own.story.id}/thumbnail`, headers: { cookie }, status: 200 },
  { path: `/api/media/${own.story.id}/thumbnail`, status: 401 },
  { path: '/_next/static/nothing-here.js', status: 404 },
];

test('the same headers stand on every answer, whatever its status', async () => {
  for (const { path, status, ...init } of answers()) {
    const response = await storywire.fetch(path, init);
    const seen = Object.fromEntries(Object.keys(fixed).map((name) => [name, response.headers.get(name)]));
    expect({ path, status: response.status, ...seen }).toEqual({ path, status, ...fixed });
    expect(response.headers.get('permissions-policy')).toMatch(
      /camera=\(\).*geolocation=\(\).*microphone=\(\)/,
    );
    expect(response.headers.has('x-powered-by')).toBe(false);
    expect(response.headers.has('strict-transport-security')).toBe(false);
    await response.body?.cancel();
  }
});

test('every answer but built files carries a policy: pages a nonce of their own, data none at all', async () => {
  const nonces = new Set<string>();
  const pages = ['/', '/regions', `/stories/${own.story.code}`, '/nothing-here', '/sign-in/link'];
  for (const path of pages) {
    const response = await storywire.fetch(path, { headers: { cookie } });
    const policy = response.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([^']{24,})' 'strict-dynamic';/.exec(policy)?.[1] ?? '';
    nonces.add(nonce);
    expect(policy).toMatch(/object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'/);
    const html = await response.text();
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(html.match(/<style\b[^>]*>/g)?.filter((tag) => !tag.includes(`nonce="${nonce}"`)) ?? []).toEqual(
      [],
    );
    expect(html).not.toMatch(/\son(click|error|load)=/i);
  }
  expect(nonces.size).toBe(pages.length);
  for (const { path, status, ...init } of answers().filter((each) => each.path.startsWith('/api/'))) {
    const policy = (await storywire.fetch(path, init)).headers.get('content-security-policy');
    expect({ path, status, policy }).toMatchObject({
      policy: expect.stringMatching(/^default-src 'none';.*sandbox$/),
    });
  }
});

test('nothing that a person sees is kept by shared caches', async () => {
  for (const { path, status, ...init } of answers().filter((each) => each.status === 200)) {
    const caching = (await storywire.fetch(path, init)).headers.get('cache-control') ?? '';
    expect({ path, status, caching }).toMatchObject({ caching: expect.stringMatching(/no-store|private/) });
  }
});

test('media is private, typed as it is stored, and for signed-in people only', async () => {
  const path = `/api/media/${own.story.id}/thumbnail`;
  const { headers } = await storywire.fetch(path, { headers: { cookie } });
  expect(headers.get('content-type')).toBe('image/jpeg');
  expect(headers.get('cache-control')).toMatch(/^private, /);
  const etag = headers.get('etag') ?? '';
  expect((await storywire.fetch(path, { headers: { cookie, 'if-none-match': etag } })).status).toBe(304);
  expect((await storywire.fetch(path, { headers: { 'if-none-match': etag } })).status).toBe(401);
  for (const wrong of ['original.svg', 'thumbnail%2f..%2foriginal', '..%2f..%2fsecrets.json']) {
    expect(
      (await storywire.fetch(`/api/media/${own.story.id}/${wrong}`, { headers: { cookie } })).status,
    ).toBe(422);
  }
});

test('Next’s image optimiser is off', async () => {
  const source = encodeURIComponent(`/api/media/${own.story.id}/thumbnail`);
  const { status } = await storywire.fetch(`/_next/image?url=${source}&w=640&q=75`, { headers: { cookie } });
  expect(status).toBe(404);
});

test('over https browsers are told to stay with it', async () => {
  const secure = await startStorywire({ env: { STORYWIRE_URL: 'https://storywire.example' } });
  try {
    for (const path of ['/sign-in', '/', '/api/feed', '/nothing-here']) {
      const { headers } = await secure.fetch(path);
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    }
    const policy = (await secure.fetch('/sign-in')).headers.get('content-security-policy');
    expect(policy).toContain('upgrade-insecure-requests');
    expect((await secure.fetch('/regions')).headers.get('location')).toBe('/sign-in?to=%2Fregions');
  } finally {
    await secure.close();
  }
});
