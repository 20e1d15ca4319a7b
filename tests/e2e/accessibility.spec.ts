import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { freePhones } from './support/alerts.ts';
import { type Scene, scenesInside, scenesOutside, settle } from './support/scenes.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

const admin = 'Noor (demo admin)';
const themes = ['light', 'dark'] as const;

let code: string;
let emptyRegionId: string;

test.beforeAll(async ({ owner }) => {
  await freePhones(owner);
  ({ code } = await makeStory(owner, 'kilnbird.br'));
  emptyRegionId = await regionIdOf(owner, 'Headquarters');
});

for (const width of [360, 1440]) {
  test(`axe finds nothing on any screen or dialog, light or dark, at ${width} px`, async ({
    page,
    owner,
    watch,
  }) => {
    test.setTimeout(180_000);
    watch.allow(/status of 404/);
    await page.setViewportSize({ width, height: 800 });
    const found: unknown[] = [];
    const visit = async (scenes: Scene[]) => {
      for (const { name, open } of scenes) {
        await open(page);
        for (const theme of themes) {
          await page.emulateMedia({ colorScheme: theme });
          await settle(page);
          const { violations, passes } = await new AxeBuilder({ page }).analyze();
          expect(passes.length).toBeGreaterThan(8);
          found.push(
            ...violations.map(({ id, nodes }) => ({
              scene: name,
              theme,
              id,
              at: nodes.map(({ target }) => target.join(' ')),
            })),
          );
        }
      }
    };
    await visit(scenesOutside(owner));
    await signInAs(page, admin);
    await visit(scenesInside({ story: code, emptyRegionId }));
    expect(found).toEqual([]);
  });
}

for (const [what, options] of [
  ['at 320 px', { viewport: { width: 320, height: 640 } }],
  ['at 200 % zoom of 1440 px', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }],
] as const) {
  test(`${what} nothing has to be scrolled sideways, and every dialog can be finished`, async ({
    newVisitor,
    owner,
    watch,
  }) => {
    watch.allow(/status of 404/);
    const page = await (await newVisitor(options)).newPage();
    const wide: unknown[] = [];
    const visit = async (scenes: Scene[]) => {
      for (const { name, open } of scenes) {
        await open(page);
        await settle(page);
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (beyond > 0) wide.push({ name, beyond, by: await whatSticksOut(page) });
        const dialog = page.getByRole('dialog');
        if (await dialog.count()) {
          const last = dialog.getByRole('button').last();
          await last.scrollIntoViewIfNeeded();
          await expect(last).toBeInViewport({ ratio: 1 });
          await expect(dialog.getByRole('button', { name: 'Close' })).toBeAttached();
        }
      }
    };
    await visit(scenesOutside(owner));
    await signInAs(page, admin);
    await visit(scenesInside({ story: code, emptyRegionId }));
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
  await page.getByRole('button', { name: 'Edit Brazil' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Brazil saved.')).toBeVisible();
  expect(await moved()).toEqual([]);
});

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
