import { AxeBuilder } from '@axe-core/playwright';
import { findStory } from './support/alerts.ts';
import { editorPath, makeRepost } from './support/reposts.ts';
import { postStory } from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';
import { eventually } from '../support/eventually.ts';

test.afterEach(async ({ owner }) => {
  await owner.sql`update account set approval_rule = 'one' where username = 'kilnbird.jp'`;
});

test('a video is trimmed by keyboard, muted and written on; what was made of it is the last preview, and is posted', async ({
  page,
  owner,
}) => {
  test.setTimeout(180_000);
  const { id } = await findStory(owner, await postStory('kilnbird.fr', { kind: 'video' }));
  await eventually('the video is saved', async () => {
    const rows = await owner.sql`select from story where id = ${id} and media_state = 'archived'`;
    return rows.length > 0;
  });
  const repostId = await makeRepost(owner, { storyId: id });
  await signInAs(page, 'Noor (demo admin)');
  await page.goto(editorPath(repostId));
  const end = page.getByRole('slider', { name: 'End' });
  await end.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByText('0.0 s to 3.4 s, 3.4 s long')).toBeVisible();
  const mute = page.getByRole('button', { name: 'Without sound' });
  await mute.click();
  await expect(mute).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Só esta semana');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'Finish version' }).click();
  await expect(page.getByRole('progressbar', { name: /video/ })).toBeVisible();
  const result = page.getByLabel('Version 1, as it will be posted: a video');
  await expect(result).toBeVisible({ timeout: 120_000 });
  const [version] = await owner.sql<{ kind: string; duration_ms: number; width: number }[]>`
    select kind, duration_ms, width from repost_version where repost_id = ${repostId}`;
  expect(version).toMatchObject({ kind: 'video', width: 1080 });
  expect(Math.abs(version!.duration_ms - 3_400)).toBeLessThanOrEqual(50);

  await owner.sql`update account set approval_rule = 'none' where username = 'kilnbird.jp'`;
  await page.getByRole('link', { name: 'Choose where it goes' }).click();
  await page.getByRole('button', { name: 'Add accounts' }).click();
  const accounts = page.getByRole('dialog');
  await accounts.getByRole('checkbox', { name: /kilnbird\.jp/ }).check();
  await accounts.getByRole('button', { name: /^Add 1 account/ }).click();
  await page.getByRole('button', { name: /^Post it now/ }).click();
  await expect(page.getByText('Posted', { exact: true })).toBeVisible({ timeout: 60_000 });
  await eventually('the video is a story of the other account', async () => {
    const rows = await owner.sql`
      select from story s join account a on a.id = s.account_id
      where s.source_story_id = ${id} and s.kind = 'video' and a.username = 'kilnbird.jp'`;
    return rows.length === 1;
  });
});
