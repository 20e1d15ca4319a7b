import { mkdir, rm } from 'node:fs/promises';
import { chromium, type Page } from '@playwright/test';
import { someList } from '../e2e/support/some-list.ts';
import { browserArgs, browserEnv, browserPath } from '../support/browser-path.ts';
import { eventually } from '../support/eventually.ts';
import { installation, launchStorywire } from '../support/launched.ts';

/**
 * `npm run screens`: a picture of every screen at three widths, light and
 * dark, into screens/. With an address as argument (and that of its sandbox)
 * a running Storywire is pictured instead of a fresh one.
 */
const widths = [360, 768, 1440];
const themes = ['light', 'dark'] as const;
const folder = 'screens';

const [givenUrl, givenSandbox] = process.argv.slice(2);
const launched = givenUrl ? undefined : await launchStorywire(await installation());
const url = givenUrl ?? launched!.url;
const sandboxUrl = givenSandbox ?? launched!.sandboxUrl;

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: browserPath(),
  args: browserArgs,
  env: browserEnv(),
});
try {
  await makeNews();
  for (const theme of themes) for (const width of widths) await picture(theme, width);
} finally {
  await browser.close();
  await launched?.remove();
}

async function control(path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`${sandboxUrl}/_sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

async function makeNews(): Promise<void> {
  if (givenUrl) return;
  const database = await launched!.database();
  await eventually('all accounts were checked once', async () => {
    const rows = await database.sql`select from account where first_checked_at is null`;
    const templates = await database.sql`select from template where state = 'approved'`;
    return rows.length === 0 && templates.length > 0;
  });
  // The first is told at once, what follows within the ten minutes waits for the roll-up: both are worth a picture.
  await control('stories', { account: 'kilnbird.br' });
  await eventually('alerts were delivered', async () => {
    const rows = await database.sql<
      { count: number }[]
    >`select count(*)::int as count from message where delivered_at is not null`;
    return rows[0]!.count > 10;
  });
  const phones = (await (await fetch(`${sandboxUrl}/_sandbox/phones`)).json()) as {
    phones: { digits: string; unread: number }[];
  };
  for (const { digits } of phones.phones.filter((each) => each.unread > 0).slice(0, 7))
    await control(`phones/${digits}/open`, {});
  for (const account of ['kilnbird.jp', 'kilnbird.fr']) await control('stories', { account });
  await control('stories', { account: 'kilnbird.au', kind: 'video' });
  await eventually('all stories are archived', async () => {
    const rows = await database.sql`select from story where media_state = 'archived'`;
    return rows.length >= 4;
  });
  await eventually(
    'some were read',
    async () => (await database.sql`select from message where read_at is not null`).length > 3,
  );
  await database.close();
}

async function picture(theme: 'light' | 'dark', width: number): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 780 : 900 },
    colorScheme: theme,
    reducedMotion: 'reduce',
    deviceScaleFactor: width < 500 ? 2 : 1,
  });
  const page = await context.newPage();
  const shot = (name: string, fullPage = false) =>
    page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png`, fullPage });
  await page.goto(`${url}/sign-in`);
  await settle(page);
  await shot('sign-in');
  await page
    .getByRole('button', { name: /demo admin/i })
    .first()
    .click();
  await page.waitForURL(`${url}/`);
  await settle(page);
  await shot('feed');
  await shot('feed-whole', true);
  const first = page.locator('a[data-story]', { hasText: 'kilnbird.br' }).first();
  const href = await first.getAttribute('href');
  if (width >= 1024) {
    await first.click();
    await settle(page);
    await shot('feed-pane');
  }
  await page.goto(`${url}${href}`);
  await settle(page);
  for (const summary of (await page.locator('summary').all()).slice(0, 2)) await summary.click();
  await settle(page);
  await shot('story', true);
  await page.goto(`${url}/regions`);
  await settle(page);
  await shot('regions');
  await shot('regions-whole', true);
  await page.goto(`${url}/regions`);
  await page.getByRole('link', { name: 'Brazil', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Brazil' }).waitFor();
  await settle(page);
  await shot('region', true);
  await page.goto(`${url}/regions/add`);
  await page.getByText('Several at once').click();
  await page.getByLabel('Your list, one region a line').fill('Norway; EMEA\nNowhere\nBrazil\nPeru; LatAm');
  await settle(page);
  await shot('regions-add', true);
  await pictureNumbers(page, shot);
  for (const [name, path] of adminPages) {
    await page.goto(`${url}${path}`);
    await settle(page);
    await shot(name, true);
  }
  await page.goto(`${url}/people`);
  await page
    .getByRole('main')
    .getByRole('link', { name: /Noor \(demo admin\)/ })
    .click();
  await page.waitForURL(/\/people\/[0-9a-f-]{36}/);
  await settle(page);
  await shot('person', true);
  await page.goto(`${url}/more`);
  await settle(page);
  await shot('more');
  await page.goto(`${url}/stories/nowhere`);
  await settle(page);
  await shot('not-found');
  await page.goto(`${sandboxUrl}/phones`);
  await settle(page);
  await shot('phones');
  await page.getByTestId('open-chat').first().click();
  await settle(page);
  await shot('phones-chat');
  await page.goto(sandboxUrl);
  await settle(page);
  await shot('sandbox');
  await context.close();
}

const adminPages = [
  ['routes', '/routes'],
  ['people', '/people'],
  ['roles', '/people/roles'],
  ['audit', '/audit'],
  ['brand', '/brand'],
] as const;

/** The list, adding to it, one number, a region's join link, and a list on its way in. */
async function pictureNumbers(page: Page, shot: (name: string, fullPage?: boolean) => Promise<unknown>) {
  await page.goto(`${url}/numbers`);
  await settle(page);
  await shot('numbers');
  await page
    .getByRole('link', { name: /Ana \(demo\)/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'How it agreed' }).waitFor();
  await settle(page);
  await shot('number', true);
  await page.goto(`${url}/numbers/add`);
  await settle(page);
  await shot('numbers-add', true);
  await page.goto(`${url}/numbers/join`);
  await page.getByRole('link', { name: 'Japan' }).click();
  const open = page.getByRole('button', { name: 'Open join link' });
  const qr = page.getByRole('img', { name: /^QR code/ });
  await open.or(qr).waitFor();
  if (await open.isVisible()) await open.click();
  await qr.waitFor();
  await settle(page);
  await shot('join', true);
  await page.goto(`${url}/numbers/import`);
  await page.getByLabel('Or paste the list').fill(someList);
  await page.getByRole('button', { name: 'Read this list' }).click();
  await page.getByRole('button', { name: 'Check the list' }).click();
  await page.getByText('New numbers', { exact: true }).click();
  await settle(page);
  await shot('import-check', true);
}

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(
      [...document.images]
        .filter((each) => !each.complete && each.loading !== 'lazy')
        .map((each) => each.decode().catch(() => {})),
    );
  });
  await page.waitForTimeout(400);
}
