import type { Page } from '@playwright/test';
import { axeInBothThemes } from './support/axe.ts';
import { tabTo } from './support/keyboard.ts';
import { editorPath, makeRepost } from './support/reposts.ts';
import { settle } from './support/scenes.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

const admin = 'Noor (demo admin)';
const layer = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Layers' }).getByRole('button', { name, exact: true });
const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible();

test('a repost is edited, kept over a reload, finished and posted by keyboard alone', async ({
  page,
  owner,
}) => {
  test.setTimeout(180_000);
  // Nobody else is there to approve it.
  const [account] = await owner.sql<{ rule: string }[]>`
    select approval_rule as rule from account where username = 'kilnbird.jp'`;
  await owner.sql`update account set approval_rule = 'none' where username = 'kilnbird.jp'`;
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
  const file = (await result.getAttribute('src'))!;
  await tabTo(page, page.getByRole('link', { name: 'Choose where it goes' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(`/reposts/${repostId}`);

  await tabTo(page, page.getByRole('button', { name: 'Add accounts' }));
  await page.keyboard.press('Enter');
  const accounts = page.getByRole('dialog');
  const japan = accounts.getByRole('checkbox', { name: /kilnbird\.jp/ });
  await tabTo(page, japan);
  if (!(await japan.isChecked())) await page.keyboard.press('Space');
  await tabTo(page, accounts.getByRole('button', { name: /^Add 1 account/ }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: /^Post it now/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Posted', { exact: true })).toBeVisible({ timeout: 60_000 });
  const [posted] = await owner.sql<{ version: string; state: string }[]>`
    select version_id as version, state from repost_target where repost_id = ${repostId}`;
  expect(posted).toEqual({ version: /versions\/([^/]+)/.exec(file)![1], state: 'published' });
  await owner.sql`update account set approval_rule = ${account!.rule} where username = 'kilnbird.jp'`;
});

test('from an old version one goes on, a refusal is told in words, and axe finds nothing in the dialog', async ({
  page,
  owner,
  watch,
}) => {
  test.setTimeout(150_000);
  watch.allow(/status of 422 .*\/api\/reposts\//);
  const repostId = await makeRepost(owner);
  await signInAs(page, admin);
  await page.goto(editorPath(repostId));
  const finish = page.getByRole('button', { name: 'Finish version' });
  const words = page.getByRole('textbox', { name: 'Text', exact: true });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await words.fill('the first');
  await finish.click();
  await expect(dialog.getByRole('img', { name: 'Version 1, as it will be posted' })).toBeVisible();
  expect(await axeInBothThemes(page, settle)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await words.fill('the second');
  await saved(page);
  await page.getByRole('button', { name: 'Version 1' }).click();
  await dialog.getByRole('button', { name: 'Edit this version again' }).click();
  await expect(layer(page, 'the first')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(layer(page, 'the second')).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await finish.click();
  await expect(dialog.getByRole('img', { name: 'Version 2, as it will be posted' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();

  // No more than the first bytes of what was drawn arrives.
  await page.route(/\/versions\?/, (route) =>
    route.continue({ postData: Buffer.from('89504e470d0a1a0a', 'hex') }),
  );
  await finish.click();
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(
    'The drawn picture arrived cut short. Check the connection and finish the version again.',
  );
  await expect(page.getByRole('button', { name: /^Version \d/ })).toHaveCount(2);
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
