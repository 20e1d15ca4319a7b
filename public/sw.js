/*
 * Storywire's service worker. It does two things, both for a device that has
 * lost the network: it keeps the offline page (app/offline) with all that it
 * is made of, and the last feed with its thumbnails, for that page to show.
 *
 * While the network answers, that answer is what one gets: nothing is served
 * from here but built files, whose names change with what is in them.
 *
 * Its address carries a stamp of build, language and brand
 * (lib/offline/shell-stamp.ts). With another stamp another worker is
 * installed, which brings the whole offline page of its build in a cache of
 * its own, takes over at once and deletes the one before: no page is ever put
 * together from two builds.
 */

/** What is the same for everybody: the offline page, and built files. */
const shellCache = `shell-${new URL(location.href).searchParams.get('shell')}`;
const offlinePage = '/offline';

/** What only somebody signed in may see; lib/feed/kept-feed.ts says the same. */
const keptCache = 'kept-feed';
const keptPath = '/offline/feed.json';
const mostStories = 60;

/** How often the kept feed was forgotten: what was asked for before that must not be kept after it. */
let forgotten = 0;
/** Feeds are kept one after the other, so that none fetches a thumbnail twice. */
let keeping = Promise.resolve();

self.addEventListener('install', (event) => {
  event.waitUntil(fetchShell());
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOtherShells(), self.clients.claim()]));
});

self.addEventListener('message', (event) => {
  if (event.data === 'forget') event.waitUntil(forget());
  if (event.data === 'keep') event.waitUntil(keepFirst());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || request.headers.has('range')) return;
  if (request.mode === 'navigate') respond(event, answerPage(event, pathname));
  else if (pathname.startsWith('/_next/static/')) respond(event, answerBuilt(event));
  else if (pathname === '/api/brand/logo') respond(event, answerElseKept(event, shellCache));
  else if (/^\/api\/media\/[^/]+\/thumbnail$/.test(pathname))
    respond(event, answerElseKept(event, keptCache));
  // The stream has no end, and media is not for keeping.
  else if (pathname === '/api/live' || pathname.startsWith('/api/media/')) return;
  else if (pathname.startsWith('/api/')) respond(event, answerData(event, pathname + search));
});

/** Where no answer came, the page hears just that, as it would without a worker. */
function respond(event, answer) {
  event.respondWith(answer.catch(() => Response.error()));
}

/** The page that was asked for; without a network, the offline page in its place. */
async function answerPage(event, pathname) {
  let answer;
  try {
    answer = await fetch(event.request);
  } catch (error) {
    const kept = await caches.match(offlinePage, { cacheName: shellCache, ignoreVary: true });
    if (kept === undefined) throw error;
    return kept;
  }
  // The sign-in page is shown to nobody who is signed in: they are sent on.
  const signedOut = /^\/sign-in(\/|$)/.test(pathname) && answer.ok;
  if (signedOut || answer.status === 401) event.waitUntil(forget());
  return answer;
}

async function answerBuilt(event) {
  const kept = await caches.match(event.request, { cacheName: shellCache, ignoreVary: true });
  if (kept !== undefined) return kept;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(put(shellCache, event.request, answer.clone()));
  return answer;
}

async function answerElseKept(event, cacheName) {
  try {
    return await fetch(event.request);
  } catch (error) {
    const kept = await caches.match(event.request, { cacheName, ignoreVary: true });
    if (kept === undefined) throw error;
    return kept;
  }
}

/** Passes an answer of the API on, looking at what it says about the session, and keeping the feed. */
async function answerData(event, path) {
  const before = forgotten;
  const answer = await fetch(event.request);
  if (answer.status === 401) event.waitUntil(forget());
  // Only the first page of everything: with a filter or a cursor it has another address.
  if (path === '/api/feed' && answer.ok) event.waitUntil(keepFeed(answer.clone(), before));
  return answer;
}

/** The feed of somebody who has just signed in, or whose first page came before this worker did. */
async function keepFirst() {
  if (await caches.match(keptPath, { cacheName: keptCache })) return;
  const before = forgotten;
  const answer = await fetch('/api/feed').catch(() => undefined);
  if (answer?.status === 401) await forget();
  if (answer?.ok) await keepFeed(answer, before);
}

async function keepFeed(answer, before) {
  const { stories } = await answer.json();
  const kept = { keptAt: new Date().toISOString(), stories: stories.slice(0, mostStories).map(asKept) };
  keeping = keeping.then(() => keep(kept, before)).catch(() => undefined);
  await keeping;
}

/** What a card shows, and no more: lib/feed/kept-feed.ts has the type. */
function asKept({
  id,
  kind,
  region,
  account,
  postedAt,
  expiresAt,
  mediaState,
  mediaReason,
  thumbnailUrl,
}) {
  return { id, kind, region, account, postedAt, expiresAt, mediaState, mediaReason, thumbnailUrl };
}

async function keep(kept, before) {
  const isOver = () => before !== forgotten;
  if (isOver()) return;
  const cache = await caches.open(keptCache);
  if (isOver()) return await forget();
  await cache.put(keptPath, Response.json(kept));
  const wanted = kept.stories.map(({ thumbnailUrl }) => thumbnailUrl).filter((url) => url !== null);
  const paths = new Set([keptPath, ...wanted]);
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    if (!paths.has(pathname + search)) await cache.delete(url);
  }
  for (const url of wanted) {
    if (await cache.match(url)) continue;
    // Mostly out of the browser's own cache; otherwise behind what the page itself needs.
    const answer = await fetch(url, { priority: 'low' });
    if (isOver()) return;
    if (answer.status === 200) await cache.put(url, answer);
  }
}

async function forget() {
  forgotten += 1;
  await caches.delete(keptCache);
}

/** The offline page and every built file that it names, or no worker at all. */
async function fetchShell() {
  const page = await fetch(offlinePage, { cache: 'no-store' });
  if (!page.ok || page.redirected) throw new Error('The offline page did not come.');
  const html = await page.clone().text();
  const files = new Set(html.match(/\/(?:_next\/static|api\/brand\/logo)[^"'\\\s<>]*/g));
  const cache = await caches.open(shellCache);
  await cache.addAll(files);
  await cache.put(offlinePage, page);
}

async function dropOtherShells() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name !== shellCache && name !== keptCache).map((name) => caches.delete(name)),
  );
}

/** A full disk costs no more than what is kept for later. */
async function put(cacheName, request, answer) {
  const cache = await caches.open(cacheName);
  await cache.put(request, answer).catch(() => undefined);
}
