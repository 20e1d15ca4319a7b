import type { Locator, Page } from '@playwright/test';
import { pressUntilHeard, untilAlive } from './support/alive.ts';
import { axeInBothThemes } from './support/axe.ts';
import { settle } from './support/scenes.ts';
import { makeStory } from './support/stories.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

const card = (page: Page, code: string): Locator => page.locator(`a[data-story="${code}"]`);
const tray = (page: Page) => page.getByRole('navigation', { name: 'Regions' });
/** How many stories of a region its ring says that one has not seen. */
const unseenOf = async (ring: Locator): Promise<number> => {
  const count = /(\d+|one) not seen/.exec((await ring.textContent()) ?? '')?.[1] ?? '0';
  return count === 'one' ? 1 : Number(count);
};
const chips = (page: Page) => page.getByRole('list', { name: 'Shown are only' });

test('what the feed is narrowed down by stands in the address, in chips, and is taken away one by one', async ({
  page,
  owner,
  newVisitor,
}) => {
  const brazil = await makeStory(owner, 'kilnbird.br');
  const japan = await makeStory(owner, 'kilnbird.jp');
  await owner.sql`update story set caption = 'Café da manhã em São Paulo' where code = ${brazil.code}`;
  await signInAs(page, 'Camille (demo editor)');
  await expect(card(page, japan.code)).toBeVisible();

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Which stories to show' });
  expect(await axeInBothThemes(page, settle)).toEqual([]);
  await dialog.getByLabel('Region', { exact: true }).selectOption('Brazil');
  await dialog.getByLabel('Picture or video').selectOption('Pictures');
  await dialog.getByLabel('First day').fill('2031-01-02');
  await dialog.getByLabel('Last day').fill('2031-01-01');
  await dialog.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(dialog).toContainText('This day is before the first one.');
  for (const field of ['First day', 'Last day']) await dialog.getByLabel(field).fill('');
  await dialog.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\?region=[0-9a-f-]{36}&kind=image$/);
  await expect(chips(page).getByRole('link')).toHaveText([/^Brazil/, /^Pictures/, 'Clear all']);
  await expect(card(page, japan.code)).toHaveCount(0);

  await page.getByRole('searchbox', { name: 'Search stories' }).fill('cafe sao');
  await expect(page).toHaveURL(/&q=cafe\+sao$/);
  await expect(card(page, brazil.code)).toBeVisible();
  await expect(page.locator('a[data-story]')).toHaveCount(1);

  // Whoever is sent the address sees the same.
  const other = await (await newVisitor({ storageState: await page.context().storageState() })).newPage();
  await other.goto(page.url());
  await expect(other.locator('a[data-story]')).toHaveCount(1);
  await expect(other.getByRole('searchbox', { name: 'Search stories' })).toHaveValue('cafe sao');

  await page.getByRole('searchbox', { name: 'Search stories' }).fill('nowhere to be found');
  await expect(page.getByRole('heading', { name: 'No story is left' })).toBeVisible();
  expect(await axeInBothThemes(page, settle)).toEqual([]);
  await chips(page)
    .getByRole('link', { name: /nowhere/ })
    .click();
  await expect(card(page, brazil.code)).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search stories' })).toHaveValue('');
  await chips(page).getByRole('link', { name: 'Clear all' }).click();
  await expect(page).toHaveURL('/');
  await expect(card(page, japan.code)).toBeVisible();
  await page.goBack();
  await expect(card(page, japan.code)).toHaveCount(0);
});

test('a narrowed feed stays live: what fits comes by itself, what does not stays out', async ({
  page,
  owner,
}) => {
  await signInAs(page, 'Camille (demo editor)');
  await page.goto('/?account=kilnbird.mx');
  await expect(chips(page)).toContainText('@kilnbird.mx');
  const out = await makeStory(owner, 'kilnbird.jp');
  const fits = await makeStory(owner, 'kilnbird.mx');
  await expect(card(page, fits.code)).toBeVisible();
  await expect(card(page, out.code)).toHaveCount(0);
});

test('an empty feed says which part of its filter hides how many, and each is taken away there', async ({
  page,
  owner,
}) => {
  const { code, id } = await makeStory(owner, 'kilnbird.br');
  await makeStory(owner, 'kilnbird.mx');
  await owner.sql`update story set caption = 'Hidden behind words' where id = ${id}`;
  await signInAs(page, 'Camille (demo editor)');
  await page.goto('/?account=kilnbird.mx&q=hidden+behind');
  await expect(page.getByRole('heading', { name: 'No story is left' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^“hidden behind” hides \d+ stor/ })).toBeVisible();
  await page.getByRole('link', { name: '@kilnbird.mx hides 1 story' }).click();
  await expect(page).toHaveURL('/?q=hidden+behind');
  await expect(card(page, code)).toBeVisible();
  await page.goto('/?account=kilnbird.mx&from=2020-01-01&to=2020-01-02');
  await expect(page.getByText('No single part of the filter hides them')).toHaveCount(0);
  await page.goto('/?account=kilnbird.mx&kind=video&to=2020-01-02');
  await expect(
    page.getByText('No single part of the filter hides them: take several away, or all.'),
  ).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Show all' }).click();
  await expect(page).toHaveURL('/');
});

for (const [name, width, height] of [
  ['a phone', 360, 740],
  ['a laptop', 1440, 900],
] as const)
  test(`on ${name}, while the feed is on its way, its shape stands where it will stand, in its size`, async ({
    page,
    owner,
  }) => {
    for (const _ of [1, 2, 3]) await makeStory(owner, 'kilnbird.br');
    await page.setViewportSize({ width, height });
    await signInAs(page, 'Camille (demo editor)');
    // The shape itself comes ahead; only what fills it is kept back.
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route(/\/\?_rsc=/, async (route) => {
      const headers = route.request().headers();
      if (!Object.keys(headers).some((name) => name.endsWith('-prefetch'))) await promise;
      await route.continue();
    });
    const ahead = page.waitForResponse(/\/\?_rsc=/);
    await page.goto('/flags');
    await ahead;
    const link = page.getByRole('link', { name: 'Feed', exact: true }).filter({ visible: true });
    await untilAlive(link);
    // What else comes ahead.
    await page.waitForLoadState('networkidle');
    await link.click();
    const shape = page.getByRole('status').filter({ hasText: 'Loading the feed' });
    await expect(shape).toBeVisible();
    const expected = await rectOf(shape.locator('.rounded-card').first());
    resolve();
    const first = page.locator('a[data-story] .far-picture').first();
    await expect(first).toBeVisible();
    const there = await rectOf(first);
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(there[side] - expected[side]), side).toBeLessThanOrEqual(4);
  });

const rectOf = async (element: Locator) => {
  const rect = await element.boundingBox();
  if (!rect) throw new Error('It is not drawn.');
  return rect;
};

test('by time the feed is one list of days, and stays so after a reload', async ({ page, owner }) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  await expect(page.getByRole('heading', { name: 'Brazil' })).toBeVisible();
  await page.getByRole('radio', { name: 'By time' }).check();
  const today = page.getByRole('region', { name: 'Today' });
  await expect(today.locator(`a[data-story="${code}"]`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Brazil' })).toHaveCount(0);
  await page.reload();
  await expect(today.locator(`a[data-story="${code}"]`)).toBeVisible();
  await page.getByRole('radio', { name: 'By region' }).check();
  await expect(page.getByRole('heading', { name: 'Brazil' })).toBeVisible();
});

test('a region is marked as seen at once, the tray counts less, and Undo takes it back on every open page', async ({
  page,
  context,
  owner,
}) => {
  // More than another journey may post meanwhile.
  for (const _ of [1, 2]) await makeStory(owner, 'kilnbird.us');
  const { code } = await makeStory(owner, 'kilnbird.us');
  await signInAs(page, 'Camille (demo editor)');
  const beside = await context.newPage();
  await beside.goto('/');
  await expect(card(beside, code)).toContainText('Not seen yet.');
  const ring = tray(page).getByRole('link', { name: /^United States/ });
  const before = await unseenOf(ring);
  expect(before).toBeGreaterThanOrEqual(3);
  const states = page.getByRole('region', { name: 'United States' });
  await states.getByRole('button', { name: /^Mark .*as seen/ }).click();
  await expect(card(page, code)).not.toContainText('Not seen yet.');
  await expect.poll(() => unseenOf(ring)).toBeLessThan(before);
  await expect(card(beside, code)).not.toContainText('Not seen yet.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card(page, code)).toContainText('Not seen yet.');
  await expect.poll(() => unseenOf(ring)).toBeGreaterThanOrEqual(before);
  await expect(card(beside, code)).toContainText('Not seen yet.');
});

test('a mark that the server refuses is taken back, and said', async ({ page, owner, watch }) => {
  watch.allow(/net::ERR_FAILED.*\/api\/seen/);
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  await page.route('**/api/seen', (route) => route.abort());
  await page
    .getByRole('region', { name: 'Brazil' })
    .getByRole('button', { name: /^Mark .*as seen/ })
    .click();
  await expect(page.getByText('Storywire was not reached, so nothing was marked.').first()).toBeVisible();
  await expect(card(page, code)).toContainText('Not seen yet.');
});

test('a story that was looked at is seen, one that was passed by is not', async ({ page, owner }) => {
  const looked = await makeStory(owner, 'kilnbird.br');
  const passed = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  await card(page, looked.code).click();
  await expect(page.getByRole('complementary', { name: 'Story' })).toBeVisible();
  await expect(card(page, looked.code)).not.toContainText('Not seen yet.');
  await expect(card(page, passed.code)).toContainText('Not seen yet.');
});

test('by keyboard alone: J and K walk, E marks, U undoes, O opens, F flags, / searches, ? tells, G goes', async ({
  page,
  owner,
}) => {
  const older = await makeStory(owner, 'kilnbird.br');
  const newer = await makeStory(owner, 'kilnbird.br');
  // Narrowed down to these two: other journeys post as well.
  await owner.sql`update story set caption = 'Walked by keys' where id in ${owner.sql([older.id, newer.id])}`;
  await signInAs(page, 'Camille (demo editor)');
  await page.goto('/?q=walked+keys');
  await untilAlive(card(page, newer.code));
  await pressUntilHeard(page, 'j', card(page, newer.code));
  await page.keyboard.press('j');
  await expect(card(page, older.code)).toBeFocused();
  await page.keyboard.press('k');
  await expect(card(page, newer.code)).toBeFocused();
  await page.keyboard.press('e');
  await expect(card(page, newer.code)).not.toContainText('Not seen yet.');
  // The report of it has come, and keeps no key from being heard.
  await expect(page.getByText(/marked as seen/i).first()).toBeVisible();
  await page.keyboard.press('u');
  await expect(card(page, newer.code)).toContainText('Not seen yet.');
  await page.keyboard.press('f');
  const flagging = page.getByRole('dialog', { name: 'Flag the story by kilnbird.br' });
  await expect(flagging).toBeVisible();
  // While a dialog asks, letters are not keys.
  await page.keyboard.press('Escape');
  await expect(flagging).toHaveCount(0);
  await card(page, newer.code).focus();
  await page.keyboard.press('o');
  await expect(page.getByRole('complementary', { name: 'Story' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search stories' });
  await expect(search).toBeFocused();
  await page.keyboard.type('geje');
  await expect(search).toHaveValue('geje');
  await search.fill('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toBeVisible();
  expect(await axeInBothThemes(page, settle)).toEqual([]);
  await sheet.getByLabel('Keys of a single letter').uncheck();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL('/');
  await page.context().clearCookies({ name: 'view_keys' });
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL('/flags');
});

test('the palette goes anywhere by name, by keyboard alone, and gives the focus back', async ({
  page,
  owner,
}) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  await untilAlive(card(page, code));
  const before = page.locator('[data-story]:focus');
  await pressUntilHeard(page, 'j', before);
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Go anywhere' });
  await expect(palette.getByRole('option', { name: 'Stories of Brazil' })).toBeVisible();
  expect(await axeInBothThemes(page, settle)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  await expect(before).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('brazil');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?region=/);
  await expect(chips(page)).toContainText('Brazil');

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(code.toLowerCase());
  await expect(palette.getByRole('option', { name: `Open the story ${code}` })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/stories/${code}`);
  // What only admins may open is not offered to others.
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('option', { name: 'Flags' })).toBeVisible();
  await expect(palette.getByRole('option', { name: 'Brand' })).toHaveCount(0);
});
