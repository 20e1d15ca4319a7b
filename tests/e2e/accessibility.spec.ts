import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page, ViewportSize } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { freePhones } from './support/alerts.ts';
import { type Scene, scenesInside, scenesOutside, settle } from './support/scenes.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

const admin = 'Noor (demo admin)';
const themes = ['light', 'dark'] as const;

/** Scenes are looked at a handful at a time, so that no test comes near its timeout however many there are. */
const handful = 6;
const mostMs = 180_000;

// Scenes read these when they are opened; until then only their names count.
let owner: Connection;
let world = { story: '', emptyRegionId: '' };
let signedIn: NonNullable<BrowserContextOptions['storageState']>;

test.beforeAll(async ({ owner: connection, browser, baseURL }) => {
  test.setTimeout(mostMs);
  owner = connection;
  await freePhones(owner);
  const { code } = await makeStory(owner, 'kilnbird.br');
  world = { story: code, emptyRegionId: await regionIdOf(owner, 'Headquarters') };
  const context = await browser.newContext({ baseURL });
  await signInAs(await context.newPage(), admin);
  signedIn = await context.storageState();
  await context.close();
});

type Handful = { names: string; signsIn: boolean; scenes: () => Scene[] };

const handfuls: Handful[] = [
  ...split(false, () => scenesOutside(owner)),
  ...split(true, () => scenesInside(world)),
];

for (const width of [360, 1440]) {
  for (const { names, signsIn, scenes } of handfuls) {
    test(`axe finds nothing, light or dark, at ${width} px: ${names}`, async ({ newVisitor, watch }) => {
      test.setTimeout(mostMs);
      watch.allow(/status of 404/);
      const page = await (await newVisitor(visitor({ width, height: 800 }, signsIn))).newPage();
      const found: unknown[] = [];
      for (const { name, open } of scenes()) {
        await open(page);
        for (const theme of themes) {
          await page.emulateMedia({ colorScheme: theme });
          await settle(page);
          found.push(...(await axe(page)).map((each) => ({ scene: name, theme, ...each })));
        }
      }
      expect(found).toEqual([]);
    });
  }
}

for (const { names, signsIn, scenes } of handfuls) {
  test(`at 320 px and at 200 % zoom of 1440 px nothing has to be scrolled sideways, and every dialog can be finished: ${names}`, async ({
    newVisitor,
    watch,
  }) => {
    test.setTimeout(mostMs);
    watch.allow(/status of 404/);
    const wide: unknown[] = [];
    for (const viewport of [
      { width: 320, height: 640 },
      { width: 720, height: 450 },
    ]) {
      const context = await newVisitor({ ...visitor(viewport, signsIn), deviceScaleFactor: 2 });
      const page = await context.newPage();
      for (const { name, open } of scenes()) {
        await open(page);
        await settle(page);
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (beyond > 0) wide.push({ name, width: viewport.width, beyond, by: await whatSticksOut(page) });
        const dialog = page.getByRole('dialog');
        if (await dialog.count()) {
          const last = dialog.getByRole('button').last();
          await last.scrollIntoViewIfNeeded();
          await expect(last).toBeInViewport({ ratio: 1 });
          await expect(dialog.getByRole('button', { name: 'Close' })).toBeAttached();
        }
      }
    }
    expect(wide).toEqual([]);
  });
}

test('a theme that is chosen holds at once, and from the first paint of the next page', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await signInAs(page, admin);
  await page.goto('/more');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole('radio', { name: 'Dark' }).check();
  expect(await paper()).not.toBe(light);
  const dark = await paper();
  const html = await (await page.request.get('/more')).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  await page.reload();
  expect(await paper()).toBe(dark);
  await page.getByRole('radio', { name: 'Light' }).check();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await paper()).toBe(light);
});

test('who wants less motion gets none: new stories, panes, dialogs and toasts stand at once', async ({
  page,
  context,
  owner,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // Everything that moves is noted when it begins, so that nothing is missed between two looks.
  await context.addInitScript(() => {
    const kept = window as unknown as { moved: string[] };
    kept.moved = [];
    const look = () => {
      for (const each of document.getAnimations()) {
        const { duration, iterations } = each.effect?.getComputedTiming() ?? {};
        if (Number(duration) > 1 || iterations === Infinity) {
          const target = each.effect instanceof KeyframeEffect ? each.effect.target : null;
          kept.moved.push(`${target?.tagName} ${target?.className}`);
        }
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await signInAs(page, admin);
  const moved = () => page.evaluate(() => (window as unknown as { moved: string[] }).moved);
  const { code: fresh } = await makeStory(owner, 'kilnbird.jp');
  await page.locator(`a[data-story="${fresh}"]`).click();
  await expect(page.getByRole('complementary', { name: 'Story' })).toBeVisible();
  expect(await moved()).toEqual([]);
  await page.getByRole('link', { name: 'Regions', exact: true }).click();
  await page.getByRole('link', { name: 'Brazil', exact: true }).click();
  await page.getByRole('button', { name: 'Archive this region' }).click();
  await expect(page.getByRole('dialog', { name: 'Archive Brazil?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Brazil saved.')).toBeVisible();
  expect(await moved()).toEqual([]);
});

/** How many scenes there are, and their names, is known before the world that they show. */
function split(signsIn: boolean, scenes: () => Scene[]): Handful[] {
  const all = scenes();
  return Array.from({ length: Math.ceil(all.length / handful) }, (_, at) => {
    const [from, to] = [at * handful, (at + 1) * handful];
    return {
      signsIn,
      names: all
        .slice(from, to)
        .map(({ name }) => name)
        .join(', '),
      scenes: () => scenes().slice(from, to),
    };
  });
}

const visitor = (viewport: ViewportSize, signsIn: boolean): BrowserContextOptions => ({
  viewport,
  ...(signsIn ? { storageState: signedIn } : {}),
});

/**
 * What axe finds on the page as it stands, by all its rules. In its legacy
 * mode it looks at the page alone, which has no frames, and saves the second
 * page that it would open to gather frames' results.
 */
async function axe(page: Page): Promise<{ id: string; at: string[] }[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations, passes } = await builder.analyze();
  expect(passes.length).toBeGreaterThan(8);
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target.join(' ')) }));
}

/** Elements that reach beyond the right edge, for the one who has to mend it. */
async function whatSticksOut(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > edge + 0.5)
      .map((element) =>
        `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`.slice(0, 80),
      )
      .slice(0, 5);
  });
}

async function regionIdOf({ sql }: Connection, name: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select id from region where name = ${name}`;
  return row!.id;
}
