import type { Page } from '@playwright/test';
import { eventually } from '../support/eventually.ts';
import { findStory, freePhones } from './support/alerts.ts';
import { newsOnPhones, postStory } from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  await signInAs(page, 'Noor (demo admin)');
  await page.getByRole('link', { name: 'Regions', exact: true }).click();
  await page.waitForURL('/regions');
});

test('a region is added and edited, and an account moved to it: its next story counts for the new region', async ({
  page,
  owner,
}) => {
  test.setTimeout(120_000);
  const name = `Portugal ${Date.now() % 100_000}`;
  await page.getByRole('button', { name: 'Add region' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a region' });
  await adding.getByRole('button', { name: 'Add region' }).click();
  await expect(adding.getByText('Give it a name.')).toBeVisible();
  await adding.getByLabel('Name').fill('Portugal and islands');
  await adding.getByLabel('Countries').fill('pt');
  await adding.getByLabel('Time zone').selectOption('Europe/Lisbon');
  await adding.getByLabel('Language').selectOption('pt-PT');
  await adding.getByLabel('Mark, two letters').fill('pt');
  await adding.getByRole('button', { name: 'Add region' }).click();
  await expect(page.getByText('Portugal and islands added.')).toBeVisible();

  await page.getByRole('button', { name: 'Edit Portugal and islands' }).click();
  const editing = page.getByRole('dialog', { name: 'Edit Portugal and islands' });
  await expect(editing.getByLabel('Countries')).toHaveValue('PT');
  await editing.getByLabel('Name').fill(name);
  await editing.getByLabel('Group').selectOption({ label: 'EMEA' });
  await editing.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`${name} saved.`)).toBeVisible();
  const region = page.getByRole('region', { name, exact: true });
  await expect(region).toContainText('Portugal');
  await expect(region).toContainText(/\d\d:\d\d there/);

  const first = await postAndPlan(owner, 'kilnbird.au');
  await moveAccount(page, 'kilnbird.au', name);
  await expect(region).toContainText('@kilnbird.au');
  await freePhones(owner);
  const before = await newsOnPhones();
  const next = await postAndPlan(owner, 'kilnbird.au');
  // Australia is now one of those that are told.
  await eventually('Australia was told', async () => {
    const [, ...news] =
      (await newsOnPhones()).get('61491570156')?.slice((before.get('61491570156')?.length ?? 0) - 1) ?? [];
    return news.some(({ text }) => text.includes(next) && text.includes(name));
  });
  await page.goto('/');
  const section = page.getByRole('region', { name, exact: true });
  await expect(section.locator(`a[data-story="${next}"]`)).toBeVisible();
  await expect(section.locator(`a[data-story="${first}"]`)).toHaveCount(0);
  await expect(
    page.getByRole('region', { name: 'Australia', exact: true }).locator(`a[data-story="${first}"]`),
  ).toBeVisible();

  await page.goto('/regions');
  await moveAccount(page, 'kilnbird.au', 'Australia');
  await expect(region).toContainText('No Instagram account yet');
});

async function moveAccount(page: Page, account: string, to: string): Promise<void> {
  await page.getByRole('button', { name: `What to do with ${account}` }).click();
  await page.getByRole('menuitem', { name: 'Move to another region' }).click();
  const dialog = page.getByRole('dialog', { name: `Move @${account}` });
  await dialog.getByLabel('To region').selectOption({ label: to });
  await dialog.getByRole('button', { name: 'Move account' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Account moved. Its next story follows.')).toBeVisible();
}

type Owner = Parameters<typeof findStory>[0];

/** Posts a story and waits until it is decided who is told; gives its code. */
async function postAndPlan(owner: Owner, account: string): Promise<string> {
  const { id, code } = await findStory(owner, await postStory(account));
  await eventually(
    'it is planned',
    async () => (await owner.sql`select from plan where story_id = ${id}`).length > 0,
  );
  return code;
}
