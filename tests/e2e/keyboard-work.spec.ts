import type { Locator, Page } from '@playwright/test';
import { languageCookie } from '#lib/i18n/languages.ts';
import { untilAlive } from './support/alive.ts';
import { clearFlags } from './support/clear-flags.ts';
import { tabTo } from './support/keyboard.ts';
import { makeRepost } from './support/reposts.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';
import { wordsOf } from './support/words.ts';

// What teams do with stories, by keyboard alone, each from the page where it begins.
const noor = 'Noor (demo admin)';

test.afterAll(async ({ owner }) => {
  // Other journeys count on the demo brand as it was.
  await clearFlags(owner);
  await owner.sql`delete from route`;
  await owner.sql`delete from number where label like 'By key %'`;
});

/** Goes there with Tab and presses it. */
async function press(page: Page, wanted: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

test('a story is flagged, and taken on the board, by keyboard alone', async ({ page, owner }) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  await page.goto(`/stories/${code}`);
  await press(page, page.getByRole('button', { name: 'Flag', exact: true }));
  const dialog = page.getByRole('dialog', { name: 'Flag the story by kilnbird.br' });
  await tabTo(page, dialog.getByRole('radio', { checked: true }));
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByLabel('Needs an edit')).toBeChecked();
  await tabTo(page, dialog.getByLabel('Note'));
  await page.keyboard.type('In French, please');
  await press(page, dialog.getByLabel('Urgent'), 'Space');
  await press(page, dialog.getByRole('button', { name: 'Flag it' }));
  await expect(page.getByText('Flagged for France.')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await page.waitForURL('/flags');
  const inColumn = (column: string) =>
    page.getByRole('region', { name: column }).getByRole('listitem', { name: /^Needs an edit/ });
  await press(page, inColumn('Open').getByRole('button', { name: 'Take', exact: true }));
  await expect(inColumn('Taken')).toBeFocused();
});

test('a repost is asked for, opened from the list, and approved by keyboard alone', async ({
  page,
  newVisitor,
  owner,
}) => {
  const { id: storyId } = await makeStory(owner, 'kilnbird.br');
  const id = await makeRepost(owner, { storyId, region: 'France' });
  await signInAs(page, 'Camille (demo editor)');
  await page.goto(`/reposts/${id}`);
  await press(page, page.getByRole('button', { name: 'Use it unedited' }));
  await expect(page.getByRole('img', { name: 'Version 1' })).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Add accounts' }));
  const dialog = page.getByRole('dialog');
  // The only account that she may post to is chosen already.
  await expect(dialog.getByRole('checkbox', { name: /@kilnbird\.fr/ })).toBeChecked();
  await press(page, dialog.getByRole('button', { name: /^Add/ }));
  const target = page.getByRole('region', { name: '@kilnbird.fr' });
  await expect(target.getByRole('list', { name: 'Checks' })).toContainText('Instagram can fetch our files.');
  await press(page, target.getByRole('button', { name: /^Ask .* for approval$/ }));
  await expect(target).toContainText('Waiting for approval');

  const approver = await (await newVisitor()).newPage();
  await signInAs(approver, noor);
  await tabTo(
    approver,
    approver.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Reposts/ }),
  );
  await approver.keyboard.press('Enter');
  await approver.waitForURL('/reposts');
  await press(approver, approver.locator(`a[href="/reposts/${id}"]`));
  await approver.waitForURL(`/reposts/${id}`);
  await press(
    approver,
    approver
      .getByRole('region', { name: '@kilnbird.fr' })
      .getByRole('button', { name: 'Approve and post it now' }),
  );
  await expect(target).toContainText('Posted', { timeout: 60_000 });
});

test('who hears whom is changed, saved and found again by keyboard alone', async ({ page, owner }) => {
  await signInAs(page, noor);
  await page.goto('/routes');
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]'));
  await page.keyboard.press('ArrowRight');
  const cell = page.locator(':focus');
  await expect(cell).toHaveAccessibleName(/hears .* at once$/);
  await page.keyboard.press('3');
  await expect(cell).toHaveAccessibleName(/not at all$/);
  const name = (await cell.getAttribute('aria-label')) ?? '';
  await press(page, page.getByRole('button', { name: 'Save changes' }));
  await expect(page.getByText('1 change saved. The next story follows.')).toBeVisible();
  expect(await owner.sql`select from route where delivery = 'off'`).toHaveLength(1);
  await page.reload();
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
});

test('a list of numbers is pasted, checked, mended and imported by keyboard alone', async ({
  page,
  owner,
}) => {
  await signInAs(page, noor);
  await page.goto('/numbers');
  await press(page, page.getByRole('link', { name: 'Import CSV' }));
  await page.waitForURL('/numbers/import');
  await tabTo(page, page.getByLabel('Or paste the list'));
  await page.keyboard.insertText(
    'Telefon;Name;Region;Opt-in date\n+44 7700 900171;By key one;Untied Kingdom;2026-01-05',
  );
  await press(page, page.getByRole('button', { name: 'Read this list' }));
  await press(page, page.getByRole('button', { name: 'Check the list' }));
  await press(page, page.getByRole('button', { name: 'Did you mean United Kingdom?' }));
  await press(page, page.getByRole('button', { name: 'Import 1 number' }));
  await expect(page.getByText('1 number added, 0 numbers changed')).toBeVisible();
  expect(await owner.sql`select from number where label = 'By key one'`).toHaveLength(1);
});

test('the feed is narrowed down in its dialog, and widened again by its chip, by keyboard alone', async ({
  page,
  owner,
}) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  await makeStory(owner, 'kilnbird.jp');
  await signInAs(page, noor);
  await untilAlive(page.getByRole('button', { name: 'Filter' }));
  await press(page, page.getByRole('button', { name: 'Filter' }));
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByLabel('Region'));
  await page.keyboard.type('Braz');
  await press(page, dialog.getByRole('button', { name: 'Show', exact: true }));
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/region=/);
  await expect(page.locator(`a[data-story="${code}"]`)).toBeVisible();
  await press(page, page.getByRole('link', { name: 'Brazil Take away' }));
  await expect(page).toHaveURL('/');
});

test('language and theme are chosen by keyboard alone, and the focus stays where it was', async ({
  page,
  context,
}) => {
  await signInAs(page, noor);
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.waitForURL('/more');
  await press(page, page.getByRole('button', { name: 'العربية' }));
  const arabic = wordsOf('ar');
  await expect(page.getByRole('heading', { name: arabic('more.devices') })).toBeVisible();
  await expect(page.getByRole('button', { name: 'العربية' })).toBeFocused();
  await tabTo(page, page.getByRole('radio', { name: arabic('more.themes.system') }), 'Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: arabic('more.themes.dark') })).toBeChecked();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await context.clearCookies({ name: languageCookie });
});
