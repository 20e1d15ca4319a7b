import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

test('how a story does is read from Instagram by itself and stands on its page; before, it is said when', async ({
  page,
  owner,
}) => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const young = await makeStory(owner, 'kilnbird.br');
  const older = await makeStory(owner, 'kilnbird.br', { posted_at: ago(90) });
  await signInAs(page, 'Camille (demo editor)');
  const insights = page.getByRole('region', { name: 'Insights' });
  await page.goto(`/stories/${young.code}`);
  await expect(insights).toContainText('Instagram is asked half an hour after posting.');
  await page.goto(`/stories/${older.code}`);
  await expect(insights).toContainText(/Views ?\d+/);
  await expect(insights).toContainText(/As of .*\d\d:\d\d/);
  await expect(insights).toContainText(/\d+ forward/);
  const shown = await insights.locator('dd').allTextContents();
  expect(shown.every((figure) => /^\d/.test(figure))).toBe(true);
});
