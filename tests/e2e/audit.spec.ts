import { readFile } from 'node:fs/promises';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

test('an admin finds what was done, by words and filters in the address, unfolds it, and takes it away as a file', async ({
  page,
}) => {
  await signInAs(page, 'Noor (demo admin)');
  await page.goto('/audit?family=people');
  const lines = page.getByRole('list', { name: 'Lines of the log' }).getByRole('listitem');
  await expect(lines.first()).toContainText('Noor (demo admin) signed in as Noor (demo admin)');

  await page.getByLabel('Search').fill('noor signed');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.waitForURL(/q=noor\+signed/);
  await expect(page.getByRole('link', { name: '“noor signed”, remove' })).toBeVisible();

  await lines.first().getByText('signed in as').click();
  await expect(lines.first().getByText('Everything by Noor (demo admin)')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export as CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain('signed in as Noor (demo admin)');

  await page.getByRole('link', { name: 'Clear all' }).click();
  await page.waitForURL('/audit');
  await page.reload();
  await expect(lines.first()).toContainText('exported the audit log');
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1440, height: 900 });
});
