import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { beforeEach, expect, test } from 'vitest';
import { keptFeedCache, keptFeedPath } from '#lib/feed/kept-feed.ts';

const origin = 'https://storywire.example';
const source = readFileSync('public/sw.js', 'utf8');

type Asked = { mode?: string; method?: string; range?: string };
type Answer = Response | Error;

/** A worker on a device of which only the network and Cache Storage are made up. */
function startWorker(answer: (path: string) => Answer | Promise<Answer>) {
  const stores = new Map<string, Map<string, Response>>();
  const listeners = new Map<string, (event: object) => void>();
  const network: string[] = [];
  const pathOf = (key: string | { url: string }) =>
    new URL(typeof key === 'string' ? key : key.url, origin).href.slice(origin.length);
  const cacheOn = (store: Map<string, Response>) => ({
    match: async (key: string | { url: string }) => store.get(pathOf(key))?.clone(),
    put: async (key: string | { url: string }, kept: Response) => void store.set(pathOf(key), kept),
    delete: async (key: string) => store.delete(pathOf(key)),
    keys: async () => [...store.keys()].map((path) => ({ url: `${origin}${path}` })),
    addAll: async (paths: Iterable<string>) => {
      for (const path of paths) store.set(path, new Response(path));
    },
  });
  const caches = {
    open: async (name: string) => {
      const store = stores.get(name) ?? new Map<string, Response>();
      stores.set(name, store);
      return cacheOn(store);
    },
    match: async (key: string | { url: string }, { cacheName }: { cacheName: string }) =>
      stores.get(cacheName)?.get(pathOf(key))?.clone(),
    delete: async (name: string) => stores.delete(name),
    keys: async () => [...stores.keys()],
  };
  const fetch = async (key: string | { url: string }) => {
    network.push(pathOf(key));
    const given = await answer(pathOf(key));
    if (given instanceof Error) throw given;
    return given;
  };
  runInNewContext(source, {
    self: {
      addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
      skipWaiting: () => undefined,
      clients: { claim: async () => undefined },
    },
    location: new URL(`${origin}/sw.js?shell=now`),
    caches,
    fetch,
    Response,
    URL,
  });
  const dispatch = async (name: string, event: object) => {
    const work: Promise<unknown>[] = [];
    let answered: Promise<Response> | undefined;
    listeners.get(name)!({
      ...event,
      waitUntil: (promise: Promise<unknown>) => work.push(promise),
      respondWith: (promise: Promise<Response>) => (answered = promise),
    });
    const given = await answered?.catch((error: unknown) => error as Error);
    while (work.length > 0) await work.shift();
    return given;
  };
  return {
    stores,
    network,
    send: (data: string) => dispatch('message', { data }),
    lifecycle: (name: 'install' | 'activate') => dispatch(name, {}),
    /** Undefined: the worker leaves the request to the browser. */
    ask: (path: string, { mode = 'cors', method = 'GET', range }: Asked = {}) =>
      dispatch('fetch', {
        request: {
          url: new URL(path, origin).href,
          mode,
          method,
          headers: new Headers(range === undefined ? {} : { range }),
        },
      }),
  };
}

const story = (at: number) => ({
  id: `id-${at}`,
  code: `CODE${at}`,
  kind: 'image',
  region: { id: 'r', name: 'Brazil' },
  account: { id: 'a', username: 'kilnbird.br', name: 'Kilnbird' },
  burstId: 'b',
  postedAt: '2026-03-29T12:00:00Z',
  foundAt: '2026-03-29T12:00:00Z',
  expiresAt: '2026-03-30T12:00:00Z',
  mediaState: 'archived',
  mediaReason: null,
  thumbnailUrl: `/api/media/id-${at}/thumbnail?v=0`,
  seen: true,
  openFlags: ['problem'],
  reach: { told: 4, reached: 3 },
  caption: 'words',
});
const feedOf = (count: number) =>
  Response.json({ stories: Array.from({ length: count }, (_, at) => story(at)), nextCursor: null });

let online: boolean;
let signedIn: boolean;
let stories: number;
const server = (path: string): Answer => {
  if (!online) return new TypeError('Failed to fetch');
  if (path === '/offline')
    return new Response('<script src="/_next/static/a.js"></script>"/_next/static/b.css\\"');
  if (path.startsWith('/sign-in')) return new Response('sign in');
  if (path.startsWith('/api/') && !signedIn) return new Response(null, { status: 401 });
  return path.startsWith('/api/feed') ? feedOf(stories) : new Response(path);
};
beforeEach(() => {
  online = true;
  signedIn = true;
  stories = 3;
});

test('what changes something, is for others, is a part of a file, a stream or media is left to the browser', async () => {
  const worker = startWorker(server);
  for (const [path, asked] of [
    ['/api/feed', { method: 'POST' }],
    ['https://elsewhere.example/api/feed', {}],
    ['/api/media/1/thumbnail', { range: 'bytes=0-' }],
    ['/api/live', {}],
    ['/api/media/1/original', {}],
    ['/api/media/1/display', {}],
    ['/icons/192.png', {}],
  ] as [string, Asked][])
    expect({ path, answer: await worker.ask(path, asked) }).toEqual({ path, answer: undefined });
  expect(worker.network).toEqual([]);
});

test('the feed is kept with what its cards show, and with the thumbnails of its sixty newest', async () => {
  const worker = startWorker(server);
  stories = 70;
  await worker.ask('/api/feed?');
  const kept = worker.stores.get(keptFeedCache)!;
  const feed = (await kept.get(keptFeedPath)!.json()) as { stories: object[] };
  expect(feed.stories).toHaveLength(60);
  expect(Object.keys(feed.stories[0]!).toSorted()).toEqual([
    'account',
    'expiresAt',
    'id',
    'kind',
    'mediaReason',
    'mediaState',
    'postedAt',
    'region',
    'thumbnailUrl',
  ]);
  expect(kept.size).toBe(61);
  // What has left the feed leaves the device.
  stories = 2;
  await worker.ask('/api/feed');
  expect([...kept.keys()].toSorted()).toEqual([
    '/api/media/id-0/thumbnail?v=0',
    '/api/media/id-1/thumbnail?v=0',
    keptFeedPath,
  ]);
});

test('nothing else of the API is kept: no narrowed feed, no further page, no people, no numbers', async () => {
  const worker = startWorker(server);
  for (const path of ['/api/feed?q=x', '/api/feed?cursor=x', '/api/tray', '/api/numbers', '/api/sessions'])
    expect(await worker.ask(path)).toBeInstanceOf(Response);
  await worker.ask('/people', { mode: 'navigate' });
  expect(worker.stores.get(keptFeedCache)).toBeUndefined();
});

test('an answer that was on its way when its person signed out is not kept', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const worker = startWorker(async (path) => {
    if (path === '/api/feed') await held;
    return server(path);
  });
  const asked = worker.ask('/api/feed');
  await worker.send('forget');
  release();
  expect(await asked).toBeInstanceOf(Response);
  expect(worker.stores.get(keptFeedCache)).toBeUndefined();
});

test('a refusal for want of a session, and the sign-in page, take away what was kept', async () => {
  for (const ends of [
    (worker: ReturnType<typeof startWorker>) => worker.ask('/api/sessions'),
    (worker: ReturnType<typeof startWorker>) => worker.ask('/sign-in?ended=1', { mode: 'navigate' }),
    (worker: ReturnType<typeof startWorker>) => worker.send('forget'),
  ]) {
    signedIn = true;
    const worker = startWorker(server);
    await worker.ask('/api/feed');
    expect(worker.stores.has(keptFeedCache)).toBe(true);
    signedIn = false;
    await ends(worker);
    expect(worker.stores.has(keptFeedCache)).toBe(false);
    await worker.send('keep');
    expect(worker.stores.has(keptFeedCache)).toBe(false);
  }
});

test('a page is the server’s while it answers, whatever it answers, and the offline page when it does not', async () => {
  const worker = startWorker((path) =>
    online && path === '/broken' ? new Response('broken', { status: 500 }) : server(path),
  );
  await worker.lifecycle('install');
  expect([...worker.stores.get('shell-now')!.keys()]).toEqual([
    '/_next/static/a.js',
    '/_next/static/b.css',
    '/offline',
  ]);
  const text = async (path: string) =>
    await ((await worker.ask(path, { mode: 'navigate' })) as Response).text();
  expect(await text('/flags')).toBe('/flags');
  expect(await text('/broken')).toBe('broken');
  online = false;
  expect(await text('/flags')).toContain('/_next/static/a.js');
  // No answer of the API is made up.
  expect(await worker.ask('/api/tray')).toMatchObject({ type: 'error' });
});

test('the offline page of another build goes with its worker; the kept feed stays', async () => {
  const worker = startWorker(server);
  await worker.ask('/api/feed');
  worker.stores.set('shell-before', new Map());
  await worker.lifecycle('install');
  await worker.lifecycle('activate');
  expect([...worker.stores.keys()].toSorted()).toEqual([keptFeedCache, 'shell-now']);
});
