import { request } from 'node:http';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { rateLimit } from '#db/schema.ts';
import { countTry } from '#lib/auth/rate-limit.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';

/** What the README and lib/auth/rate-limit.ts promise: so many in ten minutes. */
const most = 30;
const wrong = JSON.stringify({ secret: 'nobody made this' });

let storywire: Storywire;
/** The same database behind a reverse proxy of ours. */
let proxied: Storywire;

beforeAll(async () => {
  storywire = await startStorywire();
  const { databaseUrl } = storywire;
  proxied = await startStorywire({ env: { DATABASE_URL: databaseUrl, STORYWIRE_PROXIES: '1' } });
});
afterAll(async () => {
  await proxied.close();
  await storywire.close();
});
beforeEach(async () => {
  await storywire.db.delete(rateLimit);
});

type Answer = { status: number; retryAfter: number; text: string };

/** A request from one of this machine's own addresses: all of 127.0.0.0/8 is. */
function post(
  { url }: Storywire,
  path: string,
  {
    from = '127.0.0.1',
    body = wrong,
    headers = {},
  }: { from?: string; body?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${url}${path}`,
      {
        method: 'POST',
        localAddress: from,
        headers: { origin: url, 'content-type': 'application/json', ...headers },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: Number(response.headers['retry-after'] ?? Number.NaN),
            text,
          }),
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

const flood = async (at: Storywire, path: string, count: number, options: Parameters<typeof post>[2] = {}) =>
  (await Promise.all(Array.from({ length: count }, () => post(at, path, options)))).map(
    ({ status }) => status,
  );

const times = (statuses: number[], status: number) => statuses.filter((each) => each === status).length;

test('of a hundred guesses at once, the first thirty are looked at and the others told how long to wait', async () => {
  const statuses = await flood(storywire, '/api/sign-in-link', 100);
  expect([times(statuses, 404), times(statuses, 429)]).toEqual([most, 100 - most]);
  const { status, retryAfter, text } = await post(storywire, '/api/sign-in-link');
  expect(status).toBe(429);
  expect(retryAfter).toBeGreaterThan(9 * 60);
  expect(retryAfter).toBeLessThanOrEqual(10 * 60);
  expect(text).toContain('Too many tries from here. Wait 10 minutes and try again.');
});

test('nobody else is locked out by a flood, and a restart does not forget it', async () => {
  await flood(storywire, '/api/sign-in-link', most + 1);
  expect((await post(storywire, '/api/sign-in-link')).status).toBe(429);
  expect((await post(storywire, '/api/sign-in-link', { from: '127.0.0.2' })).status).toBe(404);
  const { databaseUrl } = storywire;
  const again = await startStorywire({ env: { DATABASE_URL: databaseUrl } });
  try {
    expect((await post(again, '/api/sign-in-link')).status).toBe(429);
    expect((await post(again, '/api/sign-in-link', { from: '127.0.0.2' })).status).toBe(404);
  } finally {
    await again.close();
  }
});

test('what a request says of its own address changes nothing', async () => {
  await flood(storywire, '/api/sign-in-link', most + 1);
  const claims: Record<string, string>[] = [
    { 'x-forwarded-for': '198.51.100.7' },
    { 'x-forwarded-for': '198.51.100.7, 198.51.100.8' },
    { 'x-real-ip': '198.51.100.7' },
    { forwarded: 'for=198.51.100.7' },
    { 'x-storywire-connection': '198.51.100.7' },
    { 'X-Storywire-Connection': '198.51.100.7', 'cf-connecting-ip': '198.51.100.7' },
  ];
  for (const headers of claims) {
    const { status } = await post(storywire, '/api/sign-in-link', {
      headers,
    });
    expect({ headers, status }).toEqual({ headers, status: 429 });
  }
});

test('behind one proxy of ours its last entry counts, and nothing that stands before it', async () => {
  const from = (chain: string) => ({
    headers: { 'x-forwarded-for': chain, 'x-storywire-connection': '192.0.2.9' },
  });
  const statuses = await Promise.all(
    Array.from({ length: most + 1 }, (_, n) =>
      post(proxied, '/api/sign-in-link', from(`192.0.2.${n}, 203.0.113.7`)),
    ),
  );
  expect(
    times(
      statuses.map(({ status }) => status),
      429,
    ),
  ).toBe(1);
  expect((await post(proxied, '/api/sign-in-link', from('198.51.100.1, 203.0.113.7'))).status).toBe(429);
  expect((await post(proxied, '/api/sign-in-link', from('203.0.113.7, 203.0.113.8'))).status).toBe(404);
  // A household’s IPv6 addresses count as one, however many it makes up.
  for (let n = 0; n <= most; n += 1) await post(proxied, '/api/sign-in-link', from(`2001:db8:7:1::${n}`));
  expect((await post(proxied, '/api/sign-in-link', from('2001:DB8:7:1:ffff::1'))).status).toBe(429);
  expect((await post(proxied, '/api/sign-in-link', from('2001:db8:7:2::1'))).status).toBe(404);
  // Past the proxy, or with nonsense, one is told apart by the connection.
  await flood(proxied, '/api/sign-in-link', most + 1, { headers: { 'x-forwarded-for': 'nonsense' } });
  expect((await post(proxied, '/api/sign-in-link')).status).toBe(429);
  expect((await post(proxied, '/api/sign-in-link', { from: '127.0.0.3' })).status).toBe(404);
});

test('codes asked for and sign-ins that fail have their limits as well', async () => {
  const ask = { body: JSON.stringify({ to: '/' }) };
  // There is no brand number here, so each is refused; they count all the same.
  const asked = await flood(storywire, '/api/sign-in-request', most + 2, ask);
  expect([times(asked, 409), times(asked, 429)]).toEqual([most, 2]);

  const csrf = await storywire.fetch('/api/auth/csrf');
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const guess = {
    body: new URLSearchParams({ secret: 'nobody made this', csrfToken, json: 'true' }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  };
  const guesses = await flood(storywire, '/api/auth/callback/link', most + 2, guess);
  expect([times(guesses, 401), times(guesses, 429)]).toEqual([most, 2]);
  const refused = await post(storywire, '/api/auth/callback/link', guess);
  expect(refused.retryAfter).toBeGreaterThan(0);
  expect(refused.text).toContain('Too many tries from here.');
});

test('who signs in is not counted, however many share an address', async () => {
  const userId = await storywire.addPerson('viewer');
  for (let time = 0; time <= most; time += 1) await storywire.signInAs(userId);
  const [row] = await storywire.db
    .select({ points: sql<number>`coalesce(sum(points), 0)::int` })
    .from(rateLimit);
  expect(row!.points).toBe(0);
});

test('a limit ends after its ten minutes, and its row holds no address', async () => {
  await flood(storywire, '/api/sign-in-link', most + 1);
  const rows = await storywire.db.select().from(rateLimit);
  expect(rows).toHaveLength(1);
  expect(rows[0]!.key).toMatch(/^[0-9a-f]{64}$/);
  await storywire.db.update(rateLimit).set({ expire: Date.now() - 1 });
  expect((await post(storywire, '/api/sign-in-link')).status).toBe(404);
});

test('a try that is given back, and one whose transaction fails, do not count', async () => {
  const { db } = storywire;
  const asked = { what: 'signInText', key: 'a number' } as const;
  await (await countTry(db, asked)).giveBack();
  await db
    .transaction(async (tx) => {
      await countTry(tx, asked);
      throw new Error('rolled back');
    })
    .catch(() => undefined);
  const tries = [];
  for (let n = 0; n < 7; n += 1) tries.push(await countTry(db, asked));
  expect(tries.map(({ over }) => over)).toEqual([false, false, false, false, false, true, true]);
  expect(tries.map(({ firstOver }) => firstOver)).toEqual([false, false, false, false, false, true, false]);
});
