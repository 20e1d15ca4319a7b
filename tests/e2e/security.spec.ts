import type { Response } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { freePhones } from './support/alerts.ts';
import { printFigures } from './support/figures.ts';
import { makeRepost } from './support/reposts.ts';
import { listSecrets, running } from './support/running.ts';
import { demoRegions, digitsOf } from './support/sandbox.ts';
import { type Scene, scenesInside, scenesOutside, settle } from './support/scenes.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';
import { leaksIn } from './support/watch.ts';
import { wordsOf } from './support/words.ts';

const english = wordsOf('en');

// That the browser complains of nothing, asks nobody else and is sent no full number and no secret is held by
// every journey (support/test.ts); here it is taken to every screen there is.

for (const person of ['Noor (demo admin)', 'Priya (demo editor)', 'Callum (demo viewer)']) {
  test(`every screen of ${person}: no breach of the content policy, nobody else asked, no full number, no secret`, async ({
    page,
    owner,
    watch,
  }) => {
    test.setTimeout(300_000);
    watch.allow(/status of 404/);
    const documents: Response[] = [];
    page.on('response', (response) => {
      if (response.request().isNavigationRequest() && response.status() !== 307) documents.push(response);
    });
    await freePhones(owner);
    const { id: storyId, code } = await makeStory(owner, 'kilnbird.br');
    const [row] = await owner.sql<{ id: string }[]>`select id from region where name = 'Headquarters'`;
    if (person.includes('admin')) for (const { open } of scenesOutside(owner, english)) await open(page);
    await signInAs(page, person);
    const repostId = await makeRepost(owner, { storyId, region: 'Mexico' });
    const scenes = scenesInside({ story: code, emptyRegionId: row!.id, repostId }, english);
    const isFor = ({ forEveryone }: Scene) => person.includes('admin') || forEveryone === true;
    for (const scene of scenes.filter((each) => isFor(each) && each.name !== 'story')) {
      await scene.open(page);
      await settle(page);
      if (scene.name === 'admin form of a region with a refusal') {
        // Mended and saved, for the toast.
        await page.getByLabel('Name').fill('Brazil');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await expect(page.getByText('Brazil saved.')).toBeVisible();
      }
    }
    for (const path of [
      '/api/feed',
      '/api/tray',
      '/api/regions',
      `/api/stories/${code}`,
      `/api/reels?code=${code}`,
      '/api/sessions',
      '/api/health',
      '/api/auth/csrf',
    ]) {
      const text = await (await page.request.get(path)).text();
      expect({ path, leaks: leaksIn(text, await canaries()) }).toEqual({ path, leaks: [] });
    }
    for (const response of documents) {
      const policy = response.headers()['content-security-policy'] ?? '';
      expect(policy).toMatch(/script-src 'nonce-[\w+/=]{20,}' 'strict-dynamic'(;|$)/);
      for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect(policy).toContain(part);
    }
    const nonces = documents.map(
      (response) => /nonce-([\w+/=]+)/.exec(response.headers()['content-security-policy'] ?? '')?.[1],
    );
    expect(new Set(nonces).size).toBe(documents.length);
    printFigures(person, { pages: documents.length, 'answers searched': watch.searched() });
  });
}

test('a script or handler that gets into a page does not run, and the breach is noticed', async ({
  page,
  watch,
}) => {
  watch.allow(/./);
  await signInAs(page, 'Noor (demo admin)');
  // The page itself, and not the list that it fetches.
  const isPage = ({ pathname }: URL) => pathname === '/regions';
  await page.route(isPage, async (route) => {
    const response = await route.fetch();
    const injected = `
      <script>window.ran = 'inline'</script>
      <script src="/ran.js"></script>
      <script nonce="guessed">window.ran = 'guessed nonce'</script>
      <img src="/nothing.png" onerror="window.ran = 'handler'">
      <a id="injected" href="javascript:window.ran = 'link'">here</a>
      <iframe srcdoc="<script>top.ran = 'frame'</script>"></iframe>
      <object data="data:text/html,<script>top.ran = 'object'</script>"></object>`;
    await route.fulfill({ response, body: (await response.text()).replace('</body>', `${injected}</body>`) });
  });
  await page.route('**/ran.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: "window.ran = 'file'" }),
  );
  const violations = page.waitForEvent('console', (message) =>
    /Content Security Policy/.test(message.text()),
  );
  await page.goto('/regions');
  await violations;
  await page.locator('#injected').dispatchEvent('click');
  await settle(page);
  expect(await page.evaluate(() => (window as unknown as { ran?: string }).ran)).toBeUndefined();
  const told = watch.complaints().join('\n');
  expect(told).toMatch(/content policy: script-src-elem inline/);
  expect(told).toMatch(/content policy: script-src-attr inline/);
});

test('what people and Instagram write is shown as text, whatever it looks like', async ({ page, owner }) => {
  await signInAs(page, 'Noor (demo admin)');
  await page.goto('/numbers/add');
  const label = 'Test <img src=x onerror="window.ran=1"><script>window.ran=2</script>';
  await page.getByLabel('Home region').selectOption('Headquarters');
  await page.getByLabel('WhatsApp number').fill('+44 7700 900144');
  await page.getByLabel('Whose it is').fill(label);
  await page.getByRole('button', { name: 'Add number' }).click();
  await page.getByRole('link', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('heading', { name: label, exact: true })).toBeVisible();
  await page.goto('/numbers');
  await expect(page.getByRole('main').getByText(label, { exact: true })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
  await owner.sql`delete from number where label = ${label}`;
});

test('the session cookie is out of reach of scripts, and nothing of a session is kept elsewhere', async ({
  page,
  context,
}) => {
  await signInAs(page, 'Noor (demo admin)');
  const cookie = (await context.cookies()).find(({ name }) => name === 'storywire');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(await page.evaluate(() => document.cookie)).not.toContain(cookie!.value);
  await page.goto('/more');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL('/sign-in');
  const kept = await page.evaluate(async () => ({
    // next-auth tells other tabs this way that somebody signed in or out, and nothing else.
    local: Object.entries(localStorage).map(
      ([name, value]) => `${name} ${String(value).replace(/"timestamp":\d+/, '')}`,
    ),
    session: Object.keys(sessionStorage),
    caches: 'caches' in window ? await caches.keys() : [],
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }));
  const told = 'nextauth.message {"event":"session","data":{"trigger":"signout"},}';
  expect(kept).toEqual({ local: [told], session: [], caches: [], databases: [] });
  expect((await context.cookies()).find(({ name }) => name === 'storywire')).toBeUndefined();
});

test('a refused or broken request is answered in words, without a trace of the inside', async ({ page }) => {
  await signInAs(page, 'Noor (demo admin)');
  for (const [path, status] of [
    ['/api/stories/NOWHERE9', 404],
    ['/api/stories/..%2f..%2fetc%2fpasswd', 404],
    ['/api/stories/%00', 404],
    ['/api/feed?cursor=not-a-cursor', 422],
    ['/api/feed?region=everywhere', 422],
    ['/api/feed?unknown=1', 422],
    ['/api/media/00000000-0000-4000-8000-000000000000/thumbnail', 404],
  ] as const) {
    const response = await page.request.get(path);
    const text = await response.text();
    expect({ path, status: response.status() }).toEqual({ path, status });
    const { error } = JSON.parse(text) as { error: { code: string; message: string } };
    expect(error.message).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(inner);
  }
});

test('a page that breaks says so, with a number that the log knows; trying again works once it is mended', async ({
  page,
  owner,
  watch,
}) => {
  // React's numbers for an error on the server, whose words stay there.
  watch.allow(/React error #(419|441)|status of 500/);
  await signInAs(page, 'Noor (demo admin)');
  await owner.sql`alter table region_group rename to region_group_gone`;
  let id: string;
  try {
    await page.goto('/regions');
    await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
    const words = await page.getByText(/Tell your admin this number/).textContent();
    id = /: (\w{6,})/.exec(words ?? '')?.[1] ?? 'no number';
    expect(await page.content()).not.toMatch(inner);
    const failed = await page.request.get('/api/regions');
    expect(failed.status()).toBe(500);
    expect(await failed.text()).not.toMatch(inner);
  } finally {
    await owner.sql`alter table region_group_gone rename to region_group`;
  }
  const log = join(running().dataFolder, 'logs', 'web.log');
  await eventually('the log has the number', async () => (await readFile(log, 'utf8')).includes(id));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('link', { name: 'Brazil', exact: true })).toBeVisible();
});

test('when even the frame of a page breaks, the last error page says so in the browser’s language, with a number that the log knows', async ({
  newVisitor,
  owner,
  watch,
}) => {
  watch.allow(/React error #(419|441)|status of 500/);
  const page = await (await newVisitor({ locale: 'de-DE' })).newPage();
  await owner.sql`alter table installation rename to installation_gone`;
  let id: string;
  try {
    await page.goto('/sign-in');
    await expect(
      page.getByRole('heading', { name: 'Storywire konnte nicht angezeigt werden' }),
    ).toBeVisible();
    const words = await page.getByText(/Diese Nummer hilft deinem Admin/).textContent();
    id = /: (\w{6,})$/.exec(words ?? '')?.[1] ?? 'no number';
    expect(await page.content()).not.toMatch(inner);
  } finally {
    await owner.sql`alter table installation_gone rename to installation`;
  }
  const log = join(running().dataFolder, 'logs', 'web.log');
  await eventually('the log has the number', async () => (await readFile(log, 'utf8')).includes(id));
});

/** Words that belong into a log and onto no screen. */
const inner =
  /select |insert |relation|does not exist|postgres|drizzle|\.ts:\d|\.js:\d|at async|node_modules/i;

async function canaries() {
  const numbers = (await demoRegions()).flatMap((each) => each.numbers.map(({ number }) => digitsOf(number)));
  return { numbers, secrets: listSecrets(running()) };
}
