import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

test.afterEach(async ({ owner }) => {
  await owner.sql`
    update installation set keep_originals_days = null, keep_pictures_days = null, keep_words_days = null`;
});

test('an admin tries rules, sees what would go before it is saved, and a story says what was removed', async ({
  page,
  owner,
}) => {
  const { id, code } = await makeStory(owner, 'kilnbird.mx');
  await owner.sql`update story set posted_at = posted_at - interval '40 days' where id = ${id}`;
  await signInAs(page, 'Noor (demo admin)');
  await page.goto('/more');
  await page.getByRole('link', { name: /^Keeping/ }).click();
  await page.waitForURL('/retention');
  await expect(page.getByText('Nothing would be removed.')).toBeVisible();

  await page.getByLabel('Originals').fill('3');
  await page.getByRole('button', { name: 'Show what would go' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('at least 7');

  await page.getByLabel('Originals').fill('30');
  await page.getByRole('button', { name: 'Show what would go' }).click();
  await page.waitForURL(/originals=30/);
  await expect(page.locator('[data-part=originals]')).toContainText('Files: 1');
  await page.getByRole('button', { name: 'Save these rules' }).click();
  await expect(page.getByText('The rules were saved.')).toBeVisible();
  await page.goto('/retention');
  await expect(page.getByLabel('Originals')).toHaveValue('30');
  await expect(page.getByRole('button', { name: 'Save these rules' })).toHaveCount(0);

  // As the worker does within the hour.
  await owner.sql`
    with gone as (
      delete from media where story_id = ${id} and rendition = 'original'
      returning story_id, rendition, storage_key, bytes
    )
    insert into media_removal (id, story_id, rendition, storage_key, bytes, after_days, marked_at, removed_at)
    select gen_random_uuid(), story_id, rendition, storage_key, bytes, 30, now(), now() from gone`;
  await page.goto(`/stories/${code}`);
  await expect(page.getByText(/The original was removed on .*, 30 days after/)).toBeVisible();
});

test('nobody but an admin of everything finds the rules of keeping', async ({ page, watch }) => {
  watch.allow(/status of 404/);
  await signInAs(page, 'Maya (demo editor)');
  await page.goto('/retention');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});
