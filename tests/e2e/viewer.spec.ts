import type { BrowserContextOptions, Page } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { axeInBothThemes } from './support/axe.ts';
import { clearFlags } from './support/clear-flags.ts';
import { fingerOn } from './support/finger.ts';
import { hasFocus, tabTo } from './support/keyboard.ts';
import { closeRegions, openRegions } from './support/more-regions.ts';
import { settle } from './support/scenes.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

/** Two teams of their own, so that nothing that other journeys post comes in between. */
const regions = [
  { name: 'Watched South', country: 'LI', timeZone: 'Europe/Vaduz', language: 'de-DE' },
  { name: 'Watched North', country: 'AD', timeZone: 'Europe/Andorra', language: 'es-ES' },
];
const filter = '?q=watched';
const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 780 },
  hasTouch: true,
  isMobile: true,
};
const editor = 'Camille (demo editor)';

type Story = { id: string; code: string };
let north: Story[] = [];
let south: Story[] = [];

test.beforeAll(async ({ owner }) => {
  test.setTimeout(240_000);
  const [southern, northern] = await openRegions(owner, regions);
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  // Whoever posted last comes first: the north, then the south.
  [south, north] = await Promise.all([
    Promise.all([
      makeStory(owner, southern!, { posted_at: minutesAgo(50) }),
      makeStory(owner, southern!, { posted_at: minutesAgo(45), kind: 'video' }),
    ]),
    Promise.all(
      [40, 35, 30].map((minutes) => makeStory(owner, northern!, { posted_at: minutesAgo(minutes) })),
    ),
  ]);
});

test.afterAll(async ({ owner }) => {
  await clearFlags(owner);
  await owner.sql`delete from repost where story_id in ${owner.sql([...north, ...south].map(({ id }) => id))}`;
  await owner.sql`delete from note where story_id in ${owner.sql([...north, ...south].map(({ id }) => id))}`;
  await closeRegions(owner, regions);
});

test.beforeEach(async ({ owner }) => {
  await owner.sql`delete from seen`;
});

const place = (page: Page) => page.locator('[data-place]');
const frame = (page: Page) => page.locator('[data-frame]');
const head = (page: Page) => page.getByRole('heading', { level: 1 });
const nth = (at: number, of: number, region: string) =>
  new RegExp(`^${at} of ${of}, Watched ${region}, \\d\\d:\\d\\d$`);

/** Opens a story with time standing still: it passes when a journey says so. */
async function watchFrozen(page: Page, code: string): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.goto(`/watch/${code}${filter}`);
  await loaded(page);
}

/** Opens a story for somebody who wants less motion, so that nothing goes on by itself, however slow a journey is. */
async function watchStill(page: Page, code: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/watch/${code}${filter}`);
  await loaded(page);
}

/** The picture or video is there, and the page has come to life. */
async function loaded(page: Page): Promise<void> {
  await expect(frame(page).locator(':not([data-beside]) > :is(img, video)').last()).toBeVisible();
  await expect(frame(page).getByText('Loading')).toHaveCount(0);
}

/** Of the frame where it comes to rest: after a swipe it glides. */
const pointIn = async (page: Page, x: number, y = 0.5) => {
  const box = await frame(page).evaluate((element: HTMLElement) => {
    const stage = element.offsetParent!.getBoundingClientRect();
    const { offsetLeft, offsetTop, offsetWidth: width, offsetHeight: height } = element;
    return { x: stage.x + offsetLeft, y: stage.y + offsetTop, width, height };
  });
  return { x: box.x + box.width * x, y: box.y + box.height * y };
};

const seenBy = (owner: Connection, name: string) => async () =>
  (
    await owner.sql<{ id: string }[]>`
      select s.story_id as id from seen s join "user" u on u.id = s.user_id where u.name = ${name}`
  )
    .map(({ id }) => id)
    .toSorted();

/** Goes to an address as a link of the app would, without loading it anew. */
const goWithin = (page: Page, path: string) =>
  page.evaluate((to) => {
    (window as unknown as { next: { router: { push: (path: string) => void } } }).next.router.push(to);
  }, path);

test('a finger goes back and on by thirds, holds, changes the account sideways and closes downwards', async ({
  newVisitor,
}) => {
  const page = await (await newVisitor(phone)).newPage();
  await signInAs(page, editor);
  await watchFrozen(page, north[0]!.code);
  const finger = await fingerOn(page);
  await expect(place(page)).toHaveText(nth(1, 3, 'North'));
  await expect(page).toHaveTitle(/Watched North/);

  await finger.tap(await pointIn(page, 0.9));
  await expect(place(page)).toHaveText(nth(2, 3, 'North'));
  await loaded(page);
  await finger.tap(await pointIn(page, 0.5));
  await expect(place(page)).toHaveText(nth(3, 3, 'North'));
  await loaded(page);
  await finger.tap(await pointIn(page, 0.1));
  await expect(place(page)).toHaveText(nth(2, 3, 'North'));
  await loaded(page);

  // Held, it waits, however long, and nothing lies over the picture.
  await finger.press(await pointIn(page, 0.8));
  await page.clock.runFor(20_000);
  await expect(head(page).locator('xpath=ancestor::div[contains(@class,"opacity-0")]')).toHaveCount(1);
  await expect(place(page)).toHaveText(nth(2, 3, 'North'));
  await finger.lift();
  await expect(head(page).locator('xpath=ancestor::div[contains(@class,"opacity-0")]')).toHaveCount(0);
  await expect(place(page)).toHaveText(nth(2, 3, 'North'));

  // It follows the finger; not far enough, it snaps back.
  await finger.drag(await pointIn(page, 0.6), await pointIn(page, 0.5));
  await expect(frame(page)).toHaveAttribute('style', /translate: -\d/);
  await page.clock.runFor(1_000);
  await finger.lift();
  await expect(frame(page)).not.toHaveAttribute('style', /translate/);
  await expect(place(page)).toHaveText(nth(2, 3, 'North'));

  // What one goes to comes along.
  const neighbour = frame(page).locator('[data-beside="after"]');
  await expect(neighbour).toHaveCSS('opacity', '0');
  await finger.drag(await pointIn(page, 0.9), await pointIn(page, 0.2));
  await expect(neighbour).toHaveCSS('opacity', '1');
  const [stands, comes] = [(await frame(page).boundingBox())!, (await neighbour.boundingBox())!];
  expect(comes.x).toBe(stands.x + stands.width + 16);
  expect(comes.x).toBeLessThan(360);
  await finger.lift();
  await expect(place(page)).toHaveText(nth(1, 2, 'South'));
  await expect(frame(page)).not.toHaveAttribute('data-moving');
  await expect(neighbour).toHaveCount(0);
  await finger.drag(await pointIn(page, 0.2), await pointIn(page, 0.9));
  await finger.lift();
  await expect(head(page)).toHaveText('kilnbird.ad');

  await finger.drag(await pointIn(page, 0.5, 0.3), await pointIn(page, 0.5, 0.8));
  await finger.lift();
  await expect(page).toHaveURL(`/${filter}`);
});

test('a finger that comes while the frame still glides is measured by where that comes to rest', async ({
  newVisitor,
}) => {
  const page = await (await newVisitor(phone)).newPage();
  await signInAs(page, editor);
  await watchFrozen(page, north[0]!.code);
  await page.evaluate(() => {
    const slow = new CSSStyleSheet();
    slow.replaceSync('[data-frame]:not([style*="translate"]) { transition-duration: 30s !important }');
    document.adoptedStyleSheets.push(slow);
  });
  const finger = await fingerOn(page);
  await finger.drag(await pointIn(page, 0.9), await pointIn(page, 0.2));
  await finger.lift();
  await expect(place(page)).toHaveText(nth(1, 2, 'South'));
  // It comes from where the finger has brought it.
  expect((await frame(page).boundingBox())!.x).toBeGreaterThan(100);
  await finger.tap(await pointIn(page, 0.1));
  await expect(place(page)).toHaveText(nth(3, 3, 'North'));
  await finger.drag(await pointIn(page, 0.9), await pointIn(page, 0.2));
  await finger.lift();
  await expect(place(page)).toHaveText(nth(1, 2, 'South'));
});

test('a picture stands for five seconds, then the next, which was fetched before, then the next account', async ({
  page,
}) => {
  await signInAs(page, editor);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await watchFrozen(page, north[1]!.code);
  await expect.poll(() => asked.some((url) => url.includes(`/api/media/${north[2]!.id}/display`))).toBe(true);
  expect(asked.some((url) => url.includes(`/api/media/${south[0]!.id}/display`))).toBe(false);
  await expect(place(page)).toHaveText(nth(2, 3, 'North'));
  await page.clock.runFor(4_500);
  await expect(place(page)).toHaveText(nth(2, 3, 'North'));
  await page.clock.runFor(1_000);
  await expect(place(page)).toHaveText(nth(3, 3, 'North'));
  await expect(page).toHaveURL(new RegExp(`/watch/${north[2]!.code}\\?`));
  await loaded(page);
  await page.clock.runFor(6_000);
  await expect(place(page)).toHaveText(nth(1, 2, 'South'));
  await loaded(page);
  // A video is fetched ahead as well.
  await expect
    .poll(() => asked.some((url) => url.includes(`/api/media/${south[1]!.id}/original`)))
    .toBe(true);
});

test('a video is muted until one asks, which is remembered, also where the browser refuses', async ({
  page,
}) => {
  await signInAs(page, editor);
  await watchStill(page, south[1]!.code);
  const video = frame(page).locator('video').first();
  const muted = () => video.evaluate((element: HTMLVideoElement) => element.muted);
  const remembered = () => page.evaluate(() => localStorage.getItem('storywire-sound'));
  expect(await muted()).toBe(true);
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.paused)).toBe(true);
  await page.keyboard.press('m');
  await expect(page.getByRole('button', { name: 'Sound off' })).toBeVisible();
  expect([await muted(), await remembered()]).toEqual([false, 'on']);

  // Whether a browser lets it begin with sound is its own affair; here it always does, then never.
  await page.addInitScript(() => {
    HTMLMediaElement.prototype.play = async () => {};
  });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Sound off' })).toBeVisible();
  expect(await muted()).toBe(false);
  await page.addInitScript(() => {
    HTMLMediaElement.prototype.play = async function play() {
      if (!this.muted) throw new DOMException('not without a touch', 'NotAllowedError');
    };
  });
  await page.reload();
  await loaded(page);
  await expect.poll(muted).toBe(true);
  await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();
  expect(await remembered()).toBe('on');
});

test('a video that has ended goes on, and after the last story of all the feed is there again', async ({
  page,
}) => {
  await signInAs(page, editor);
  await watchStill(page, south[1]!.code);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect(page.getByText('stories wait for you to go on')).toHaveCount(0);
  await frame(page)
    .locator('video')
    .first()
    .evaluate((element: HTMLVideoElement) => {
      element.currentTime = element.duration - 0.1;
    });
  await expect(page).toHaveURL(`/${filter}`);
});

test('the keys do everything, and are off while something lies over the story', async ({ page }) => {
  await signInAs(page, editor);
  await watchFrozen(page, north[0]!.code);
  await page.keyboard.press('ArrowRight');
  await expect(place(page)).toHaveText(nth(2, 3, 'North'));
  await page.keyboard.press('ArrowLeft');
  await expect(place(page)).toHaveText(nth(1, 3, 'North'));
  await page.keyboard.press('Shift+ArrowRight');
  await expect(place(page)).toHaveText(nth(1, 2, 'South'));
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(head(page)).toHaveText('kilnbird.ad');
  await loaded(page);
  const before = await place(page).textContent();
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await page.clock.runFor(20_000);
  await expect(place(page)).toHaveText(before!);
  const download = page.waitForEvent('download');
  await page.keyboard.press('d');
  expect((await download).suggestedFilename()).toContain('kilnbird.ad');
  await page.clock.resume();

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys of the viewer' });
  await expect(keys).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(place(page)).toHaveText(before!);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(page).toHaveURL(/\/watch\//);

  await page.keyboard.press('f');
  const flag = page.getByRole('dialog', { name: 'Flag the story by kilnbird.ad' });
  await expect(flag).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(flag).toHaveCount(0);
  await expect(page).toHaveURL(/\/watch\//);

  await page.keyboard.press('r');
  await expect(page).toHaveURL(/\/reposts\/[\w-]{36}/);
});

test('an editor of many regions chooses on the story’s page for which it is reposted', async ({ page }) => {
  await signInAs(page, 'Noor (demo admin)');
  await watchStill(page, north[0]!.code);
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/\/stories\/\w+#reposts$/);
});

test('a note is written over the story, which waits, and stands on its page', async ({ page }) => {
  await signInAs(page, editor);
  await watchStill(page, south[0]!.code);
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Note on the story by kilnbird.li' });
  await dialog.getByRole('button', { name: 'Add note' }).click();
  await expect(dialog.getByText('Write what there is to say.')).toBeVisible();
  // Letters are letters here.
  await dialog.getByLabel('Note').pressSequentially('from me');
  await dialog.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByText('Note added')).toBeVisible();
  await expect(place(page)).toHaveText(nth(1, 2, 'South'));
  expect(await hasFocus(page.getByRole('button', { name: 'Note', exact: true }))).toBe(true);
  await page.getByRole('link', { name: 'Who was told' }).click();
  await expect(page.getByRole('region', { name: 'Notes' })).toContainText('from me');
});

test('seen is what stood there, and nothing that was only fetched ahead', async ({ page, owner }) => {
  await signInAs(page, editor);
  const seen = seenBy(owner, editor);
  await watchFrozen(page, north[0]!.code);
  // It stands still, so that time may pass; being in sight is what counts.
  await page.keyboard.press(' ');
  await page.clock.runFor(900);
  expect(await seen()).toEqual([]);
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000);
      return await seen();
    })
    .toEqual([north[0]!.id]);
  await page.keyboard.press('ArrowRight');
  await loaded(page);
  // Left by hand, it counts however short it stood there; twice, so that the first is heard.
  await page.clock.runFor(200);
  await page.clock.runFor(200);
  await page.goto('/more');
  await expect.poll(seen).toEqual([north[0]!.id, north[1]!.id].toSorted());
});

test('who wants less motion goes on by hand, and is told so', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signInAs(page, editor);
  await watchFrozen(page, north[0]!.code);
  await expect(page.getByText('stories wait for you to go on')).toBeVisible();
  await page.clock.runFor(60_000);
  await expect(place(page)).toHaveText(nth(1, 3, 'North'));
  await page.getByRole('button', { name: 'Next story' }).filter({ visible: true }).click();
  await expect(place(page)).toHaveText(nth(2, 3, 'North'));
});

test('Back leaves the viewer, whatever was watched, and the focus is on the card of what was watched last', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signInAs(page, editor);
  await page.goto(`/${filter}`);
  await expect(page.locator(`a[data-story="${north[0]!.code}"]`)).toBeVisible();
  await goWithin(page, `/watch/${north[0]!.code}${filter}`);
  await loaded(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(new RegExp(`/watch/${north[2]!.code}\\?`));
  await page.goBack();
  await expect(page).toHaveURL(`/${filter}`);
  await expect(page.locator(`a[data-story="${north[2]!.code}"]`)).toBeFocused();
});

test('a link from elsewhere opens the story, a reload keeps the place, and Esc leads to the feed as it was narrowed down', async ({
  page,
}) => {
  await signInAs(page, editor);
  await watchStill(page, north[1]!.code.toLowerCase());
  await expect(place(page)).toHaveText(nth(2, 3, 'North'));
  await page.keyboard.press('ArrowRight');
  await expect(place(page)).toHaveText(nth(3, 3, 'North'));
  await page.reload();
  await expect(place(page)).toHaveText(nth(3, 3, 'North'));
  await loaded(page);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`/${filter}`);
  await expect(page.locator(`a[data-story="${north[2]!.code}"]`)).toBeFocused();
});

test('Tab stays within the viewer, and every stop can be seen', async ({ page }) => {
  await signInAs(page, editor);
  await watchStill(page, north[0]!.code);
  for (const name of ['Previous story', 'Pause', 'Close', 'Next story', 'Flag', 'Share link'])
    await tabTo(page, page.getByRole('button', { name, exact: true }).filter({ visible: true }));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const outside = await page.evaluate(
    () =>
      document.activeElement !== document.body &&
      document.activeElement?.closest('section[data-theme="dark"]') === null,
  );
  expect(outside).toBe(false);
});

test('axe finds nothing in the viewer and its dialogs, light or dark', async ({ page }) => {
  test.setTimeout(180_000);
  await signInAs(page, editor);
  await watchStill(page, south[1]!.code);
  await page.keyboard.press(' ');
  expect(await axeInBothThemes(page, settle)).toEqual([]);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await axeInBothThemes(page, settle)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await axeInBothThemes(page, settle)).toEqual([]);
});
