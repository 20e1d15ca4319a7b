import type { Locator, Page } from '@playwright/test';
import { eventually } from '../support/eventually.ts';
import { findStory, freePhones } from './support/alerts.ts';
import { digitsOf, newsOnPhones, postStory } from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

// From the ranges that are kept free for fiction, and not of the demo brand.
const typed = [
  { region: 'United Kingdom', written: '07700 900 169', shown: '+44 7700 900169', country: 'United Kingdom' },
  { region: 'Germany', written: '0044 (7700) 900-168', shown: '+44 7700 900168', country: 'United Kingdom' },
];

test.beforeEach(async ({ page }) => {
  await signInAs(page, 'Noor (demo admin)');
  await page.getByRole('link', { name: 'Regions', exact: true }).click();
  await page.waitForURL('/regions');
});

test.afterAll(async ({ owner }) => {
  // Other journeys count on the demo brand as it was.
  const rows = await owner.sql<{ label: string }[]>`select label from number where label like 'Test %'`;
  expect(rows).toEqual([]);
});

test('a number joins by its own phone and hears of the next story; paused it does not, resumed it does, removed it is gone', async ({
  page,
  sandboxContext,
  owner,
}) => {
  test.setTimeout(180_000);
  const label = 'Test phone';
  const digits = digitsOf(typed[0]!.shown);
  const region = page.getByRole('region', { name: 'United Kingdom', exact: true });
  const row = region.getByRole('listitem').filter({ hasText: label });

  await test.step('typed in national form, it is shown back with its country, and invited', async () => {
    await addNumber(page, { ...typed[0]!, label });
    await expect(page.getByText(`${typed[0]!.shown}, United Kingdom, added.`)).toBeVisible();
    await expect(row).toContainText('invited');
  });

  await test.step('an invited number is not told', async () => {
    await freePhones(owner);
    const code = await postAndPlan(owner, 'kilnbird.br');
    expect(await alertOf(owner, code, label)).toBe('number_invited');
  });

  await test.step('its phone sends the code, and it is active on the open page', async () => {
    const words = await row.locator('strong').textContent();
    expect(words).toMatch(/\w+ [0-9A-Z]{4,}/);
    const phones = await sandboxContext.newPage();
    await phones.goto('/phones');
    await phones.getByLabel('Add a phone').fill(typed[0]!.shown);
    await phones.getByRole('button', { name: 'Add', exact: true }).click();
    const phone = phones.locator(`[data-number="${digits}"]`);
    await phone.getByTestId('open-chat').click();
    await phone.getByLabel('Message', { exact: true }).fill(words ?? '');
    await phone.getByRole('button', { name: 'Send' }).click();
    await expect(row).toContainText('active');
    await expect(row.locator('strong')).toHaveCount(0);
    await expect(phone.getByTestId('message').last()).toContainText('You are in.');
  });

  await test.step('it gets the next alert, with its picture', async () => {
    await freePhones(owner);
    const story = await postAndPlan(owner, 'kilnbird.br');
    const [message, ...more] = await newsOf(digits, 1);
    expect(more).toEqual([]);
    expect(message!.header?.kind).toBe('image');
    expect(message!.text).toContain(story);
  });

  await test.step('paused, it hears of nothing, while its colleagues do', async () => {
    await askedFrom(page, row, label, 'Pause');
    await expect(row).toContainText('paused');
    await freePhones(owner);
    const code = await postAndPlan(owner, 'kilnbird.br');
    await eventually('the colleague has it', async () =>
      (await newsOnPhones()).get('447700900161')?.some(({ text }) => text.includes(code)),
    );
    expect(await alertOf(owner, code, label)).toBe('number_paused');
    expect(await newsOf(digits, 1)).toHaveLength(1);
    await page.goto(`/stories/${code}`);
    await page.getByRole('main').getByText('United Kingdom', { exact: true }).click();
    await expect(page.getByRole('listitem').filter({ hasText: label }).last()).toContainText(
      'left out: paused',
    );
    await page.goto('/regions');
  });

  await test.step('resumed, it hears again', async () => {
    await askedFrom(page, row, label, 'Resume');
    await expect(row).toContainText('active');
    await freePhones(owner);
    const code = await postAndPlan(owner, 'kilnbird.br');
    const [, message] = await newsOf(digits, 2);
    expect(message!.text).toContain(code);
  });

  await test.step('removed, after a question, it is gone', async () => {
    await row.getByRole('button', { name: `What to do with ${label}` }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    const dialog = page.getByRole('dialog', { name: `Remove ${label}?` });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    await expect(row).toBeVisible();
    await askedFrom(page, row, label, 'Remove');
    await expect(page.getByText(`${label} removed.`)).toBeVisible();
    await expect(row).toHaveCount(0);
  });
});

test('00 and brackets are understood, a duplicate names its owner, and what is no number is refused in words', async ({
  page,
  watch,
}) => {
  const label = 'Test team phone';
  const { region, written, shown, country } = typed[1]!;
  await addNumber(page, { region, written, shown, country, label });
  const row = page
    .getByRole('region', { name: region, exact: true })
    .getByRole('listitem')
    .filter({ hasText: label });
  await expect(row).toContainText('invited');

  const dialog = await openAddNumber(page, 'Japan');
  const field = dialog.getByLabel('WhatsApp number');
  await dialog.getByLabel('Whose it is').fill('Test twice');
  // What an admin types is shown back to that admin.
  watch.allowNumber('447700900161');
  for (const [number, refusal] of [
    ['+44 7700 900161', 'This number is there already: Priya (demo), United Kingdom.'],
    [written, `This number is there already: ${label}, ${region}.`],
    ['+44 7700', 'This number is too short.'],
    ['hello', 'This is not a phone number.'],
  ] as const) {
    await field.fill(number);
    await dialog.getByRole('button', { name: 'Add number' }).click();
    await expect(dialog.getByText(refusal)).toBeVisible();
    await expect(field).toHaveValue(number);
    await expect(dialog.getByLabel('Whose it is')).toHaveValue('Test twice');
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await askedFrom(page, row, label, 'Remove');
  await expect(row).toHaveCount(0);
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

async function addNumber(
  page: Page,
  number: { region: string; written: string; shown: string; country: string; label: string },
): Promise<void> {
  const dialog = await openAddNumber(page, number.region);
  await dialog.getByLabel('WhatsApp number').pressSequentially(number.written);
  await expect(dialog.getByText(number.shown, { exact: true })).toBeVisible();
  await expect(dialog.getByText(number.country, { exact: true })).toBeVisible();
  await dialog.getByLabel('Whose it is').fill(number.label);
  await dialog.getByRole('button', { name: 'Add number' }).click();
  await expect(dialog).toBeHidden();
}

async function openAddNumber(page: Page, region: string): Promise<Locator> {
  await page.getByRole('button', { name: `Add number to ${region}` }).click();
  return page.getByRole('dialog', { name: `Add a number to ${region}` });
}

/** Chooses from a number's menu and agrees to what is asked. */
async function askedFrom(
  page: Page,
  row: Locator,
  label: string,
  what: 'Pause' | 'Resume' | 'Remove',
): Promise<void> {
  await row.getByRole('button', { name: `What to do with ${label}` }).click();
  await page.getByRole('menuitem', { name: what }).click();
  const dialog = page.getByRole('dialog', { name: `${what} ${label}?` });
  await dialog.getByRole('button', { name: what, exact: true }).click();
  await expect(dialog).toBeHidden();
}

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

/** Why the number with this label was left out of a story; null when it was not. */
async function alertOf({ sql }: Owner, code: string, label: string): Promise<string | null | undefined> {
  const [row] = await sql<{ reason: string | null }[]>`
    select a.skipped_reason as reason from alert a
    join number n on n.id = a.number_id join story s on s.id = a.story_id
    where s.code = ${code} and n.label = ${label}`;
  return row?.reason;
}

/** What a phone has got, once it is at least so many. */
async function newsOf(digits: string, least: number) {
  return await eventually(`the phone has ${least}`, async () => {
    const news = (await newsOnPhones()).get(digits) ?? [];
    return news.length >= least ? news : undefined;
  });
}
