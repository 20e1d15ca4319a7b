import type { Locator, Page } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { eventually } from '../support/eventually.ts';
import { findStory, freePhones } from './support/alerts.ts';
import { openChat } from './support/chat.ts';
import { newsOnPhones, publishedFiles, refuseOnce } from './support/sandbox.ts';
import { clearFlags } from './support/clear-flags.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

// The stories are Brazil's; Camille edits for France, and Noor may approve for everybody.
const camille = { person: 'Camille (demo editor)', digits: '33639980171' };
const noor = 'Noor (demo admin)';

test.afterAll(async ({ owner }) => {
  // Other journeys count on the demo brand as it was.
  await clearFlags(owner);
  await owner.sql`update account set approval_rule = 'one'`;
});

const card = (page: Page, account: string): Locator => page.getByRole('region', { name: `@${account}` });

test('a story of Brazil’s, flagged on a phone, is edited, sent back, mended, approved on a phone, and live for France', async ({
  page,
  newVisitor,
  sandboxContext,
  owner,
}) => {
  test.setTimeout(240_000);
  await freePhones(owner);
  const { code } = await makeStory(owner, 'kilnbird.br');
  await eventually('the phone was told of it', async () =>
    ((await newsOnPhones()).get(camille.digits) ?? []).some(({ text }) => text.includes(`/s/${code}`)),
  );
  const chat = await openChat(sandboxContext, camille.digits);
  await chat.press('Signaler', code);

  await signInAs(page, camille.person);
  await page.goto('/flags');
  const flagged = page
    .getByRole('region', { name: 'Open' })
    .getByRole('listitem', { name: /kilnbird\.br/ })
    .filter({ has: page.locator(`a[href="/stories/${code}"]`) });
  await expect(flagged).toContainText('France');
  await page.goto(`/stories/${code}`);
  await page.getByRole('button', { name: 'Repost for France' }).click();
  await expect(page.getByRole('heading', { name: 'Brazil to France' })).toBeVisible();
  const address = page.url();
  await drawVersion(page, 'Cette semaine', 1);
  await page.goto(address);
  await addAccounts(page, ['kilnbird.fr']);
  const target = card(page, 'kilnbird.fr');
  await expect(target.getByRole('list', { name: 'Checks' })).toContainText('Instagram can fetch our files.');
  await expect(target).toContainText('left today on this account');
  await target.getByRole('button', { name: /^Ask .* for approval$/ }).click();
  await expect(target).toContainText('Waiting for approval');

  const phone = await (await newVisitor({ viewport: { width: 360, height: 740 }, hasTouch: true })).newPage();
  await signInAs(phone, noor);
  await phone.goto(address);
  const asked = card(phone, 'kilnbird.fr');
  await expect(phone.getByRole('img', { name: 'The story of Brazil' })).toBeVisible();
  await expect(phone.getByRole('img', { name: 'Version 1' })).toBeVisible();
  await asked.getByLabel('What is to change, or a comment').fill('Larger, please');
  await asked.getByRole('button', { name: 'Send back' }).click();
  await expect(target).toContainText('Larger, please');

  await drawVersion(page, 'Cette semaine', 2);
  await page.goto(address);
  await target.getByLabel('Version', { exact: true }).selectOption('Version 2');
  await target.getByRole('button', { name: 'Save' }).click();
  await target.getByRole('button', { name: /^Ask .* for approval$/ }).click();
  await expect(phone.getByRole('img', { name: 'Version 2' })).toBeVisible();
  await asked.getByRole('button', { name: 'Approve and post it now' }).click();

  await expect(target).toContainText('Posted', { timeout: 60_000 });
  await expect(target.getByRole('link', { name: 'Open on Instagram' })).toBeVisible();
  const versions = await owner.sql<{ id: string }[]>`
    select v.id from repost_version v join repost r on r.id = v.repost_id join story s on s.id = r.story_id
    where s.code = ${code} order by v.number`;
  const posted = (await publishedFiles()).filter(({ url }) => versions.some(({ id }) => url.includes(id)));
  expect(posted).toHaveLength(1);

  const made = await findStory(owner, posted[0]!.story);
  await page.goto(`/stories/${made.code}`);
  const lineage = page.getByRole('region', { name: 'Where it comes from, and what came of it' });
  await expect(lineage.getByRole('link', { name: /^Brazil/ })).toBeVisible();
  await expect(lineage).toContainText('France');
  await page.goto('/flags');
  const done = page.getByRole('region', { name: 'Done' }).getByRole('listitem', { name: /kilnbird\.br/ });
  await expect(done).toContainText('France');
});

test('of three accounts one fails and says why, the others are live, and whoever leaves it ends the alarm', async ({
  page,
  owner,
}) => {
  test.setTimeout(240_000);
  await freePhones(owner);
  await owner.sql`update account set approval_rule = 'none'`;
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, noor);
  await page.goto(`/stories/${code}`);
  await page.getByLabel('Region to repost it for').selectOption('Germany');
  await page.getByRole('button', { name: 'Repost for Germany' }).click();
  await page.getByRole('button', { name: 'Use it unedited' }).click();
  await expect(page.getByRole('img', { name: 'Version 1' })).toBeVisible();
  const accounts = ['kilnbird.de', 'kilnbird.uk', 'kilnbird.au'];
  await addAccounts(page, accounts);
  for (const account of accounts)
    await expect(card(page, account).getByRole('list', { name: 'Checks' })).toContainText(
      'Instagram can fetch our files.',
    );
  await refuseOnce(`/${await instagramId(owner, 'kilnbird.uk')}/media_publish`, {
    code: 25,
    subcode: 2_207_050,
  });
  for (const account of accounts)
    await card(page, account).getByRole('button', { name: 'Post it now: nobody has to approve' }).click();

  const [fine, failed, alsoFine] = accounts.map((account) => card(page, account));
  for (const target of [fine!, alsoFine!])
    await expect(target.getByRole('link', { name: 'Open on Instagram' })).toBeVisible({ timeout: 60_000 });
  await expect(failed!).toContainText('Instagram has restricted this account.');
  await expect(failed!).toContainText('25/2207050');
  const repost = page.url();

  await page.goto('/status');
  const alarm = page.getByRole('listitem').filter({ hasText: 'A post to Instagram waits for somebody.' });
  await alarm.getByRole('link', { name: '@kilnbird.uk' }).click();
  await page.waitForURL(repost);
  await failed!.getByRole('button', { name: 'Leave it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it' }).click();
  await expect(failed!).toContainText('Cancelled');
  await page.goto('/status');
  await expect(page.getByRole('heading', { name: 'Status' })).toBeVisible();
  await expect(alarm).toHaveCount(0);

  await page.goto(`/stories/${code}`);
  await expect(page.getByRole('region', { name: 'Reposts' })).toContainText('posted to 2 accounts');
});

test('what is chosen before the page has come to life holds', async ({ page, owner }) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, noor);
  const chosen = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await chosen.promise;
    await route.continue();
  });
  await page.goto(`/stories/${code}`, { waitUntil: 'commit' });
  await page.getByLabel('Region to repost it for').selectOption('Germany');
  await expect(page.getByRole('button', { name: 'Repost for Germany' })).toHaveCount(0);
  chosen.resolve();
  await expect(page.getByRole('button', { name: 'Repost for Germany' })).toBeVisible();
});

/** Puts words on the picture, and makes a version of it. */
async function drawVersion(page: Page, words: string, number: number): Promise<void> {
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(words);
  await page.getByRole('button', { name: 'Finish version' }).click();
  await expect(page.getByRole('img', { name: `Version ${number}, as it will be posted` })).toBeVisible();
}

async function addAccounts(page: Page, accounts: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Add accounts' }).click();
  const dialog = page.getByRole('dialog');
  for (const account of accounts)
    await dialog.getByRole('checkbox', { name: new RegExp(`@${account}`) }).check();
  await dialog.getByRole('button', { name: /^Add/ }).click();
}

async function instagramId({ sql }: Connection, username: string): Promise<string> {
  const [row] = await sql<
    { id: string }[]
  >`select ig_user_id as id from account where username = ${username}`;
  return row!.id;
}
