import type { BrowserContext, Page } from '@playwright/test';
import { type KeptFeed, keptFeedCache, keptFeedPath } from '#lib/feed/kept-feed.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { axeInBothThemes } from './support/axe.ts';
import { settle } from './support/scenes.ts';
import { widerThanWindow } from './support/sideways.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

// Everywhere else workers are kept out (playwright.config.ts).
test.use({ serviceWorkers: 'allow' });

const noNetwork = /net::ERR_(INTERNET_DISCONNECTED|FAILED|ABORTED)/;

test('the manifest makes Storywire installable, signed out too, and tells the brand’s name alone', async ({
  page,
  context,
  newVisitor,
}) => {
  const stranger = await newVisitor();
  const answer = await stranger.request.get('/manifest.webmanifest');
  expect(answer.status()).toBe(200);
  const manifest = (await answer.json()) as { icons: { src: string; sizes: string }[] };
  expect(manifest).toMatchObject({
    name: 'Kilnbird',
    short_name: 'Kilnbird',
    start_url: '/',
    display: 'standalone',
    shortcuts: [
      { name: 'Feed', url: '/' },
      { name: 'Flags', url: '/flags' },
      { name: 'Reposts', url: '/reposts' },
    ],
  });
  for (const { src } of [...manifest.icons, { src: '/icons/apple-touch.png' }]) {
    const icon = await stranger.request.get(src);
    expect({ src, type: icon.headers()['content-type'] }).toEqual({ src, type: 'image/png' });
  }

  await signInWithWorker(page, 'Callum (demo viewer)');
  await expect(page.locator('link[rel="apple-touch-icon"]')).toHaveAttribute(
    'href',
    '/icons/apple-touch.png',
  );
  const browser = await context.newCDPSession(page);
  const { url, errors } = await browser.send('Page.getAppManifest');
  expect({ path: new URL(url).pathname, errors }).toEqual({ path: '/manifest.webmanifest', errors: [] });
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  // A window without traces, as tests have it, installs nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    [],
  );
});

test('without a network any page shows the last feed with its age, and nothing more; with it, the page comes by itself', async ({
  page,
  context,
  owner,
  watch,
}) => {
  watch.allow(noNetwork);
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInWithWorker(page, 'Noor (demo admin)');
  await thumbnailsKept(page);

  await context.setOffline(true);
  await page.goto('/flags');
  await expect(page.getByRole('heading', { level: 1, name: 'You are offline' })).toBeVisible();
  // Only now does nothing more come that would be kept in its place.
  const kept = await keptFeed(page);
  const time = page.locator('main header time');
  await expect(time).toHaveAttribute('datetime', kept.keptAt);
  await expect(time).toHaveText(
    await page.evaluate((at) => new Date(at).toTimeString().slice(0, 5), kept.keptAt),
  );
  const cards = page.getByRole('list', { name: 'Stories kept on this device' }).getByRole('article');
  await expect(cards).toHaveCount(kept.stories.length);
  await expect(cards.first()).toContainText('kilnbird.br');
  await expect(cards.first()).toContainText('Brazil');
  const picture = cards.first().getByAltText('Story by kilnbird.br');
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  // To look at only.
  await expect(page.getByRole('main').getByRole('link')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('button')).toHaveText(['Try again']);
  // Nobody's name, no number, no caption, nothing of who was told or what was flagged.
  const fields = kept.stories.flatMap((story) => Object.keys(story));
  expect([...new Set(fields)].toSorted()).toEqual([
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
  expect((await everythingKept(page)).paths.filter((path) => !mayBeKept.test(path))).toEqual([]);

  await context.setOffline(false);
  await expect(page.getByRole('heading', { level: 1, name: 'Flags' })).toBeVisible();
  await page.goto('/');
  await expect(page.locator(`a[data-story="${code}"]`)).toBeVisible();
});

test('while the network answers, nothing kept stands in for an answer', async ({ page, owner }) => {
  await signInWithWorker(page, 'Callum (demo viewer)');
  const before = await keptFeed(page);
  const { code } = await makeStory(owner, 'kilnbird.jp');
  await page.reload();
  await expect(page.locator(`a[data-story="${code}"]`)).toBeVisible();
  // Where the stream was not cut off by the reload, the feed is fetched when the page next polls.
  await expect
    .poll(async () => (await keptFeed(page)).keptAt, { timeout: 2 * pollMs })
    .not.toBe(before.keptAt);
  await expect.poll(async () => (await keptFeed(page)).stories[0]?.account.username).toBe('kilnbird.jp');
  // A narrowed feed is not the feed.
  const { keptAt } = await keptFeed(page);
  const narrowed = await page.evaluate(async () => {
    const answer = await fetch('/api/feed?kind=video');
    await answer.text();
    return answer.status;
  });
  expect(narrowed).toBe(200);
  const offline = await page.evaluate(async () => (await caches.match('/api/feed')) ?? null);
  expect(offline).toBeNull();
  expect((await keptFeed(page)).keptAt >= keptAt).toBe(true);
});

for (const [how, end] of Object.entries<(page: Page, context: BrowserContext) => Promise<void>>({
  'signing out': async (page) => {
    await page.goto('/more');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.waitForURL('/sign-in');
  },
  'the session ending elsewhere, noticed by whatever asks next': async (page, context) => {
    // A page of the worker's that asks for nothing by itself.
    await page.goto('/icons/192.png');
    await context.clearCookies({ name: 'storywire' });
    expect(await page.evaluate(async () => (await fetch('/api/tray')).status)).toBe(401);
  },
  'the session ending elsewhere, noticed by the next page': async (page, context) => {
    await context.clearCookies({ name: 'storywire' });
    await page.goto('/regions');
    await page.waitForURL('/sign-in?to=%2Fregions');
  },
})) {
  test(`after ${how}, the device holds nothing private, and says offline only that one is signed out`, async ({
    page,
    context,
    owner,
    watch,
  }) => {
    watch.allow(noNetwork);
    watch.allow(/status of 401/);
    await makeStory(owner, 'kilnbird.br');
    await signInWithWorker(page, 'Noor (demo admin)');
    await thumbnailsKept(page);
    await end(page, context);

    await expect.poll(() => page.evaluate((name) => caches.has(name), keptFeedCache)).toBe(false);
    const left = await everythingKept(page);
    expect(left.paths.filter((path) => !isShell.test(path))).toEqual([]);
    for (const text of left.texts) expect(text).not.toMatch(/kilnbird\.\w\w|Noor|Brazil/);
    expect({ session: left.session, databases: left.databases }).toEqual({ session: [], databases: [] });
    // next-auth tells other tabs this way that somebody signed in or out, and nothing else.
    expect(left.local.filter((name) => name !== 'nextauth.message')).toEqual([]);

    await context.setOffline(true);
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: 'You are offline' })).toBeVisible();
    await expect(page.getByText('You are signed out, so nothing of the feed is kept')).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(0);
    await context.setOffline(false);
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });
}

test('another build’s worker takes over at once, with a whole offline page of its own and none of the former’s', async ({
  page,
  context,
  watch,
}) => {
  watch.allow(noNetwork);
  await signInWithWorker(page, 'Callum (demo viewer)');
  const former = await shells(page);
  expect(former).toHaveLength(1);
  await page.evaluate(async () => {
    const changed = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
    await navigator.serviceWorker.register('/sw.js?shell=of-another-build', { updateViaCache: 'none' });
    await changed;
  });
  await expect.poll(() => shells(page)).toEqual(['shell-of-another-build']);
  // What was kept of the feed is still there.
  expect((await keptFeed(page)).stories).toBeDefined();
  await context.setOffline(true);
  await page.goto('/regions');
  await expect(page.getByRole('heading', { level: 1, name: 'You are offline' })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole('heading', { level: 1, name: 'Regions' })).toBeVisible();
  // The page brings the worker of its own build back. Once, after 20 s, Chromium had still not let it take over.
  await expect.poll(() => shells(page), { timeout: 60_000 }).toEqual(former);
});

test('at 360 px axe finds nothing on the offline page, light or dark, and nothing is scrolled sideways', async ({
  newVisitor,
  owner,
  watch,
}) => {
  watch.allow(noNetwork);
  await makeStory(owner, 'kilnbird.br');
  const context = await newVisitor({ viewport: { width: 360, height: 800 }, serviceWorkers: 'allow' });
  const page = await context.newPage();
  await signInWithWorker(page, 'Callum (demo viewer)');
  await thumbnailsKept(page);
  await context.setOffline(true);
  await page.goto('/');
  await expect(page.getByRole('article').first()).toBeVisible();
  expect(await axeInBothThemes(page, settle)).toEqual([]);
  expect(await widerThanWindow(page)).toBeUndefined();
});

/** Built files, the offline page made of them, and the brand's logo: the same for everybody. */
const isShell = /^\/(offline$|_next\/static\/|api\/brand\/logo)/;
const mayBeKept = new RegExp(`${isShell.source}|^${keptFeedPath}$|^/api/media/[\\w-]+/thumbnail\\?v=\\w+$`);

/** Signs in, and waits until the worker has kept the feed. */
async function signInWithWorker(page: Page, name: string): Promise<void> {
  await signInAs(page, name);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect
    .poll(() =>
      page.evaluate(
        ([path, cacheName]) => caches.match(path!, { cacheName: cacheName! }).then(Boolean),
        [keptFeedPath, keptFeedCache],
      ),
    )
    .toBe(true);
}

async function keptFeed(page: Page): Promise<KeptFeed> {
  return await page.evaluate(
    async ([path, cacheName]) => {
      const kept = await caches.match(path!, { cacheName: cacheName! });
      return (await kept!.json()) as KeptFeed;
    },
    [keptFeedPath, keptFeedCache],
  );
}

/** Waits until every picture of the kept feed is kept too. */
async function thumbnailsKept(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const { stories } = await keptFeed(page);
        const { paths } = await everythingKept(page);
        return stories.filter(({ thumbnailUrl }) => thumbnailUrl !== null && !paths.includes(thumbnailUrl))
          .length;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
}

const shells = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('shell-')));

/** Everything that a browser keeps for a site but its cookies. */
async function everythingKept(page: Page) {
  return await page.evaluate(async () => {
    const paths: string[] = [];
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { pathname, search } = new URL(request.url);
        paths.push(`${pathname}${search}`);
        const answer = await cache.match(request, { ignoreVary: true });
        if (/html|json/.test(answer?.headers.get('content-type') ?? '')) texts.push(await answer!.text());
      }
    }
    return {
      paths,
      texts,
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
    };
  });
}
