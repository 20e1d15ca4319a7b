import { hasFocus, tabTo } from './support/keyboard.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

// No mouse in this file, except to get to where a journey begins.
const admin = 'Noor (demo admin)';

test('one signs in by keyboard alone, and the first stop skips to the page', async ({ page }) => {
  await page.goto('/sign-in');
  await tabTo(page, page.getByRole('button', { name: admin }));
  await page.keyboard.press('Enter');
  await page.waitForURL('/');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  const skip = page.getByRole('link', { name: 'Skip to the page' });
  const size = async () => (await skip.boundingBox()) ?? { width: 0, height: 0 };
  // Until it is reached it takes no room, also in a picture of the whole page.
  expect(await size()).toMatchObject({ width: 1, height: 1 });
  await page.keyboard.press('Tab');
  expect(await hasFocus(skip)).toBe(true);
  await expect(skip).toBeInViewport();
  expect((await size()).height).toBeGreaterThanOrEqual(24);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(
    true,
  );
});

test('a story is opened beside the feed, read, and closed; the focus is on its card again', async ({
  page,
  owner,
}) => {
  await signInAs(page, admin);
  const { code } = await makeStory(owner, 'kilnbird.uk');
  const card = page.locator(`a[data-story="${code}"]`);
  await expect(card).toBeVisible();
  await tabTo(page, card);
  await page.keyboard.press('Enter');
  const pane = page.getByRole('complementary', { name: 'Story' });
  await expect(pane).toBeVisible();
  await expect(page).toHaveURL(`/?story=${code}`);
  const inside = () => pane.evaluate((element) => element.contains(document.activeElement));
  await expect.poll(inside).toBe(true);
  await tabTo(page, pane.getByRole('button', { name: 'Copy link' }));
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  await expect(card).toBeFocused();
  await expect(page).toHaveURL('/');

  // And by the button.
  await page.keyboard.press('Enter');
  await expect.poll(inside).toBe(true);
  await tabTo(page, pane.getByRole('button', { name: 'Close the story' }));
  await page.keyboard.press('Enter');
  await expect(pane).toHaveCount(0);
  await expect(card).toBeFocused();
});

test('on a narrow screen a story has its own page, and Back leads to its card where it was', async ({
  page,
  owner,
}) => {
  await page.setViewportSize({ width: 400, height: 800 });
  const { code } = await makeStory(owner, 'kilnbird.fr');
  await signInAs(page, admin);
  const card = page.locator(`a[data-story="${code}"]`);
  await tabTo(page, card);
  await page.keyboard.press('Enter');
  await page.waitForURL(`/stories/${code}`);
  await expect(page.getByRole('heading', { level: 1, name: 'kilnbird.fr' })).toBeVisible();
  await page.goBack();
  await page.waitForURL('/');
  await expect(card).toBeInViewport();
  await expect(card).toBeFocused();
});

test('a number is added, paused and removed by keyboard alone: a question keeps the focus, and returns it', async ({
  page,
  owner,
}) => {
  await signInAs(page, admin);
  await page.goto('/numbers');
  await tabTo(page, page.getByRole('link', { name: 'Add number' }));
  await page.keyboard.press('Enter');
  await page.waitForURL('/numbers/add');
  await tabTo(page, page.getByLabel('Home region'));
  await page.keyboard.type('Headq');
  await tabTo(page, page.getByLabel('WhatsApp number'));
  await page.keyboard.type('+44 7700 900 155');
  await tabTo(page, page.getByLabel('Whose it is'));
  await page.keyboard.type('Test keyboard phone');
  await tabTo(page, page.getByLabel('Kind'));
  await page.keyboard.type('Team');
  await tabTo(page, page.getByRole('radio', { name: 'Will send a code' }));
  await page.keyboard.press('ArrowRight');
  await tabTo(page, page.getByLabel('How', { exact: true }));
  await page.keyboard.type('At the team meeting');
  await page.keyboard.press('Enter');
  await expect(page.getByText('+44 7700 900155, United Kingdom, added.')).toBeVisible();
  await expect(page.getByLabel('WhatsApp number')).toBeFocused();
  await tabTo(page, page.getByRole('link', { name: 'Open', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/numbers\/[0-9a-f-]{36}/);

  // A toast has the role of a dialog as well.
  const dialog = page.getByRole('dialog', { name: /^Pause|^Remove/ });
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await tabTo(page, pause);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  const inside = () => dialog.evaluate((element) => element.contains(document.activeElement));
  await expect.poll(inside).toBe(true);
  // Round and round, forwards and backwards: nothing behind the dialog is reached.
  for (const key of [...Array<string>(6).fill('Tab'), ...Array<string>(7).fill('Shift+Tab')]) {
    await page.keyboard.press(key);
    await expect.poll(inside).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(pause).toBeFocused();

  await tabTo(page, page.getByRole('button', { name: 'Remove number' }));
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByLabel(/^Type/));
  await page.keyboard.type('Test keyboard phone');
  await page.keyboard.press('Enter');
  await page.waitForURL('/numbers');
  expect(await owner.sql`select from number where label = 'Test keyboard phone'`).toHaveLength(0);
});

test('an account is moved by keyboard alone: menu and dialog open, hold the focus and give it back', async ({
  page,
}) => {
  await signInAs(page, admin);
  await page.goto('/regions');
  const region = page.getByRole('link', { name: 'Australia', exact: true });
  await tabTo(page, region);
  await page.keyboard.press('Enter');
  const menu = page.getByRole('button', { name: 'What to do with kilnbird.au' });
  await expect(menu).toBeVisible();
  await tabTo(page, menu);
  await page.keyboard.press('Enter');
  const move = page.getByRole('menuitem', { name: 'Move to another region' });
  await expect(move).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(move).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await expect(move).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Move @kilnbird.au' });
  await expect(dialog).toBeVisible();
  const inside = () => dialog.evaluate((element) => element.contains(document.activeElement));
  await expect.poll(inside).toBe(true);
  // Round and round, forwards and backwards: nothing behind the dialog is reached.
  for (const key of [...Array<string>(8).fill('Tab'), ...Array<string>(10).fill('Shift+Tab')]) {
    await page.keyboard.press(key);
    await expect.poll(inside).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(menu).toBeFocused();
});

test('another device is signed out by keyboard alone', async ({ page, newVisitor, watch }) => {
  watch.allow(/status of 401/);
  const other = await newVisitor({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/605',
  });
  await signInAs(await other.newPage(), 'Emre (demo viewer)');
  await signInAs(page, 'Emre (demo viewer)');
  await page.goto('/more');
  const end = page.getByRole('button', { name: 'Sign out Safari on iPhone' });
  await tabTo(page, end);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Safari on iPhone is signed out.')).toBeVisible();
  await expect(end).toHaveCount(0);
  // The theme is a choice of the arrow keys.
  await tabTo(page, page.getByRole('radio', { name: 'Device' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Light' })).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Sign out', exact: true }));
  await page.keyboard.press('Enter');
  await page.waitForURL('/sign-in');
});
