import type { Locator, Page } from '@playwright/test';
import { addManyStories, removeManyStories } from '../support/many-stories.ts';
import { untilAlive } from './support/alive.ts';
import { mostShift, recordShifts, shiftsOf } from './support/layout-shift.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

const caption = 'A very long list';
const path = `/?q=${encodeURIComponent(caption).replaceAll('%20', '+')}`;
const stories = 400;
const onePage = 40;

const cards = (page: Page): Locator => page.locator('a[data-story]');
const olderButton = (page: Page) => page.getByRole('button', { name: 'Load older stories' });

test.beforeAll(async ({ owner }) => {
  for (const account of ['kilnbird.br', 'kilnbird.jp', 'kilnbird.mx', 'kilnbird.us'])
    await makeStory(owner, account);
  await addManyStories(owner, { count: stories, caption, everyMinutes: 30 });
});

test.afterAll(async ({ owner }) => await removeManyStories(owner, caption));

/** Opens the long list, by time unless told otherwise. */
async function openList(page: Page, arrangement: 'time' | 'region' = 'time'): Promise<void> {
  await signInAs(page, 'Camille (demo editor)');
  await page.context().addCookies([{ name: 'view_feed', value: arrangement, url: page.url() }]);
  await page.goto(path);
  await untilAlive(cards(page).first());
}

/** Scrolls to the end of what is there, again and again, until there are so many cards. */
async function scrollUntil(page: Page, count: number): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    expect(await cards(page).count()).toBeGreaterThanOrEqual(count);
  }).toPass();
}

/** A card whose upper edge is in sight, and how far that is from the window's. */
async function cardInSight(page: Page): Promise<{ code: string; top: number }> {
  return await page.evaluate(() => {
    const card = [...document.querySelectorAll<HTMLElement>('[data-near] a[data-story]')].find((each) => {
      const { top } = each.getBoundingClientRect();
      return top > 0 && top < window.innerHeight;
    });
    return { code: card?.dataset['story'] ?? '', top: card?.getBoundingClientRect().top ?? 0 };
  });
}
const topOf = (card: Locator) => card.evaluate((element) => element.getBoundingClientRect().top);

test('older stories come by themselves as one nears the end, until there are no more', async ({ page }) => {
  await openList(page);
  await scrollUntil(page, stories);
  await expect(cards(page)).toHaveCount(stories);
  await expect(olderButton(page)).toHaveCount(0);
});

test('by region they are asked for, so that nothing comes in above what is read, and so is what is folded away', async ({
  page,
}) => {
  await openList(page, 'region');
  const before = await cards(page).count();
  let asked = 0;
  page.on('request', (request) => (asked += request.url().includes('cursor=') ? 1 : 0));
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(olderButton(page)).toBeInViewport();
  expect([await cards(page).count(), asked]).toEqual([before, 0]);
  const unfold = page.getByRole('button', { name: /^Show .* more from Brazil/ });
  await expect(async () => {
    await olderButton(page).click();
    expect(await cards(page).count()).toBeGreaterThanOrEqual(4 * 12);
    await expect(unfold).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await unfold.click();
  await expect.poll(() => cards(page).count()).toBeGreaterThanOrEqual(4 * 12 + 8);
  await expect(olderButton(page)).toBeVisible();
});

test('a page that does not come is said, is not asked for again unasked, and comes at the press of the button', async ({
  page,
  watch,
}) => {
  watch.allow(/net::ERR_FAILED.*cursor=/);
  await openList(page);
  const before = await cards(page).count();
  let asked = 0;
  await page.route('**/api/feed?*cursor=*', async (route) => {
    asked += 1;
    await route.abort();
  });
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(page.getByText('The older stories did not load.')).toBeVisible();
  const tried = asked;
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(cards(page)).toHaveCount(before);
  expect(asked).toBe(tried);
  await page.unroute('**/api/feed?*cursor=*');
  await olderButton(page).click();
  await expect(page.getByText('The older stories did not load.')).toHaveCount(0);
  await expect.poll(() => cards(page).count()).toBeGreaterThan(before);
});

test('J on the last card fetches what comes after it, and goes on to it', async ({ page, watch }) => {
  watch.allow(/net::ERR_FAILED.*cursor=/);
  await openList(page);
  await page.route('**/api/feed?*cursor=*', (route) => route.abort());
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(page.getByText('The older stories did not load.')).toBeVisible();
  await page.unroute('**/api/feed?*cursor=*');
  const last = (await cards(page).count()) - 1;
  await cards(page).nth(last).focus();
  await page.keyboard.press('j');
  await expect(cards(page).nth(last + 1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(cards(page).nth(last)).toBeFocused();
});

for (const [name, width, height] of [
  ['a phone', 360, 740],
  ['a laptop', 1440, 900],
] as const)
  test(`on ${name}, going back finds the same stories, the same place and the focus where they were`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openList(page);
    await scrollUntil(page, 4 * onePage);
    await page.evaluate(() => window.scrollBy(0, -2 * window.innerHeight));
    await expect.poll(async () => (await cardInSight(page)).code).not.toBe('');
    const leave = {
      'another page': async () => {
        await page.keyboard.press('g');
        await page.keyboard.press('l');
      },
      // A laptop has room for it beside the feed.
      ...(width < 1000 ? { 'the page of a story': async () => await page.keyboard.press('Enter') } : {}),
    };
    for (const [where, go] of Object.entries(leave))
      await test.step(where, async () => {
        const { code, top } = await cardInSight(page);
        const card = page.locator(`a[data-story="${code}"]`);
        const count = await cards(page).count();
        await card.evaluate((element: HTMLElement) => element.focus({ preventScroll: true }));
        await go();
        await expect(page).not.toHaveURL(path);
        await expect(cards(page)).toHaveCount(0);
        await page.goBack();
        await expect(page).toHaveURL(path);
        await expect(card).toBeFocused();
        expect(await cards(page).count()).toBeGreaterThanOrEqual(count);
        await expect.poll(async () => Math.abs((await topOf(card)) - top)).toBeLessThan(2);
      });
  });

test('a link to the feed leads to its beginning, not to where one was', async ({ page }) => {
  await openList(page);
  await scrollUntil(page, 3 * onePage);
  await page.getByRole('link', { name: 'Flags' }).first().click();
  await expect(page).toHaveURL('/flags');
  await page.getByRole('link', { name: 'Feed' }).first().click();
  await expect(page).toHaveURL('/');
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test('of hundreds of stories only those near the window are drawn, and all can be reached', async ({
  page,
}) => {
  await openList(page);
  const drawn = page.locator('[data-near]');
  await scrollUntil(page, stories);
  await expect.poll(() => drawn.count()).toBeLessThan(150);
  // What is far away has its words, which the browser's search and a screen reader find.
  await expect(cards(page).first()).toContainText('kilnbird.');
  await cards(page).first().focus();
  await expect(cards(page).first().getByRole('img')).toBeVisible();
  await expect(cards(page).first()).toBeFocused();
  await expect.poll(() => drawn.count()).toBeLessThan(150);
});

for (const [name, width, height] of [
  ['a phone', 360, 740],
  ['a laptop', 1440, 900],
] as const)
  test(`on ${name}, a jump from the end of hundreds of stories to their beginning, and back, moves nothing by itself`, async ({
    newVisitor,
  }) => {
    const context = await newVisitor({ viewport: { width, height } });
    await recordShifts(context);
    const page = await context.newPage();
    await openList(page);
    await scrollUntil(page, stories);
    await expect.poll(() => page.locator('[data-near]').count()).toBeLessThan(150);
    const before = await shiftsOf(page);
    // Not by keys: what moves half a second after one is not counted.
    for (const far of [0, 1, 0, 1]) {
      await page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight), far);
      await page.waitForTimeout(600);
    }
    expect((await shiftsOf(page)) - before).toBeLessThanOrEqual(mostShift);
  });
