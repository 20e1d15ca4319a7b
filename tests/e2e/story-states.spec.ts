import { deletePosted, postStory } from './support/sandbox.ts';
import { findStory } from './support/alerts.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

test('a story that its team deletes says so on card and page, and its reposts wait until the team releases it', async ({
  page,
  owner,
}) => {
  const { id, code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Camille (demo editor)');
  await page.goto('/');
  const card = page.locator(`[data-story="${code}"]`).first();
  await expect(card).toBeVisible();
  await expect(card).not.toContainText('Deleted early');
  const [posted] = await owner.sql<
    { mediaId: string }[]
  >`select media_id as "mediaId" from story where id = ${id}`;
  await deletePosted(posted!.mediaId);
  // By itself, without a reload.
  await expect(card).toContainText('Deleted early', { timeout: 60_000 });

  await page.goto(`/stories/${code}`);
  await expect(page.getByText(/deleted this story from Instagram before its day was over/)).toBeVisible();
  await expect(page.getByText('Reposts of it wait until an editor of Brazil releases it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Release for reposts' })).toHaveCount(0);

  await page.context().clearCookies();
  await signInAs(page, 'Ana (demo editor)');
  await page.goto(`/stories/${code}`);
  await page.getByRole('button', { name: 'Release for reposts' }).click();
  await expect(page.getByText(/Ana \(demo editor\) released it for reposts/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Release for reposts' })).toHaveCount(0);
});

test('a story that Instagram gives no file of says why, on card and page', async ({ page, owner }) => {
  const { code } = await findStory(owner, await postStory('kilnbird.br', { media: 'missing' }));
  await signInAs(page, 'Camille (demo editor)');
  const words = 'Instagram gives no file so far, usually because of copyrighted music. We keep asking.';
  await page.goto('/');
  await expect(page.locator(`[data-story="${code}"]`).first()).toContainText(words);
  await page.goto(`/stories/${code}`);
  await expect(page.getByText(words).first()).toBeVisible();
});
