import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

// A semicolon list as a spreadsheet saves it, with a misspelt region and a number that Excel has cut short.
// Numbers are of a range kept free for fiction, and not of the demo brand.
const list = [
  'Name;Telefon;Region',
  'Import one;+44 7700 900151;Untied Kingdom',
  'Import two;07700 900152;Untied Kingdom',
  'Import three;4.47701E+11;Brazil',
  'Import four;+44 7700 900154;Brazil',
].join('\r\n');

test.afterAll(async ({ owner }) => {
  // Other journeys count on the demo brand as it was.
  await owner.sql`delete from number where label like 'Import %'`;
});

test('a list goes in with its misspelt region mended by a click, the same list again changes nothing, and the rejected row comes back with its reason', async ({
  page,
}) => {
  await signInAs(page, 'Noor (demo admin)');
  await page.goto('/numbers/import');

  await test.step('the columns are guessed, whatever language names them', async () => {
    await choose(page);
    await expect(page.getByLabel('Telefon')).toHaveValue('number');
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('label');
    await page.getByRole('button', { name: 'Check the list' }).click();
  });

  await test.step('what is wrong is said, and a click mends every row that has it', async () => {
    await expect(page.getByText('Rows 2, 3', { exact: true })).toBeVisible();
    await expectCounts(page, { create: 1, update: 0, skip: 0, reject: 3 });
    await page.getByRole('button', { name: 'Did you mean United Kingdom?' }).click();
    await expectCounts(page, { create: 3, update: 0, skip: 0, reject: 1 });
    await expect(page.getByText('its last digits are lost')).toBeVisible();
  });

  await test.step('nothing is written before one says so', async () => {
    await page.getByRole('button', { name: 'Import 3 numbers' }).click();
    await expect(page.getByText('3 numbers added, 0 numbers changed')).toBeVisible();
  });

  await test.step('the rejected row comes back with its reason', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the rows not imported' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain('Name;Telefon;Region;reason');
    expect(text).toContain('Import three;4.47701E+11;Brazil;');
    expect(text).toContain('its last digits are lost');
    expect(text).not.toContain('Import one');
  });

  await test.step('the same list again changes nothing', async () => {
    await page.getByRole('button', { name: 'Import another list' }).click();
    await choose(page);
    await page.getByRole('button', { name: 'Check the list' }).click();
    await page.getByRole('button', { name: 'Did you mean United Kingdom?' }).click();
    await expectCounts(page, { create: 0, update: 0, skip: 3, reject: 1 });
    await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  });
});

const choose = (page: Page) =>
  page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'numbers.csv', mimeType: 'text/csv', buffer: Buffer.from(list, 'latin1') });

async function expectCounts(page: Page, counts: Record<string, number>): Promise<void> {
  for (const [kind, count] of Object.entries(counts))
    await expect(page.locator(`[data-count="${kind}"] dd`)).toHaveText(String(count));
}
