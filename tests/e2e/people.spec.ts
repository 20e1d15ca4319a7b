import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

const name = 'Test colleague';

test.afterAll(async ({ owner }) => {
  // Other journeys count on the demo brand as it was.
  const ids = owner.sql`select id from "user" where name = ${name}`;
  await owner.sql`delete from sign_in_link where user_id in (${ids})`;
  await owner.sql`delete from session where user_id in (${ids})`;
  await owner.sql`delete from "grant" where user_id in (${ids})`;
  await owner.sql`delete from "user" where name = ${name}`;
});

test('someone invited gets in by the link, gets another role at once, and is thrown out when disabled', async ({
  page,
  newVisitor,
  watch,
}) => {
  watch.allow(/status of 40[14]/);
  await signInAs(page, 'Noor (demo admin)');
  await page.goto('/people');
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Make the link' }).click();
  const ready = page.getByRole('dialog', { name: `The link of ${name}` });
  const text = (await ready.getByText('The link works once').textContent()) ?? '';
  await ready.getByRole('button', { name: 'Close' }).click();

  const theirs = await (await newVisitor()).newPage();
  await theirs.goto(/https?:\S+$/.exec(text)![0]);
  await theirs.getByRole('button', { name: `Sign in as ${name}` }).click();
  await theirs.waitForURL('/');
  await theirs.goto('/people');
  await expect(theirs.getByRole('heading', { level: 1 })).not.toHaveText('People');

  await page.reload();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('button', { name: 'Change roles' }).click();
  await page.getByRole('dialog').getByLabel('Role', { exact: true }).selectOption('admin');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Admin everywhere')).toBeVisible();
  await theirs.goto('/people');
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('People');

  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  const question = page.getByRole('dialog', { name: `Disable ${name}?` });
  await expect(question).toContainText('1 device is signed out');
  await question.getByRole('button', { name: 'Disable' }).click();
  await expect(theirs.getByText('You were signed out here.')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(`Disabled: ${name} cannot sign in.`)).toBeVisible();
});
