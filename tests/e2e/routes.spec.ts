import type { Page } from '@playwright/test';
import { tabTo } from './support/keyboard.ts';
import { untilAlive } from './support/alive.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page, owner }) => {
  await owner.sql`delete from route`;
  await signInAs(page, 'Noor (demo admin)');
  await page.goto('/routes');
});

test.afterAll(async ({ owner }) => {
  // Other journeys count on everybody hearing everybody.
  await owner.sql`delete from route`;
});

test('a block, a drag and a preset paint; the differences are told before they are saved, and then hold', async ({
  page,
}) => {
  const bar = page.getByRole('region', { name: /not saved yet/ });
  await test.step('a heading paints all that its group hears', async () => {
    await page.getByRole('button', { name: 'Change all that EMEA hears' }).click();
    await expect(cell(page, 'Germany', 'Brazil', 'in the daily summary')).toBeVisible();
    await expect(cell(page, 'Brazil', 'Germany', 'at once')).toBeVisible();
    await expect(bar).toContainText(
      'Germany will hear in the daily summary of every other region; until now at once.',
    );
    await bar.getByRole('button', { name: 'Discard' }).click();
    await expect(bar).toBeHidden();
  });

  await test.step('a block is where two groups meet', async () => {
    await page.getByRole('button', { name: /^LatAm hears EMEA: at once/ }).click();
    await expect(cell(page, 'Brazil', 'Germany', 'in the daily summary')).toBeVisible();
    await expect(cell(page, 'Germany', 'Brazil', 'at once')).toBeVisible();
    await bar.getByRole('button', { name: 'Discard' }).click();
  });

  await test.step('a drag paints all cells that it passes', async () => {
    await cell(page, 'Germany', 'Brazil', 'at once').hover();
    await page.mouse.down();
    await cell(page, 'Germany', 'Japan', 'at once').hover();
    await page.mouse.up();
    await expect(cell(page, 'Germany', 'Brazil', 'in the daily summary')).toBeVisible();
    await expect(cell(page, 'Germany', 'Japan', 'in the daily summary')).toBeVisible();
    await bar.getByRole('button', { name: 'Discard' }).click();
  });

  await test.step('a preset is saved, said to be, and found again', async () => {
    await page.getByRole('button', { name: 'Own group' }).click();
    await expect(bar).toContainText('Brazil will no longer hear of');
    await bar.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText(/^\d+ changes saved\. The next story follows\.$/)).toBeVisible();
    await expect(bar).toBeHidden();
    await page.reload();
    await expect(cell(page, 'Brazil', 'Germany', 'not at all')).toBeVisible();
    await expect(bar).toBeHidden();
  });
});

test('the grid is painted from the keyboard alone', async ({ page }) => {
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]'));
  await page.keyboard.press('ArrowRight');
  const focused = page.locator(':focus');
  await expect(focused).toHaveAccessibleName(/hears .* at once$/);
  await page.keyboard.press('3');
  await expect(focused).toHaveAccessibleName(/not at all$/);
  await page.keyboard.press('Space');
  await expect(focused).toHaveAccessibleName(/at once$/);
  await page.keyboard.press('2');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('heading', { name: '1 change not saved yet' })).toBeVisible();
});

test('cells that somebody else changed meanwhile are named, and one says whose change holds', async ({
  page,
  owner,
}) => {
  await cell(page, 'Brazil', 'Japan', 'at once').click();
  await cell(page, 'Brazil', 'Germany', 'at once').click();
  await owner.sql`
    insert into route (source_region_id, target_region_id, delivery)
    select s.id, t.id, 'off' from region s, region t where s.name = 'Japan' and t.name = 'Brazil'`;
  await page.getByRole('button', { name: 'Save changes' }).click();
  const moved = page.getByRole('alert').filter({ hasText: 'Somebody else changed' });
  await expect(moved).toContainText('Brazil now hears Japan not at all; you painted in the daily summary.');
  await moved.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('2 changes saved. The next story follows.')).toBeVisible();
  await expect(cell(page, 'Brazil', 'Japan', 'in the daily summary')).toBeVisible();
});

test('on a phone one region at a time says whom it hears, without scrolling sideways', async ({
  page,
  newVisitor,
}) => {
  const phone = await (await newVisitor({ viewport: { width: 360, height: 780 }, hasTouch: true })).newPage();
  await page.close();
  await signInAs(phone, 'Noor (demo admin)');
  await phone.goto('/routes');
  const region = phone.getByLabel('Region', { exact: true });
  await untilAlive(region);
  await region.selectOption({ label: 'Brazil' });
  await expect(phone.getByRole('grid')).toBeHidden();
  await phone.getByRole('group', { name: 'Brazil hears Japan at once' }).getByLabel('not at all').check();
  await expect(phone.getByRole('region', { name: '1 change not saved yet' })).toContainText(
    'Brazil will no longer hear of Japan; until now at once.',
  );
  await phone.getByText('Is heard by').click();
  await expect(phone.getByRole('group', { name: 'Japan hears Brazil at once' })).toBeVisible();
  expect(
    await phone.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
  ).toBe(true);
});

const cell = (page: Page, target: string, source: string, how: string) =>
  page.getByRole('button', { name: `${target} hears ${source} ${how}`, exact: true });
