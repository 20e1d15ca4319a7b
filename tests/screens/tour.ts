import type { Page } from '@playwright/test';
import { someList } from '../e2e/support/some-list.ts';
import { begin, type Round, settle, type Shot } from './begin.ts';
import type { Scene } from './scenes.ts';

/** Screens that are pictured as they open. */
const plainPages = {
  feed: '/',
  'feed-nothing-fits': '/?kind=video&standing=missing&q=lantern',
  flags: '/flags',
  reposts: '/reposts',
  regions: '/regions',
  'regions-accounts': '/regions/accounts',
  'regions-groups': '/regions/groups',
  'regions-approvers': '/regions/approvers',
  numbers: '/numbers',
  'numbers-add': '/numbers/add',
  routes: '/routes',
  rehearsal: '/routes/rehearsal',
  people: '/people',
  roles: '/people/roles',
  status: '/status',
  connections: '/connections',
  'set-up': '/connections/check',
  costs: '/costs',
  audit: '/audit',
  'audit-nothing': '/audit?q=nobody-did-this',
  brand: '/brand',
  templates: '/templates',
  retention: '/retention',
  'retention-tried': '/retention?originals=7&pictures=7&words=7',
  more: '/more',
  offline: '/offline',
  'not-found': '/stories/nowhere',
};

type Stop = { page: Page; scene: Scene; shot: Shot };

/** Screens with a way to them; each is left out where the scene has nothing of the kind. */
const walks: Record<string, (stop: Stop) => Promise<void>> = {
  stories: pictureStories,
  endings: pictureEndings,
  reposts: pictureReposts,
  editor: pictureEditor,
  approvers: pictureApprovers,
  'regions-add': pictureAddingRegions,
  region: async ({ page, shot }) => {
    await firstOf(page, shot, 'region', '/regions', /Brazil/);
    const account = page.getByRole('main').getByRole('link', { name: /^@/ }).first();
    if (!(await account.isVisible())) return;
    await account.click();
    await page.waitForURL(/\/regions\/accounts\//);
    await shot('account', { parts: 2 });
  },
  number: ({ page, shot }) => firstOf(page, shot, 'number', '/numbers', /\((demo)\)/),
  person: ({ page, shot }) => firstOf(page, shot, 'person', '/people', /demo admin|First admin/),
  join: pictureJoining,
  import: pictureImport,
  folds: pictureFolds,
  everywhere: pictureEverywhere,
  broken: pictureBroken,
  phones: picturePhones,
};

/** One round through every screen. */
export async function tour({ width, ...round }: Round & { width: number }): Promise<void> {
  const { browser, scene } = round;
  const { look, context, shotOf } = await begin({ ...round, width });
  const stranger = await browser.newContext(look);
  const page = await context.newPage();
  const shot = shotOf(page);
  const signInPage = await stranger.newPage();
  await signInPage.goto('/sign-in');
  await shotOf(signInPage)('sign-in');
  await stranger.close();
  for (const [name, path] of Object.entries(plainPages)) {
    await page.goto(path);
    await shot(name);
  }
  for (const walk of Object.values(walks)) await walk({ page, scene, shot });
  await context.close();
}

async function firstOf(page: Page, shot: Stop['shot'], name: string, path: string, which: RegExp) {
  await page.goto(path);
  await settle(page);
  const link = page.getByRole('main').getByRole('link', { name: which }).first();
  if (!(await link.isVisible())) return;
  await link.click();
  await page.waitForURL((url) => url.pathname !== path);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await shot(name);
}

async function pictureStories({ page, shot }: Stop): Promise<void> {
  await page.goto('/');
  await settle(page);
  const first = page.locator('a[data-story]', { hasText: 'kilnbird.br' }).first();
  if (!(await first.isVisible())) return;
  const href = await first.getAttribute('href');
  if (page.viewportSize()!.width >= 1024) {
    await first.click();
    await shot('feed-pane');
  }
  await page.goto(href!);
  await settle(page);
  for (const summary of (await page.locator('summary').all()).slice(0, 2)) await summary.click();
  await shot('story', { parts: 3 });
  // Without motion nothing goes on by itself, so it stands still for the picture.
  await page.goto(href!.replace('/stories/', '/watch/'));
  await settle(page);
  await shot('viewer');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await shot('viewer-keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await page.getByRole('dialog').waitFor();
  await shot('viewer-flag');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  await shot('viewer-note');
  await page.goto(href!);
  for (const [name, button] of [
    ['story-flag', 'Flag'],
    ['story-reuse', 'Change'],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).first().click();
    await page.getByRole('dialog').waitFor();
    if (name === 'story-flag') await page.getByLabel('Problem').check();
    else await page.getByLabel('Only these').check();
    await shot(name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
}

/** Stories that ended before their time, or of which there is no file. */
async function pictureEndings({ page, scene, shot }: Stop): Promise<void> {
  for (const [name, path] of Object.entries(scene.endings ?? {})) {
    await page.goto(path);
    await shot(name, { parts: 2 });
  }
}

/** Each repost as its page opens, and the question where it is to be posted. */
async function pictureReposts({ page, scene, shot }: Stop): Promise<void> {
  for (const [name, path] of Object.entries(scene.reposts ?? {})) {
    await page.goto(path);
    await shot(name);
  }
  const path = scene.reposts?.['repost-new'];
  if (path === undefined) return;
  await page.goto(path);
  await page.getByRole('button', { name: 'Add accounts' }).click();
  const dialog = page.getByRole('dialog');
  for (const name of [/kilnbird\.jp/, /kilnbird\.fr/]) await dialog.getByLabel(name).check();
  await dialog.getByText('At a time').click();
  // The clocks of Paris never show this hour.
  await dialog.getByLabel(/^Time there/).fill('2027-03-28T02:30');
  await shot('repost-add-accounts');
}

/** The editor as it opens, with a text and with a shape chosen, and what is finished. */
async function pictureEditor({ page, scene, shot }: Stop): Promise<void> {
  const path = scene.reposts?.['repost-new'];
  if (path === undefined) return;
  await page.goto(`${path}/edit`);
  const saved = page.getByText('Saved', { exact: true });
  await saved.waitFor();
  await shot('editor');
  for (const kind of ['Shape', 'Text'] as const) {
    const adding = page.getByRole('group', { name: 'Add a layer' });
    await adding.getByRole('button', { name: kind, exact: true }).click();
    await saved.waitFor();
    await shot(`editor-${kind.toLowerCase()}`);
  }
  await page.getByRole('button', { name: 'Finish version' }).click();
  await page.getByRole('dialog').getByRole('img').waitFor();
  await shot('editor-version');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
}

/** Who approves for an account, and one group of those who do. */
async function pictureApprovers({ page, shot }: Stop): Promise<void> {
  await page.goto('/regions/approvers');
  await settle(page);
  const change = page.getByRole('button', { name: /^Change / }).first();
  if (!(await change.isVisible())) return;
  await change.click();
  await page.getByRole('dialog').waitFor();
  await shot('regions-approvers-dialog');
  await page.goto('/regions');
  await page
    .getByRole('main')
    .getByRole('link', { name: /France/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^What to do with/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Who approves its posts' }).click();
  await page.getByRole('dialog').waitFor();
  await shot('region-approval-dialog');
}

async function pictureAddingRegions({ page, shot }: Stop): Promise<void> {
  await page.goto('/regions/add');
  await page.getByText('Several at once').click();
  await page
    .getByLabel('Your list, one region a line')
    .fill('Iceland; EMEA\nNowhere\nBrazil\nEcuador; LatAm');
  await shot('regions-add');
}

async function pictureJoining({ page, shot }: Stop): Promise<void> {
  await page.goto('/numbers/join');
  await settle(page);
  const region = page.getByRole('link', { name: 'Japan' });
  if (!(await region.isVisible())) return shot('join').then(() => {});
  await region.click();
  const open = page.getByRole('button', { name: 'Open join link' });
  const qr = page.getByRole('img', { name: /^QR code/ });
  await open.or(qr).waitFor();
  if (await open.isVisible()) await open.click();
  await qr.waitFor();
  await shot('join');
  await page.emulateMedia({ media: 'print' });
  await shot('join-print');
  await page.emulateMedia({ media: null });
}

/** A list on its way in. */
async function pictureImport({ page, shot }: Stop): Promise<void> {
  await page.goto('/numbers/import');
  await shot('import');
  const paste = page.getByLabel('Or paste the list');
  if (!(await paste.isVisible())) return;
  await paste.fill(someList);
  await page.getByRole('button', { name: 'Read this list' }).click();
  await page.getByRole('button', { name: 'Check the list' }).waitFor();
  await shot('import-columns');
  await page.getByRole('button', { name: 'Check the list' }).click();
  await page.getByRole('button', { name: 'Back' }).waitFor();
  const news = page.getByText('New numbers', { exact: true });
  if (await news.isVisible()) await news.click();
  await shot('import-check');
}

/** What lies folded, opened: who wrote without being known, words without a story, templates that are well. */
async function pictureFolds({ page, shot }: Stop): Promise<void> {
  for (const [name, path] of [
    ['numbers-folds', '/numbers'],
    ['templates-fold', '/templates'],
  ] as const) {
    await page.goto(path);
    await settle(page);
    const folds = page.getByRole('main').locator('summary');
    if ((await folds.count()) === 0) continue;
    for (const fold of (await folds.all()).slice(0, 2)) await fold.click();
    await shot(name);
  }
}

/** What opens over any page. */
async function pictureEverywhere({ page, shot }: Stop): Promise<void> {
  await page.goto('/');
  await settle(page);
  const filter = page.getByRole('button', { name: 'Filter' });
  if (await filter.isVisible()) {
    await filter.click();
    await page.getByRole('dialog').waitFor();
    await shot('feed-filters');
  }
  for (const [name, key] of [
    ['palette', 'ControlOrMeta+k'],
    ['keys', '?'],
  ] as const) {
    await page.goto('/more');
    await settle(page);
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await shot(name);
  }
}

async function pictureBroken({ page, scene, shot }: Stop): Promise<void> {
  await scene.without?.('template', async () => {
    await page.goto('/templates');
    await shot('page-failed');
  });
}

async function picturePhones({ page, scene, shot }: Stop): Promise<void> {
  await page.goto(`${scene.sandboxUrl}/phones`);
  await shot('phones');
  const chat = page.getByTestId('open-chat').first();
  if (await chat.isVisible()) {
    await chat.click();
    await shot('phones-chat');
  }
  await page.goto(scene.sandboxUrl);
  await shot('sandbox');
}
