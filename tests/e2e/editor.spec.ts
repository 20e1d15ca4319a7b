import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { tabTo } from './support/keyboard.ts';
import { editorPath, makeRepost } from './support/reposts.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

const admin = 'Noor (demo admin)';
const layer = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Layers' }).getByRole('button', { name, exact: true });
const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible();

test('a repost is edited, kept over a reload and finished by keyboard alone', async ({ page, owner }) => {
  const repostId = await makeRepost(owner);
  await signInAs(page, admin);
  await page.goto(editorPath(repostId));
  await saved(page);

  await tabTo(page, page.getByRole('button', { name: 'Text', exact: true }));
  await page.keyboard.press('Enter');
  const words = page.getByRole('textbox', { name: 'Text', exact: true });
  await tabTo(page, words);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('今週だけ 🎉');
  const down = page.getByRole('spinbutton', { name: 'Down (px)' });
  const across = page.getByRole('spinbutton', { name: 'Across (px)' });
  await expect(down).toHaveValue('1336');

  await tabTo(page, layer(page, '今週だけ 🎉'), 'Shift+Tab');
  for (const key of ['ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowUp', 'ArrowLeft', 'ArrowLeft'])
    await page.keyboard.press(key);
  await expect(across).toHaveValue('539');
  await expect(down).toHaveValue('1316');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(down).toHaveValue('1336');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(down).toHaveValue('1316');

  await page.keyboard.press('ControlOrMeta+d');
  await expect(layer(page, '今週だけ 🎉')).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(layer(page, '今週だけ 🎉')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(layer(page, '今週だけ 🎉')).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(layer(page, '今週だけ 🎉')).toHaveCount(1);
  await saved(page);

  await page.reload();
  await saved(page);
  await tabTo(page, layer(page, '今週だけ 🎉'));
  await page.keyboard.press('Enter');
  await expect(words).toHaveValue('今週だけ 🎉');
  await expect(down).toHaveValue('1316');

  await tabTo(page, page.getByRole('button', { name: 'Finish version' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const result = page.getByRole('img', { name: 'Version 1, as it will be posted' });
  await expect(result).toBeVisible();
  expect(
    await result.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]),
  ).toEqual([1080, 1920]);
  expect(await complaintsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(result).toBeHidden();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await complaintsOf(page)).toEqual([]);
});

test('a layer is dragged, snaps to the middle, and one step undoes it', async ({ page, owner }) => {
  const repostId = await makeRepost(owner);
  await signInAs(page, admin);
  await page.goto(editorPath(repostId));
  await page.getByRole('button', { name: 'Shape', exact: true }).click();
  const across = page.getByRole('spinbutton', { name: 'Across (px)' });
  const down = page.getByRole('spinbutton', { name: 'Down (px)' });
  await expect(across).toHaveValue('540');
  const box = (await page.getByRole('group', { name: 'Picture' }).boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 40, middle.y + 30, { steps: 4 });
  await page.mouse.move(middle.x + 3, middle.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect(down).not.toHaveValue('960');
  await expect(across).toHaveValue('540');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(down).toHaveValue('960');
});

test('two windows do not overwrite each other unseen, and either can be chosen', async ({
  page,
  context,
  owner,
  watch,
}) => {
  watch.allow(/status of 409 .*\/api\/reposts\//);
  const repostId = await makeRepost(owner);
  await signInAs(page, admin);
  await page.goto(editorPath(repostId));
  await saved(page);
  const other = await context.newPage();
  await other.goto(editorPath(repostId));
  await saved(other);

  const write = async (window: Page, words: string) => {
    await window.getByRole('button', { name: 'Text', exact: true }).click();
    await window.getByRole('textbox', { name: 'Text', exact: true }).fill(words);
  };
  await write(page, 'first');
  await saved(page);
  await write(other, 'second');
  const question = other.getByRole('dialog', { name: 'Changed in another window' });
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Take the other one' }).click();
  await expect(layer(other, 'first')).toBeVisible();
  await expect(layer(other, 'second')).toBeHidden();

  await write(other, 'third');
  await saved(other);
  await write(page, 'fourth');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep mine' }).click();
  await saved(page);
  await other.reload();
  await expect(layer(other, 'fourth')).toBeVisible();
  await expect(layer(other, 'third')).toBeHidden();
});

async function complaintsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
