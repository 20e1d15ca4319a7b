import type { Page } from '@playwright/test';
import { inSeconds, printFigures } from './support/figures.ts';
import { untilAlive } from './support/alive.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

// The identity provider is another site, as any company's is.
const otherSite = /third party: http:\/\/localhost:/;
const companyButton = { name: 'Sign in with your company account' };

test('from the link of an alert on a signed-out phone, two taps lead to that story', async ({
  newVisitor,
  owner,
  watch,
}) => {
  watch.allow(otherSite);
  const { code } = await makeStory(owner, 'kilnbird.mx');
  const context = await newVisitor({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await page.goto(`/s/${code}`);
  const from = Date.now();
  let taps = 0;
  const tap = async (name: string) => {
    await page.getByRole('button', { name }).tap();
    taps += 1;
  };
  await tap(companyButton.name);
  await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
  await tap('Ines (staff)');
  await page.waitForURL(`/stories/${code}`);
  await expect(page.getByRole('heading', { level: 1, name: 'kilnbird.mx' })).toBeVisible();
  printFigures('signing in with a company account', { taps, 'to the story': inSeconds(Date.now() - from) });
  expect(taps).toBe(2);
  await page.goto('/more');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ines (staff)');
  for (const link of ['People', 'Audit log'])
    await expect(page.getByRole('link', { name: link })).toBeHidden();
});

test('who turns back, tries too often or is not of the company reads why, and can try again', async ({
  page,
  owner,
  watch,
}) => {
  watch.allow(otherSite);
  watch.allow(/status of 429/);
  await page.goto('/sign-in?to=%2Fmore');
  await choose(page, 'Cancel');
  await expect(page.getByText('You turned back, so nothing was changed.')).toBeVisible();
  // As many tries as nobody is granted.
  await owner.sql`update rate_limit set points = points + 1000`;
  await page.getByRole('button', companyButton).click();
  await expect(
    page.getByText(/^Too many tries from here\. Wait (\d+ minutes|a minute) and try again\.$/),
  ).toBeVisible();
  await owner.sql`update rate_limit set points = points - 1000 where points >= 1000`;
  await choose(page, 'A guest');
  await expect(
    page.getByRole('alert').filter({ hasText: "not one of the company's accounts" }),
  ).toBeVisible();
  await choose(page, 'Wen (staff)');
  // Where it was to lead in the beginning.
  await page.waitForURL('/more');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wen (staff)');
});

test('one links the company account, signs in with it as the same person, and unlinks it', async ({
  page,
  newVisitor,
  watch,
}) => {
  watch.allow(otherSite);
  await signInAs(page, 'Lena (demo editor)');
  await page.goto('/more');
  await page.getByRole('button', { name: 'Link your company account' }).click();
  await page.getByRole('button', { name: 'Tomas (staff)' }).click();
  await expect(page.getByText('Linked. From now on it signs you in.')).toBeVisible();

  const other = await (await newVisitor()).newPage();
  await other.goto('/sign-in');
  await choose(other, 'Tomas (staff)');
  await other.waitForURL('/');
  await other.goto('/more');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Lena (demo editor)');

  await page.getByRole('button', { name: 'Unlink' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('It will not sign you in any more');
  await dialog.getByRole('button', { name: 'Unlink' }).click();
  await expect(page.getByText('The company account is unlinked.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Link your company account' })).toBeVisible();
  await expect(page.getByText('Linked. From now on it signs you in.')).toBeHidden();
});

async function choose(page: Page, account: string): Promise<void> {
  const button = page.getByRole('button', companyButton);
  await untilAlive(button);
  await button.click();
  await page.getByRole('button', { name: account }).click();
}
