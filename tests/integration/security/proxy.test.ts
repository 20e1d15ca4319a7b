import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionState, postAction } from '#tests/support/server-action.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import matrix from './access-matrix.json' with { type: 'json' };
import { readSamples, samplePath } from './access-samples.ts';
import { type BuiltRequest, builtRequests } from './built-requests.ts';
import { fictionalNumber, makeRegion, type Region } from './world.ts';

/**
 * All pages and all routes to read from that are closed to nobody, as the build
 * has them: what the access matrix says to be open is left out, and what it
 * forgets is taken for closed.
 */
async function closed(storywire: Storywire, region: Region): Promise<{ pages: string[]; routes: string[] }> {
  const samples = await readSamples();
  const world = { storywire, regions: { own: region, other: region } };
  const cells = matrix as Record<string, { nobody: unknown }>;
  const paths = async (wanted: BuiltRequest['kind'], status: number) =>
    await Promise.all(
      builtRequests(storywire.folder)
        .filter(({ kind, method }) => kind === wanted && method === 'GET')
        // A short address sends everybody on alike; the page it leads to is here.
        .filter(({ path }) => path !== '/s/[code]')
        .filter(({ path }) => (cells[`GET ${path}`]?.nobody ?? status) === status)
        .map(async ({ path }) => await samplePath(samples, path, world, 'own')),
    );
  const found = { pages: await paths('page', 307), routes: await paths('route', 401) };
  expect(Math.min(found.pages.length, found.routes.length)).toBeGreaterThan(5);
  return found;
}

/** Ways in which requests got past a proxy or its matcher, in Next and elsewhere. */
const disguises: Record<string, string>[] = [
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
  { purpose: 'prefetch' },
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
  { 'x-middleware-next': '1' },
  { 'x-nextjs-data': '1' },
  { 'x-middleware-prefetch': '1' },
  { 'x-storywire-path': '/sign-in' },
  { 'x-invoke-path': '/sign-in', 'x-invoke-status': '200' },
  { 'x-matched-path': '/sign-in' },
];

/** Other spellings of a path that a server may take for the same. */
const spellings = (path: string) => [
  path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  `/${path}`,
  `/.${path}`,
  `/x/..${path}`,
  `${path}/`,
  `${path}?_rsc=abc`,
  `${path}.rsc`,
  path.toUpperCase(),
  `/_next/static/..${path}`,
  `/_next/static/%2e%2e/%2e%2e${path}`,
  `/_next/data/build${path}.json`,
];

/** Sends a path as it is written: fetch would tidy it up first. */
function raw(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, path, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.setTimeout(10_000, () => sent.destroy(new Error(`No end of ${path}`)));
    sent.end();
  });
}

/** What only people who are signed in may learn. */
const secrets = (region: Region) => [
  region.name,
  region.story.id,
  region.story.code,
  'only its headers matter here',
];

function learnsNothing(text: string, region: Region, path: string): string[] {
  return secrets(region).filter((secret) => text.includes(secret) && !path.includes(secret));
}

describe('with the proxy in place', () => {
  let storywire: Storywire;
  let own: Region;
  beforeAll(async () => {
    storywire = await startStorywire();
    own = await makeRegion(storywire.db, 'Confidential Region', storywire.data);
  });
  afterAll(() => storywire.close());

  test('no header opens a page or a route to nobody', async () => {
    const { pages, routes } = await closed(storywire, own);
    for (const headers of disguises) {
      for (const path of pages) {
        const response = await storywire.fetch(path, { headers, redirect: 'follow' });
        const learned = learnsNothing(await response.text(), own, path);
        expect({ path, headers, learned }).toEqual({ path, headers, learned: [] });
      }
      for (const path of routes) {
        // Next sends a request for a page's data on once, to an address of its own for that,
        // and answers some prefetches with an empty object by itself.
        const response = await storywire.fetch(path, { headers, redirect: 'follow' });
        const text = await response.text();
        const denied = response.status === 401 || text === '{}';
        expect({ path, headers, denied }).toEqual({ path, headers, denied: true });
      }
    }
  });

  test('no spelling of a path opens it to nobody', async () => {
    const { pages, routes } = await closed(storywire, own);
    for (const path of [...pages.filter((each) => each !== '/'), ...routes]) {
      for (const spelling of spellings(path)) {
        const { status, text } = await raw(storywire.url, spelling);
        const learned = learnsNothing(text, own, spelling);
        expect({ spelling, learned }).toEqual({ spelling, learned: [] });
        // With an ending it may name a route beside it, of which nothing can be read.
        const nothingToRead = spelling.endsWith('.rsc') ? [405] : [];
        if (path.startsWith('/api/'))
          expect([301, 307, 308, 400, 401, 404, ...nothingToRead]).toContain(status);
      }
    }
  });
});

describe('with the proxy taken out of the build', () => {
  let storywire: Storywire;
  let folder: string;
  let own: Region;
  beforeAll(async () => {
    folder = await withoutProxy();
    storywire = await startStorywire({ folder });
    own = await makeRegion(storywire.db, 'Confidential Region', storywire.data);
  });
  afterAll(async () => {
    await storywire.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('it really is out: its headers are missing', async () => {
    const { headers } = await storywire.fetch('/sign-in');
    expect(headers.has('content-security-policy')).toBe(false);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('nobody still gets 401 from every route and is sent to sign in by every page', async () => {
    const { pages, routes } = await closed(storywire, own);
    for (const path of routes) {
      const { status } = await storywire.fetch(path);
      expect({ path, status }).toEqual({ path, status: 401 });
    }
    for (const path of pages) {
      const { status, headers } = await storywire.fetch(path);
      expect({ path, status, to: headers.get('location') }).toEqual({ path, status: 307, to: '/sign-in' });
    }
  });

  test('nobody changes nothing, and a viewer no more than before', async () => {
    const fields = {
      regionId: own.id,
      number: fictionalNumber(),
      label: 'New',
      kind: 'person',
      language: '',
    };
    for (const cookie of ['', await storywire.signIn('viewer')]) {
      const response = await postAction(
        storywire,
        'app/(signed-in)/numbers/actions.ts#addNumberAction',
        fields,
        {
          cookie,
          origin: storywire.url,
        },
      );
      expect(await actionState(response)).toMatchObject({ status: 'refused' });
    }
  });
});

/** A copy of the build whose manifests know no proxy, beside the project's own packages. */
async function withoutProxy(): Promise<string> {
  const from = process.env['STORYWIRE_BUILD_FOLDER'] ?? process.cwd();
  const folder = await mkdtemp(join(tmpdir(), 'storywire-no-proxy-'));
  await cp(join(from, '.next'), join(folder, '.next'), {
    recursive: true,
    filter: (path) => !/\.next\/(cache|dev)/.test(path),
  });
  for (const name of [
    'node_modules',
    'lib',
    'app',
    'package.json',
    'next.config.js',
    'tsconfig.json',
    'tsconfig.build.json',
  ]) {
    await symlink(join(from, name), join(folder, name));
  }
  const empty = { version: 3, middleware: {}, sortedMiddleware: [], functions: {} };
  await writeFile(join(folder, '.next/server/middleware-manifest.json'), JSON.stringify(empty));
  const manifest = join(folder, '.next/server/functions-config-manifest.json');
  const { functions, ...rest } = JSON.parse(await readFile(manifest, 'utf8')) as {
    functions: Record<string, unknown>;
  };
  delete functions['/_middleware'];
  await writeFile(manifest, JSON.stringify({ ...rest, functions }));
  return folder;
}
