import type { Page } from '@playwright/test';
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

  const region = regionRow(page, 'Japan');
  await region.locator('summary').first().click();
  await region.getByText('Who', { exact: true }).first().click();
  await expect(region.locator('details details[open] li').first()).toBeVisible();

  const account = page.getByLabel('If this account posts');
  await untilAlive(account);
  await account.selectOption({ index: 1 });
  const [name = ''] = /@[\w.]+/.exec((await account.locator('option').nth(1).textContent()) ?? '') ?? [];
  expect(name).not.toBe('');
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

test('on a phone a region is one row that says, closed, who is left out and why; a key opens it', async ({
  newVisitor,
  owner,
}) => {
  const [paused] = await owner.sql<{ id: string; state: string }[]>`
    select n.id, n.state from number n join region r on r.id = n.home_region_id
    where r.name = 'Japan' and n.state = 'active' order by n.label limit 1`;
  await owner.sql`update number set state = 'paused' where id = ${paused!.id}`;
  const phone = await (await newVisitor({ viewport: { width: 360, height: 780 }, hasTouch: true })).newPage();
  await signInAs(phone, 'Noor (demo admin)');
  await phone.goto('/routes/rehearsal');
  const region = regionRow(phone, 'Japan');
  const summary = region.locator('summary').first();
  await expect(summary).toContainText(/1 left out: paused/);
  const line = region.getByText('left out: paused', { exact: false }).last();
  await expect(line).toBeHidden();
  // Thirty such rows stay within a few screens.
  const rows = await phone.getByRole('main').locator('li > details > summary').all();
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) expect((await row.boundingBox())!.height).toBeLessThanOrEqual(86);

  await summary.focus();
  await phone.keyboard.press('Enter');
  await expect(line).toBeVisible();
  await summary.tap();
  await expect(line).toBeHidden();
  await owner.sql`update number set state = 'active' where id = ${paused!.id}`;
});

test('another account or moment does not ask for the last 30 days again; the draft does, and what fails is tried again', async ({
  page,
  owner,
  watch,
}) => {
  watch.allow(/net::ERR_FAILED.*\/api\/routes\/month-cost/);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/routes/month-cost')) asked.push(request.postData() ?? '');
  });
  await signInAs(page, 'Noor (demo admin)');
  const month = page.getByRole('region', { name: 'The last 30 days in messages' });
  const counted = month.getByText(/would have come to|there is nothing to count/);

  await page.goto('/routes/rehearsal');
  await expect(counted).toBeVisible();
  const outcome = page.getByRole('heading', { level: 2 }).first();
  const account = page.getByLabel('If this account posts');
  await untilAlive(account);
  await account.selectOption({ index: 1 });
  const [name = ''] = /@[\w.]+/.exec((await account.locator('option').nth(1).textContent()) ?? '') ?? [];
  expect(name).not.toBe('');
  await expect(outcome).toContainText(name);
  await page.getByText('At another time').click();
  await page.getByLabel('Date', { exact: true }).fill('2027-01-15');
  await expect(outcome).toContainText('15 Jan');
  expect(asked.splice(0)).toEqual([JSON.stringify({ changes: [] })]);

  const changes = await owner.sql`
    select s.id as "sourceRegionId", t.id as "targetRegionId", 'instant' as "from", 'off' as "to"
    from region s, region t where s.name = 'Brazil' and t.name = 'Japan'`;
  await page.evaluate(
    (draft) => window.localStorage.setItem('storywire.route-draft', draft),
    JSON.stringify(changes),
  );
  await page.goto('/routes/rehearsal?draft=1');
  await expect(counted).toBeVisible();
  expect(asked).toEqual([JSON.stringify({ changes })]);
  await page.getByRole('button', { name: 'Rehearse without them' }).click();
  await expect.poll(() => asked.at(-1)).toBe(JSON.stringify({ changes: [] }));
  expect(asked).toHaveLength(2);

  await page.route('**/api/routes/month-cost', (route) => route.abort());
  await page.reload();
  await expect(month.getByRole('alert')).toContainText('The last 30 days were not counted.');
  // Who would get what is there all the same.
  await expect(outcome).toContainText(/phones? gets? a message|phones get a message/);
  await page.unroute('**/api/routes/month-cost');
  await month.getByRole('button', { name: 'Try again' }).click();
  await expect(counted).toBeVisible();
  await expect(month.getByRole('alert')).toBeHidden();
});

const regionRow = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name, exact: true }) });
