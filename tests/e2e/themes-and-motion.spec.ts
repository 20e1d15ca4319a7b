import type { Locator } from '@playwright/test';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

const admin = 'Noor (demo admin)';

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

test('another theme reaches every word within one frame, whoever wants less motion included', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await signInAs(page, admin);
  await page.goto('/more');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const left = await page.evaluate(async () => {
    const ink = getComputedStyle(document.body).color;
    document.documentElement.dataset['theme'] = 'dark';
    await new Promise(requestAnimationFrame);
    return [...document.body.querySelectorAll('*')]
      .filter((each) => getComputedStyle(each).color === ink)
      .map((each) => each.tagName);
  });
  expect(left).toEqual([]);
});

test('where the system’s own few colours hold, what is chosen, who was reached and how far a story is can still be seen', async ({
  page,
  owner,
}) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, admin);
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const surfaces = (of: Locator) =>
    of.evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor));
  const canvas = await page.evaluate(() => {
    document.body.style.background = 'Canvas';
    return getComputedStyle(document.body).backgroundColor;
  });

  await page.goto('/');
  const parts = page.getByRole('group', { name: 'Order' }).locator('label');
  await expect(parts).not.toHaveCount(0);
  const [chosen, other] = await surfaces(parts);
  expect(chosen).toMatch(/^rgb/);
  expect(chosen).not.toBe(canvas);
  expect(other).not.toBe(chosen);
  const current = page.getByRole('navigation', { name: 'Main' }).locator('[aria-current]');
  await expect(current).toHaveCSS('text-decoration-line', 'underline');

  await page.goto(`/stories/${code}`);
  const reached = page.locator('[data-coverage] > span');
  await expect(reached).not.toHaveCount(0);
  expect(await surfaces(reached)).not.toContain(canvas);

  await page.goto(`/watch/${code}`);
  const bars = page.locator('[data-progress] > span');
  await expect(bars).not.toHaveCount(0);
  expect(await surfaces(bars)).not.toContain(canvas);
});
