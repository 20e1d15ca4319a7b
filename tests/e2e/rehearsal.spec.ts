import { untilAlive } from './support/alive.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

test('an admin rehearses a post for now and for a night, and what a painted matrix would change, and nothing is sent or saved', async ({
  page,
  context,
}) => {
  await signInAs(page, 'Noor (demo admin)');
  await page.goto('/routes');
  await page.getByRole('link', { name: 'Rehearse', exact: true }).click();
  await page.waitForURL('/routes/rehearsal');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rehearsal');
  const outcome = page.getByRole('heading', { level: 2 }).first();
  await expect(outcome).toContainText(/phones? gets? a message|phones get a message/);

  await page.getByText('Who', { exact: true }).first().click();
  await expect(page.locator('details[open] li').first()).toBeVisible();

  const account = page.getByLabel('If this account posts');
  await untilAlive(account);
  await account.selectOption({ index: 1 });
  const name = (await account.locator('option').nth(1).textContent())?.split(' ')[0] ?? '';
  await expect(outcome).toContainText(name);

  await page.getByText('At another time').click();
  await page.getByLabel('Date', { exact: true }).fill('2027-01-15');
  await page.getByLabel('Time', { exact: true }).fill('12:30');
  await page.getByLabel('On the clocks of').selectOption('Asia/Tokyo');
  await expect(outcome).toContainText('15 Jan');
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.goto('/routes');
  await page.getByRole('button', { name: 'Nobody', exact: true }).click();
  const beside = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Rehearse these changes' }).click();
  const second = await beside;
  await expect(second.getByText(/^With your \d+ changes that are not saved/)).toBeVisible();
  await expect(second.getByRole('heading', { level: 2 }).first()).toContainText('nobody gets a message');
  await second.getByRole('button', { name: 'Rehearse without them' }).click();
  await expect(second.getByRole('heading', { level: 2 }).first()).not.toContainText('nobody gets a message');
  await second.close();
  // What was painted is still there, and not saved.
  await page.getByRole('button', { name: 'Discard' }).click();
});
