import { expect, type Page, test } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { freePorts, installation, type Launched, launchStorywire } from '../support/launched.ts';
import { type Sandbox, startSandbox } from '../support/sandbox.ts';
import { untilAlive } from './support/alive.ts';

/** A brand's first minutes: Meta's app is known, no token is, and the database is empty. */
let sandbox: Sandbox;
let launched: Launched;
let owner: Connection;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const [port] = await freePorts(1);
  sandbox = await startSandbox({ callbackUrl: `http://127.0.0.1:${port}` });
  const { META_ACCESS_TOKEN: _, ...app } = sandbox.env;
  launched = await launchStorywire(
    await installation({ PORT: String(port), STORYWIRE_POLL_SECONDS: '2', ...app }),
  );
  owner = await launched.database();
});
test.afterAll(async () => {
  await owner.close();
  await launched.remove();
  await sandbox.close();
});

const made = async (options: object = {}) =>
  (await sandbox.post<{ access_token: string }>('/_sandbox/tokens', options)).access_token;

async function paste(page: Page, token: string): Promise<void> {
  const field = page.getByLabel('Access token', { exact: true });
  await untilAlive(field);
  await field.fill(token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

test('a new admin connects by token, gives accounts their regions, and sees the first story', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const complaints: string[] = [];
  const page = await (
    await browser.newContext({ baseURL: launched.url, viewport: { width: 1440, height: 900 } })
  ).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));

  await test.step('is led to the connection', async () => {
    await page.goto(launched.signInLink);
    await page.getByRole('button', { name: 'Sign in as First admin' }).click();
    await page.waitForURL('/');
    await page.getByRole('link', { name: 'To the regions' }).click();
    const next = page.getByRole('link', { name: 'Connect', exact: true });
    await expect(next).toBeVisible();
    await next.click();
    await page.waitForURL('/connections');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Connection to Meta');
  });

  await test.step('is told in words what is wrong with a token', async () => {
    const answers: string[] = [];
    await page.route('**/connections', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      const response = await route.fetch();
      answers.push(await response.text());
      return route.fulfill({ response });
    });
    await paste(page, 'this is no token');
    await expect(page.getByText('This is not an access token.')).toBeVisible();
    await page.unroute('**/connections');
    // Forms get back what was typed; this one does not.
    expect(answers).toHaveLength(1);
    expect(answers[0]).not.toContain('this is no token');
    await paste(page, await made({ app_id: '123' }));
    await expect(page.getByText('This token was made for another app.')).toBeVisible();
    await page.getByRole('button', { name: 'What to do with Access token' }).click();
    await page.getByRole('menuitem', { name: 'Disconnect' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await expect(page.getByText('This token was made for another app.')).toBeHidden();
  });

  let token = '';
  await test.step('connects a token that lacks something, and is told what', async () => {
    token = await made({
      holder: 'Kilnbird stories',
      without_scopes: ['instagram_manage_insights'],
      lasts_seconds: 5 * 86_400,
    });
    await paste(page, token);
    await expect(page.getByRole('heading', { name: 'Kilnbird stories' })).toBeVisible();
    await expect(page.getByText('No insights:')).toBeVisible();
    await expect(page.getByText(/^[56] days left/)).toBeVisible();
    await expect(page.getByText('8 Instagram accounts found')).toBeVisible();
    // Neither the page nor what it fetches holds the token.
    expect(await page.content()).not.toContain(token);
    expect(await (await page.request.get('/api/connections')).text()).not.toContain(token);
  });

  await test.step('sees in the check what is still missing', async () => {
    await page.getByRole('link', { name: 'Check the set-up' }).click();
    // Subscribing to webhooks may still be under way when the first test is made.
    await expect(async () => {
      await page.getByRole('button', { name: /^Test (now|again)$/ }).click();
      await expect(page.locator('[data-point=webhooks][data-state=good]')).toBeVisible({ timeout: 15_000 });
    }).toPass({ timeout: 90_000 });
    await expect(page.locator('[data-point=address]')).toContainText('Only this machine');
    await expect(page.locator('[data-point=accounts]')).toHaveAttribute('data-state', 'attention');
    await page.getByRole('link', { name: 'Connection to Meta' }).first().click();
    await page.waitForURL('/connections');
  });

  await test.step('gives accounts to regions that are made on the way', async () => {
    await page.getByRole('link', { name: 'Give them regions' }).click();
    await page.waitForURL('/regions/accounts');
    const select = page.getByLabel('Region of @kilnbird.br');
    await untilAlive(select);
    await select.selectOption({ label: 'New region…' });
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Brazil');
    await expect(dialog.getByLabel('Time zone')).toHaveValue('America/Sao_Paulo');
    await dialog.getByRole('button', { name: 'Add region' }).click();
    await expect(dialog).toBeHidden();
    await expect(select.locator('option:checked')).toHaveText('Brazil');
    await page.getByRole('button', { name: 'Save 1 account' }).click();
    await expect(page.getByText('Region of @kilnbird.mx')).toBeVisible();
    await expect(select).toBeHidden();
  });

  await test.step('sees the first story', async () => {
    await expect
      .poll(async () => (await owner.sql`select from account where first_checked_at is not null`).length, {
        timeout: 30_000,
      })
      .toBe(1);
    await sandbox.post('/_sandbox/stories', { account: 'kilnbird.br' });
    await page.goto('/');
    await expect(page.locator('a[data-story] img').first()).toBeVisible({ timeout: 30_000 });
    await page.goto('/regions');
    await expect(page.getByText(/checked/).first()).toBeVisible();
  });

  await test.step('hears of a revoked token, and goes on with a second one', async () => {
    await page.goto('/connections');
    await paste(page, await made({ holder: 'Second', accounts: ['kilnbird.br'] }));
    await expect(page.getByRole('heading', { name: 'Second' })).toBeVisible();
    await sandbox.put('/_sandbox/tokens', { state: 'revoked', access_token: token });
    await expect(page.getByText('It was revoked, or a password was changed.')).toBeVisible({
      timeout: 40_000,
    });
    const posted = await sandbox.post<{ id: string }>('/_sandbox/stories', { account: 'kilnbird.br' });
    await expect
      .poll(async () => (await owner.sql`select from story where media_id = ${posted.id}`).length, {
        timeout: 30_000,
      })
      .toBe(1);
  });
  await test.step('reads since when and why an account is not checked', async () => {
    await sandbox.put('/_sandbox/tokens', { state: 'revoked' });
    await expect
      .poll(async () => (await owner.sql`select from token where state = 'broken'`).length, {
        timeout: 30_000,
      })
      .toBe(2);
    await owner.sql`update account set last_good_check_at = now() - interval '1 hour' where region_id is not null`;
    await page.goto('/regions');
    await expect(page.getByText(/not checked since \d\d:\d\d: no token that works/)).toBeVisible();
    await page.goto('/status');
  });
  await test.step('disconnects the refused tokens that have sent, and is told that none sends any more', async () => {
    await page.goto('/connections');
    for (const name of ['Kilnbird stories', 'Second']) {
      const menu = page.getByRole('button', { name: `What to do with ${name}` });
      await untilAlive(menu);
      await menu.click();
      await page.getByRole('menuitem', { name: 'Disconnect' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
      await expect(menu).toBeHidden();
    }
    await expect(page.getByRole('alert').getByText('No token sends messages any more.')).toBeVisible();
    await page.goto('/status');
    await expect(page.locator('[data-alarm=no_sending_token]')).toBeVisible({ timeout: 30_000 });
    await page.goto('/connections/check');
    await expect(page.locator('[data-point=sender][data-state=bad]')).toContainText('No token sends');
  });
  expect(complaints).toEqual([]);
  expect(launched.output()).not.toContain(token);
  await page.context().close();
});
