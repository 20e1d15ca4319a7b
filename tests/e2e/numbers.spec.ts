import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { eventually } from '../support/eventually.ts';
import { untilAlive } from './support/alive.ts';
import { findStory, freePhones } from './support/alerts.ts';
import { digitsOf, newsOnPhones, postStory } from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

// From the ranges that are kept free for fiction, and not of the demo brand.
const typed = { written: '07700 900 169', shown: '+44 7700 900169' };
const walkIn = '+44 7700 900167';

test.beforeEach(async ({ page }) => {
  await signInAs(page, 'Noor (demo admin)');
});

test.afterAll(async ({ owner }) => {
  // Other journeys count on the demo brand as it was.
  await owner.sql`update region set join_code = null`;
  const rows = await owner.sql`select from number where label like 'Test %' or shortened like '% 0167'`;
  expect(rows).toHaveLength(0);
});

test('a number joins by its own phone and hears of the next story; paused it does not, resumed it does, removed it is gone', async ({
  page,
  sandboxContext,
  owner,
}) => {
  test.setTimeout(180_000);
  const label = 'Test phone';
  const digits = digitsOf(typed.shown);
  const standing = page.getByRole('main');

  await test.step('typed in national form, it is shown back with its country, and invited', async () => {
    await page.goto('/numbers');
    const region = page.getByLabel('Region', { exact: true });
    await untilAlive(region);
    await region.selectOption('United Kingdom');
    await page.waitForURL(/region=/);
    await page.getByRole('link', { name: 'Add number' }).click();
    await expect(page.getByLabel('Home region')).toHaveValue(/.+/);
    await page.getByLabel('WhatsApp number').pressSequentially(typed.written);
    await expect(page.getByText(typed.shown, { exact: true })).toBeVisible();
    await page.getByLabel('Whose it is').fill(label);
    await page.getByRole('button', { name: 'Add number' }).click();
    await expect(page.getByText(`${typed.shown}, United Kingdom, added.`)).toBeVisible();
    await page.getByRole('link', { name: 'Open', exact: true }).click();
    await expect(standing.getByText('invited', { exact: true })).toBeVisible();
  });

  await test.step('an invited number is not told', async () => {
    await freePhones(owner);
    expect(await alertOf(owner, await postAndPlan(owner, 'kilnbird.br'), label)).toBe('number_invited');
  });

  await test.step('its phone sends the code, and it is active on the open page', async () => {
    const words = await standing.locator('strong').textContent();
    expect(words).toMatch(/^JOIN [0-9A-Z]{8}$/);
    const answer = await sendFrom(await sandboxContext.newPage(), typed.shown, words ?? '');
    await expect(standing.getByText('active', { exact: true })).toBeVisible();
    await expect(standing.locator('strong')).toHaveCount(0);
    await expect(standing).toContainText('Sent its join code');
    await expect(answer()).toContainText('You are in.');
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
    await ask(page, label, 'Pause');
    await expect(standing.getByText('paused', { exact: true })).toBeVisible();
    await freePhones(owner);
    const code = await postAndPlan(owner, 'kilnbird.br');
    await eventually('the colleague has it', async () =>
      (await newsOnPhones()).get('447700900161')?.some(({ text }) => text.includes(code)),
    );
    expect(await alertOf(owner, code, label)).toBe('number_paused');
    expect(await newsOf(digits, 1)).toHaveLength(1);
  });

  await test.step('resumed, it hears again', async () => {
    await ask(page, label, 'Resume');
    await expect(standing.getByText('active', { exact: true })).toBeVisible();
    await freePhones(owner);
    const code = await postAndPlan(owner, 'kilnbird.br');
    const [, message] = await newsOf(digits, 2);
    expect(message!.text).toContain(code);
  });

  await test.step('removed, once its name is typed, it is gone', async () => {
    await page.getByRole('button', { name: 'Remove number' }).click();
    const dialog = page.getByRole('dialog', { name: `Remove ${label}?` });
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(dialog.getByText(`Type ${label} to confirm.`)).toBeVisible();
    await dialog.getByLabel(/^Type/).fill(label);
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.waitForURL('/numbers');
    await expect(page.getByRole('link', { name: label })).toHaveCount(0);
  });
});

test("a phone that nobody invited joins by its region's link, and the link closes", async ({
  page,
  sandboxContext,
  owner,
}) => {
  await page.goto('/numbers/join');
  await page.getByRole('link', { name: 'Japan' }).click();
  await page.getByRole('button', { name: 'Open join link' }).click();
  await expect(page.getByRole('img', { name: 'QR code to join Japan' })).toBeVisible();
  const words = (await page.locator('main strong').textContent()) ?? '';
  const answer = await sendFrom(await sandboxContext.newPage(), walkIn, words);
  // In the region's own language.
  await expect(answer()).toContainText('登録が完了しました。');
  await expect(answer()).toContainText('Japan');
  // Its profile is named by its number, which is shown to nobody whole.
  await page.goto('/numbers?q=0167');
  await page.getByRole('link', { name: '+44 ··· 0167' }).click();
  await expect(page.getByText('Sent the code of a join link')).toBeVisible();
  await page.goBack();
  await page.goto('/numbers/join');
  await page.getByRole('link', { name: 'Japan' }).click();
  await page.getByRole('button', { name: 'Close link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close link' }).click();
  await expect(page.getByRole('button', { name: 'Open join link' })).toBeVisible();
  await owner.sql`delete from number where shortened = '+44 ··· 0167'`;
});

test('what is no number is refused in words, a duplicate names its owner, and what was typed stays', async ({
  page,
  watch,
}) => {
  await page.goto('/numbers/add');
  const field = page.getByLabel('WhatsApp number');
  await untilAlive(page.getByLabel('Home region'));
  await page.getByLabel('Home region').selectOption('Japan');
  await page.getByLabel('Whose it is').fill('Test twice');
  // What an admin types is shown back to that admin.
  watch.allowNumber('447700900161');
  for (const [number, refusal] of [
    ['0044 (7700) 900-161', 'This number is there already: Priya (demo), United Kingdom.'],
    ['+44 7700', 'This number is too short.'],
    ['hello', 'This is not a phone number.'],
  ] as const) {
    await field.fill(number);
    await page.getByRole('button', { name: 'Add number' }).click();
    await expect(page.getByText(refusal)).toBeVisible();
    await expect(field).toHaveValue(number);
    await expect(page.getByLabel('Whose it is')).toHaveValue('Test twice');
    await expect(page.getByLabel('Home region').locator('option:checked')).toHaveText('Japan');
  }
});

test('a whole number is shown only when asked for, which is recorded, and the list can be taken along', async ({
  page,
  owner,
  watch,
}) => {
  watch.allowNumber('447700900161');
  await page.goto('/numbers');
  await page.getByLabel('Name or last digits').fill('+44 7700 900161');
  await page.waitForURL(/q=0161/);
  await page.getByRole('link', { name: /Priya \(demo\)/ }).click();
  await expect(page.getByText('+44 ··· 0161')).toBeVisible();
  await page.getByRole('button', { name: 'Show whole number' }).click();
  await expect(page.getByText('+44 7700 900161')).toBeVisible();
  await page.getByRole('button', { name: 'Hide' }).click();
  await expect(page.getByText('+44 7700 900161')).toHaveCount(0);
  const recorded = await owner.sql`
    select from audit where action = 'number.reveal' and detail->>'shortened' = '+44 ··· 0161'`;
  expect(recorded.length).toBeGreaterThan(0);

  await page.goto('/numbers');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  const [row] = await owner.sql<{ count: number }[]>`select count(*)::int from number`;
  expect(file.trim().split('\r\n')).toHaveLength(row!.count + 1);
  expect(file).toContain("'+447700900161,Priya (demo),person,United Kingdom");
});

/** Agrees to what is asked about the number that is open. */
async function ask(page: Page, label: string, what: 'Pause' | 'Resume'): Promise<void> {
  await page.getByRole('button', { name: what, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `${what} ${label}?` });
  await dialog.getByRole('button', { name: what, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Writes to the brand from a phone of the sandbox; gives its last message. */
async function sendFrom(phones: Page, number: string, words: string) {
  await phones.goto('/phones');
  await phones.getByLabel('Add a phone').fill(number);
  await phones.getByRole('button', { name: 'Add', exact: true }).click();
  const phone = phones.locator(`[data-number="${digitsOf(number)}"]`);
  await phone.getByTestId('open-chat').click();
  await phone.getByLabel('Message', { exact: true }).fill(words);
  await phone.getByRole('button', { name: 'Send' }).click();
  return () => phone.getByTestId('message').last();
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
