import type { Page } from '@playwright/test';
import { eventually } from '../support/eventually.ts';
import { freePhones } from './support/alerts.ts';
import { inSeconds, printFigures } from './support/figures.ts';
import { digitsOutside, newsOnPhones, postStory } from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

// Camille is of the French team; the story is Brazil's.
const reader = { person: 'Camille (demo editor)', label: 'Camille (demo)', digits: '33639980171' };

test('a posted story is on every open feed and every mapped phone without reload, and "read" comes back live', async ({
  page,
  context,
  sandboxContext,
  owner,
}) => {
  await signInAs(page, reader.person);
  await freePhones(owner);
  const expected = await digitsOutside('Brazil');
  const before = await newsOnPhones();
  await markAsNotReloaded(page);
  const onFeed = cardAppears(page);

  const postedAt = Date.now();
  await postStory('kilnbird.br');
  const since = () => Date.now() - postedAt;
  const phones = arrivals(before, expected, since);
  const { code, afterMs: feedMs } = await onFeed.then((code) => ({ code, afterMs: since() }));
  const card = page.getByRole('region', { name: 'Brazil' }).locator(`a[data-story="${code}"]`);
  await expect(card).toBeVisible();
  const { firstMs, lastMs } = await phones;
  expect(await wasReloaded(page)).toBe(false);

  // Each one message, with the picture, the region, the link and the buttons; the story's own region none.
  const after = await newsOnPhones();
  const fresh = (digits: string) => (after.get(digits) ?? []).slice((before.get(digits) ?? []).length);
  const reached = [...after.keys()].filter((digits) => fresh(digits).length > 0).toSorted();
  expect(reached).toEqual(expected);
  for (const digits of expected) {
    const [message, ...more] = fresh(digits);
    expect(more).toEqual([]);
    expect(message?.header?.kind).toBe('image');
    expect(message?.text).toContain('Brazil');
    expect(`${message?.text} ${message?.buttons.map(({ url }) => url).join(' ')}`).toContain(`/s/${code}`);
    expect(message?.buttons.filter(({ type }) => type === 'quick_reply')).toHaveLength(3);
  }
  // The picture fills in once it is archived, without a reload either.
  await expect(card.locator('img')).toHaveJSProperty('complete', true);

  const phone = await sandboxContext.newPage();
  await phone.goto(`/phones/${reader.digits}`);
  await expect(phone.getByTestId('notice').first().locator('img')).toHaveJSProperty('complete', true);
  const story = await context.newPage();
  await story.goto(`/stories/${code}`);
  await story.getByRole('main').getByText('France', { exact: true }).click();
  const row = story.getByRole('listitem').filter({ hasText: reader.label }).last();
  await expect(row).toHaveAttribute('data-alert-state', 'delivered');
  await markAsNotReloaded(story);
  const openedAt = Date.now();
  await phone.getByTestId('open-chat').click();
  const bubble = phone.getByTestId('message').last();
  await expect(bubble.getByAltText('Picture of the story')).toHaveJSProperty('naturalWidth', 1080);
  await expect(row).toHaveAttribute('data-alert-state', 'read');
  const readMs = Date.now() - openedAt;
  await expect(row).toContainText(/read at \d\d:\d\d/);
  expect(await wasReloaded(story)).toBe(false);

  printFigures('from posted to', {
    'on the open feed': inSeconds(feedMs),
    'on the first phone': inSeconds(firstMs),
    [`on the last of ${expected.length} phones`]: inSeconds(lastMs),
    '"read" on the story’s page, from opening the chat': inSeconds(readMs),
  });
});

test('a video is told of with its picture, and plays on its page', async ({ page, owner }) => {
  await signInAs(page, reader.person);
  await freePhones(owner);
  const onFeed = cardAppears(page);
  const before = await newsOnPhones();
  await postStory('kilnbird.br', { kind: 'video' });
  const code = await onFeed;
  await expect(page.locator(`a[data-story="${code}"]`)).toContainText('Video');
  await eventually('it is on the phone', async () => {
    const [message] = ((await newsOnPhones()).get(reader.digits) ?? []).slice(
      before.get(reader.digits)?.length ?? 0,
    );
    return message?.header?.kind === 'image';
  });
  await page.goto(`/stories/${code}`);
  const video = page.locator('video');
  await video.evaluate(async (element: HTMLVideoElement) => {
    element.muted = true;
    await element.play();
  });
  await expect
    .poll(async () => await video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(0);
});

/** Code of the first card that was not there before. */
async function cardAppears(page: Page): Promise<string> {
  const known = await page
    .locator('a[data-story]')
    .evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset['story']));
  const found = await page.waitForFunction(
    (codes) =>
      [...document.querySelectorAll<HTMLElement>('a[data-story]')]
        .map((card) => card.dataset['story'])
        .find((code) => !codes.includes(code)),
    known,
    { timeout: 60_000 },
  );
  return (await found.jsonValue()) ?? '';
}

/** How long it takes until the first and until the last of these phones show something new. */
async function arrivals(
  before: Awaited<ReturnType<typeof newsOnPhones>>,
  expected: readonly string[],
  since: () => number,
): Promise<{ firstMs: number; lastMs: number }> {
  let firstMs: number | undefined;
  return await eventually('every phone has it', async () => {
    const now = await newsOnPhones();
    const reached = expected.filter(
      (digits) => (now.get(digits)?.length ?? 0) > (before.get(digits)?.length ?? 0),
    );
    if (reached.length > 0) firstMs ??= since();
    return firstMs !== undefined && reached.length === expected.length
      ? { firstMs, lastMs: since() }
      : undefined;
  });
}

const mark = 'notReloaded';
const markAsNotReloaded = async (page: Page) =>
  await page.evaluate((name) => Object.assign(window, { [name]: true }), mark).then(() => undefined);
const wasReloaded = async (page: Page) => await page.evaluate((name) => !(name in window), mark);
