import { gzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { printFigures } from './support/figures.ts';
import { editorPath, makeRepost } from './support/reposts.ts';
import { settle } from './support/scenes.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

const kilobyte = 1000;
const mostOverBare = { '/sign-in': 30 * kilobyte, '/': 75 * kilobyte };
const mostStyles = 30 * kilobyte;
/** The editor brings a canvas with it, and style sheets that name the files of every script's fonts. */
const mostInEditor = 220 * kilobyte;

const inKilobytes = (bytes: number) => `${(bytes / kilobyte).toFixed(1)} KB`;

test('JavaScript of sign-in, feed and editor over a bare Next page, and all CSS, stay within their budgets', async ({
  page,
  newVisitor,
  owner,
}) => {
  const bare = await bareBytes();
  const figures: Record<string, string> = {
    'a bare Next page of this build (its rootMainFiles), gzip': inKilobytes(bare),
  };
  await signInAs(page, 'Noor (demo admin)');
  const storageState = await page.context().storageState();
  for (const [path, most] of Object.entries(mostOverBare)) {
    const context = await newVisitor(path === '/' ? { storageState } : {});
    const { script, stylesheet } = await bytesOf(context, path);
    figures[`${path}: JavaScript over it, of ${inKilobytes(most)}`] = inKilobytes(script - bare);
    figures[`${path}: CSS, of ${inKilobytes(mostStyles)}`] = inKilobytes(stylesheet);
    expect(script - bare).toBeLessThanOrEqual(most);
    expect(stylesheet).toBeLessThanOrEqual(mostStyles);
  }
  const editor = await bytesOf(
    await newVisitor({ storageState }),
    editorPath(await makeRepost(owner)),
    (opened) => expect(opened.getByRole('button', { name: 'Finish version' })).toBeVisible(),
  );
  figures[`the editor: JavaScript over it, of ${inKilobytes(mostInEditor)}`] = inKilobytes(
    editor.script - bare,
  );
  figures['the editor: CSS, of no more than its fonts need'] = inKilobytes(editor.stylesheet);
  expect(editor.script - bare).toBeLessThanOrEqual(mostInEditor);
  printFigures('budgets', figures);
});

test('a warm feed page asks for itself, the stream, its two lists, and what its links lead to; then it is quiet', async ({
  page,
  context,
  owner,
}) => {
  await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Noor (demo admin)');
  const tray = page.getByRole('navigation', { name: 'Regions' }).getByRole('link');
  await expect(tray).not.toHaveCount(0);
  await quiet(page);
  const regions = await tray.count();
  const asked = await askedOfServer(context, page);
  await page.reload();
  await settle(page);
  await expect(page.locator('a[data-story]').first()).toBeVisible();
  await quiet(page);
  const paths = asked()
    .map((url) => new URL(url))
    .map(({ pathname, searchParams }) => (searchParams.has('_rsc') ? `prefetch ${pathname}` : pathname));
  const count = (wanted: string | RegExp) =>
    paths.filter((path) => (typeof wanted === 'string' ? path === wanted : wanted.test(path))).length;
  const figures = {
    'the page': count('/'),
    'the stream': count('/api/live'),
    'the feed and the tray': count(/^\/api\/(feed|tray)$/),
    'pages that it leads to, fetched ahead': count(/^prefetch/),
    'everything else':
      paths.filter((path) => !/^(\/|\/api\/(live|feed|tray)|prefetch .*)$/.test(path)).join(' ') || 'nothing',
  };
  printFigures(`requests of a warm feed page with ${regions} regions`, figures);
  expect(figures).toMatchObject({
    'the page': 1,
    'the stream': 1,
    'the feed and the tray': 2,
    'everything else': 'nothing',
  });
  // Flags, Reposts, Regions and More, twice each: their frame, then what is in it.
  expect(figures['pages that it leads to, fetched ahead']).toBeLessThanOrEqual(8);
  // Nothing has happened: it does not ask again before its poll.
  const before = asked().length;
  await quiet(page, 5_000);
  expect(
    asked()
      .slice(before)
      .filter((url) => !/\/api\/(feed|tray)/.test(url)),
  ).toEqual([]);
});

/** What every page of this build loads, whatever is on it: React and Next's own code. */
async function bareBytes(): Promise<number> {
  const { rootMainFiles } = JSON.parse(await readFile('.next/build-manifest.json', 'utf8')) as {
    rootMainFiles: string[];
  };
  const sizes = await Promise.all(
    rootMainFiles.map(async (file) => gzipSync(await readFile(`.next/${file}`)).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Bytes after gzip of everything a page loads, by kind, with nothing in the cache. */
async function bytesOf(
  context: BrowserContext,
  path: string,
  isThere: (page: Page) => Promise<void> = async () => undefined,
): Promise<{ script: number; stylesheet: number }> {
  const page = await context.newPage();
  const sizes: Promise<{ type: string; size: number }>[] = [];
  page.on('response', (response) => {
    const type = response.request().resourceType();
    if (type === 'script' || type === 'stylesheet')
      sizes.push(response.body().then((body) => ({ type, size: gzipSync(body).length })));
  });
  await page.goto(path);
  await isThere(page);
  await settle(page);
  await quiet(page);
  const all = await Promise.all(sizes);
  const sum = (wanted: string) =>
    all.filter(({ type }) => type === wanted).reduce((total, { size }) => total + size, 0);
  return { script: sum('script'), stylesheet: sum('stylesheet') };
}

/** Collects the addresses of this page's requests that its cache did not answer. */
async function askedOfServer(context: BrowserContext, page: Page): Promise<() => string[]> {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const asked = new Map<string, string>();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith('http')) asked.set(requestId, request.url);
  });
  session.on('Network.requestServedFromCache', ({ requestId }) => asked.delete(requestId));
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache || response.fromPrefetchCache) asked.delete(requestId);
  });
  return () => [...asked.values()];
}

/** Waits until nothing has been asked for during a while; the stream, which stays open, does not count. */
async function quiet(page: Page, forMs = 1_000): Promise<void> {
  await new Promise<void>((resolve) => {
    let timer = setTimeout(end, forMs);
    const more = () => {
      clearTimeout(timer);
      timer = setTimeout(end, forMs);
    };
    function end() {
      page.off('request', more);
      resolve();
    }
    page.on('request', more);
  });
}
