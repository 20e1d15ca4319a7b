import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, number, signInLink, token } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { keyring } from '#lib/keyring.ts';
import { createSignInLink } from '#lib/people/commands/sign-in-link.ts';
import { seal } from '#lib/seal.ts';
import { newId } from '#lib/ids.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import { fictionalNumber, makeNumber, makeRegion, type Region } from './world.ts';

const canaryToken = `EAAcanary${'c'.repeat(40)}`;
const settings = ['STORYWIRE_SECRET', 'META_APP_SECRET', 'META_ACCESS_TOKEN', 'META_WEBHOOK_VERIFY_TOKEN'];

let storywire: Storywire;
let own: Region;
let other: Region;
let cookies: { admin: string; viewer: string };
/** What may stand in nothing that is sent or logged, by a name for the message. */
let canaries: Record<string, string>;
let numbers: { own: string; other: string };

beforeAll(async () => {
  storywire = await startStorywire();
  const { db, data } = storywire;
  own = await makeRegion(db, 'Own', data);
  other = await makeRegion(db, 'Other', data);
  const tokenId = newId();
  await db
    .insert(token)
    .values({ id: tokenId, hash: 'f'.repeat(64), sealed: seal(keyring(), `token:${tokenId}`, canaryToken) });
  await db.update(account).set({ tokenId });
  numbers = {
    own: (await makeNumber(db, own.id, 'active')).e164,
    other: (await makeNumber(db, other.id, 'active')).e164,
  };
  cookies = { admin: await storywire.signIn('admin'), viewer: await storywire.signIn('viewer', own.id) };
  const link = await createSignInLink(db, {
    actor: systemActor('test'),
    userId: await storywire.addPerson('viewer'),
    storywireUrl: storywire.url,
  });
  const rows = await db.select().from(number);
  canaries = {
    'the token': canaryToken,
    'the sealed token': (await db.select().from(token))[0]!.sealed,
    'the link’s secret': new URL(link).hash.slice(1),
    'the hash of the link’s secret': (await db.select().from(signInLink)).at(-1)!.secretHash,
    'a number of one’s own region': numbers.own.slice(1),
    'a number of another region': numbers.other.slice(1),
    'a sealed number': rows[0]!.sealed,
    'the hash of a number': rows[0]!.hash,
    'the database’s address': new URL(storywire.databaseUrl).password,
    ...Object.fromEntries(settings.map((name) => [name, process.env[name]!])),
  };
});
afterAll(() => storywire.close());

const found = (text: string) => {
  // Written with spaces or escapes, a number is a number still.
  const plain = text.replaceAll(/\\u002[bB]|[\s()‑-]/g, '');
  return Object.keys(canaries).filter(
    (name) => text.includes(canaries[name]!) || plain.includes(canaries[name]!),
  );
};

/** As a page, as a page's data, and as what is fetched ahead of a click. */
const asPage: Record<string, string>[] = [{}, { rsc: '1' }, { rsc: '1', 'next-router-prefetch': '1' }];

const addresses = () => [
  '/',
  `/?region=${other.id}`,
  '/regions',
  '/more',
  `/stories/${own.story.code}`,
  `/stories/${other.story.code}`,
  `/watch/${other.story.code}`,
  '/sign-in',
  '/sign-in/link',
  '/nothing-here',
  '/api/feed',
  '/api/tray',
  '/api/regions',
  '/api/sessions',
  '/api/health',
  `/api/stories/${other.story.code}`,
  `/api/reels?code=${other.story.code}`,
  '/api/auth/providers',
  '/api/auth/csrf',
];

test('no page, no page’s data and no answer holds a token, a full number or anything sealed', async () => {
  for (const cookie of Object.values(cookies)) {
    for (const path of addresses()) {
      for (const extra of asPage) {
        const response = await storywire.fetch(path, { headers: { cookie, ...extra }, redirect: 'follow' });
        const text = (await response.text()) + JSON.stringify([...response.headers]);
        expect({ path, found: found(text) }).toEqual({ path, found: [] });
        expect(text.includes(cookie.slice(cookie.indexOf('=') + 1))).toBe(false);
      }
    }
  }
});

test('shortened numbers are there for those who may see them, and counts for the others', async () => {
  const ask = async (path: string, cookie: string) =>
    (await (await storywire.fetch(path, { headers: { cookie } })).json()) as {
      rows: { shortened: string }[];
      regions: { id: string; numberCounts: { active: number } }[];
    };
  const shortened = async (cookie: string) =>
    (await ask('/api/numbers', cookie)).rows.map((row) => row.shortened.slice(-4)).toSorted();
  const [shownOwn, shown] = [numbers.own.slice(-4), numbers.other.slice(-4)];
  expect(await shortened(cookies.admin)).toEqual([shownOwn, shown].toSorted());
  expect(await shortened(cookies.viewer)).toEqual([shownOwn]);
  const { regions } = await ask('/api/regions', cookies.viewer);
  const counts = Object.fromEntries(regions.map((each) => [each.id, each.numberCounts.active]));
  expect(counts).toEqual({ [own.id]: 1, [other.id]: 1 });
  for (const path of [
    '/regions',
    '/api/regions',
    `/regions/${other.id}`,
    '/numbers',
    '/api/numbers',
    `/stories/${other.story.code}`,
  ]) {
    const text = await (await storywire.fetch(path, { headers: { cookie: cookies.viewer } })).text();
    expect({ path, told: text.includes(`"${shown}`) || text.includes(`${shown}"`) }).toEqual({
      path,
      told: false,
    });
  }
});

test('what was asked and typed leaves no token, number, cookie or secret in the log', async () => {
  const { url } = storywire;
  const headers = { cookie: cookies.admin, origin: url, 'content-type': 'application/json' };
  const typed = fictionalNumber();
  await storywire.fetch(`/api/feed?cursor=${encodeURIComponent(typed)}`, { headers });
  await storywire.fetch(`/api/feed?access_token=${canaryToken}`, { headers });
  await storywire.fetch(`/nothing/${canaryToken}`, {
    headers: { ...headers, authorization: `Bearer ${canaryToken}` },
  });
  const body = JSON.stringify({ secret: canaryToken, number: typed });
  await storywire.fetch('/api/sign-in-link', { method: 'POST', headers, body });
  await storywire.fetch('/api/auth/callback/link', { method: 'POST', headers, body });
  const output = storywire.output();
  expect(found(output)).toEqual([]);
  expect(output).not.toContain(typed.slice(1));
  for (const cookie of Object.values(cookies))
    expect(output).not.toContain(cookie.slice(cookie.indexOf('=') + 1));
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('what browsers download holds no secret, no name of one, and nothing of the database', () => {
  const files = filesUnder(join(storywire.folder, '.next/static'));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const named = [...settings, 'DATABASE_URL', 'NEXTAUTH_SECRET'].filter((name) => text.includes(name));
    expect({ file, found: found(text), named }).toEqual({ file, found: [], named: [] });
    expect(text).not.toMatch(/postgres(ql)?:\/\/|insert into|drizzle|BEGIN (RSA |EC )?PRIVATE KEY/);
  }
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
});

test('the build itself has no setting’s value in it', () => {
  for (const file of filesUnder(join(storywire.folder, '.next/server'))) {
    const text = readFileSync(file, 'utf8');
    const held = settings.filter((name) => text.includes(process.env[name]!));
    expect({ file, held }).toEqual({ file, held: [] });
  }
});

test.each([
  ['STORYWIRE_SECRET', 'change-me'],
  ['STORYWIRE_SECRET', 'short'],
  ['META_APP_SECRET', 'your-app-secret'],
  ['META_WEBHOOK_VERIFY_TOKEN', '<token>'],
])('the web process does not start with %s left as %s, and does not print it', async (name, value) => {
  const start = startStorywire({ env: { [name]: value } });
  const failure = await start.then(
    async (started) => {
      await started.close();
      return 'It started.';
    },
    (error: unknown) => String(error),
  );
  expect(failure).toContain(`The environment is not usable: ${name} `);
  expect(failure).not.toContain(value);
});
