import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

test('an admin sees how each template stands, reads why one is rejected and what goes out instead, and has Meta asked', async ({
  page,
  owner,
}) => {
  await signInAs(page, 'Noor (demo admin)');
  await page.goto('/more');
  await page.getByRole('link', { name: /^Message templates/ }).click();
  await page.waitForURL('/templates');
  await expect(page.getByText('70 of 70 can be sent.')).toBeVisible();

  // The sandbox still has it approved, so that asking puts it right.
  await owner.sql`
    update template set state = 'rejected', reason = 'PROMOTIONAL'
    where name ~ '^storywire_story_[0-9a-f]{8}$' and language = 'ar'`;
  await page.reload();
  await expect(page.getByText('69 of 70 can be sent.')).toBeVisible();
  const arabic = page.getByRole('listitem').filter({ hasText: 'Rejected' });
  await expect(arabic.getByRole('heading', { name: 'Arabic' })).toBeVisible();
  await expect(arabic).toContainText('the text sounds like advertising');
  await expect(arabic).toContainText('In the meantime these messages go out in English.');
  await arabic.getByText('Text in Arabic').click();
  await expect(arabic.getByText('{{region}}')).toBeVisible();

  await page.getByRole('button', { name: 'Ask Meta again' }).click();
  await expect(page.getByText('Meta is being asked.')).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('70 of 70 can be sent.')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
});

test('nobody but an admin of everything finds the page', async ({ page, watch }) => {
  watch.allow(/status of 404/);
  await signInAs(page, 'Maya (demo editor)');
  await page.goto('/more');
  await expect(page.getByRole('link', { name: /^Message templates/ })).toHaveCount(0);
  await page.goto('/templates');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});
