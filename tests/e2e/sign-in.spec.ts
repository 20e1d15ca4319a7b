import type { Page } from '@playwright/test';
import { inSeconds, printFigures } from './support/figures.ts';
import { running } from './support/running.ts';
import { demoRegions } from './support/sandbox.ts';
import { linkFor, signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

const linkUsed = 'This link has been used already; each works once.';
const linkUnknown = 'This link is not known here.';

test('the printed link signs the first admin in once; the second time it is refused in words', async ({
  page,
  newVisitor,
  watch,
}) => {
  const { signInLink } = running();
  await page.goto(signInLink);
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
  // Looking at it spends nothing, as a messenger that draws a preview would.
  await page.reload();
  await page.getByRole('button', { name: 'Sign in as First admin' }).click();
  await page.waitForURL('/');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await page.goto('/more');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('First admin');
  await expect(page.getByText('Admin of all regions')).toBeVisible();

  watch.allow(/status of 404/);
  const second = await (await newVisitor()).newPage();
  await second.goto(signInLink);
  await expect(second.getByText(linkUsed)).toBeVisible();
  await expect(second.getByRole('button', { name: /Sign in as/ })).toBeHidden();
  await second.getByRole('link', { name: 'Other ways to sign in' }).click();
  await expect(second.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('two people with the same link: only one gets in', async ({ page, newVisitor, owner, watch }) => {
  watch.allow(/status of 40[14]/);
  const link = await linkFor(owner, 'Noor (demo admin)');
  const other = await (await newVisitor()).newPage();
  for (const each of [page, other]) await each.goto(link);
  const button = { name: 'Sign in as Noor (demo admin)' };
  await page.getByRole('button', button).click();
  await page.waitForURL('/');
  await other.getByRole('button', button).click();
  await expect(other.getByText('This link did not sign you in.')).toBeVisible();
  await other.goto('/');
  await other.waitForURL('/sign-in');
});

test('a wrong link, and one without its secret, are refused in words', async ({ page, watch }) => {
  watch.allow(/status of 404/);
  for (const link of ['/sign-in/link#abcdefghijklmnopqrstuvwxyz', '/sign-in/link']) {
    await page.goto('about:blank');
    await page.goto(link);
    await expect(page.getByText(linkUnknown)).toBeVisible();
  }
});

test('the sandbox offers each of the demo’s people with their role, by region', async ({ page }) => {
  await page.goto('/sign-in');
  for (const { name, people } of await demoRegions()) {
    for (const person of people) {
      const section = person.role === 'admin' ? 'All regions' : name;
      const team = page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: section, exact: true }) });
      const role = person.role[0]!.toUpperCase() + person.role.slice(1);
      await expect(team.getByRole('button', { name: `${person.name} ${role}` })).toBeVisible();
    }
  }
});

test('a viewer sees every story, regions with counts of their numbers, and nothing to change them with', async ({
  page,
  owner,
}) => {
  await signInAs(page, 'Callum (demo viewer)');
  await page.getByRole('link', { name: 'Regions', exact: true }).click();
  const regions = await demoRegions();
  for (const { name, numbers } of regions) {
    const line = page.getByRole('main').locator(`li[data-region="${name}"]`);
    await expect(line).toBeVisible();
    if (numbers.length > 0) await expect(line).toContainText(/\d+ active/);
  }
  // Neither the page nor the data behind it holds more than is shown.
  const labels = regions.flatMap(({ numbers }) => numbers.map(({ label }) => label));
  for (const text of [await page.content(), await (await page.request.get('/api/regions')).text()]) {
    for (const label of labels) expect(text).not.toContain(label);
  }
  const main = page.getByRole('main');
  const nothingToChange = async () => {
    for (const name of [/^add/i, /^edit/i, /^what to do with/i, /pause|resume|remove|move|archive|save/i])
      await expect(main.getByRole('button', { name })).toHaveCount(0);
    await expect(main.getByRole('link', { name: /^add|^groups/i })).toHaveCount(0);
  };
  await nothingToChange();
  await main.getByRole('link', { name: 'United Kingdom', exact: true }).click();
  await expect(main.getByText('Only an admin of this region, or of all regions')).toBeVisible();
  await nothingToChange();

  const { code } = await makeStory(owner, 'kilnbird.us');
  await page.goto(`/stories/${code}`);
  await main.getByText('United Kingdom', { exact: true }).click();
  await expect(main.getByText('Priya (demo)')).toBeVisible();
  await expect(main.getByText('France', { exact: true })).toBeVisible();
  expect(await page.content()).not.toContain('Camille (demo)');
});

test('a signed-out device is thrown out within seconds, its live stream with it', async ({
  page,
  newVisitor,
  watch,
}) => {
  watch.allow(/status of 401/);
  const context = await newVisitor({
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0',
  });
  const other = await context.newPage();
  const streamOpen = other.waitForResponse((response) => response.url().endsWith('/api/live'));
  await signInAs(other, 'Lena (demo editor)');
  const stream = (await streamOpen).request();
  const streamEnded = other.waitForEvent('requestfinished', (request) => request === stream);
  await signInAs(page, 'Lena (demo editor)');
  await page.goto('/more');
  const devices = page.getByRole('listitem').filter({ hasText: ' on ' });
  await expect(devices.filter({ hasText: 'This device' })).toContainText('Chrome on Linux');
  await expect(devices.filter({ hasText: 'Firefox on Windows' })).toContainText('Last used');

  await page.getByRole('button', { name: 'Sign out Firefox on Windows' }).click();
  const from = Date.now();
  await expect(page.getByText('Firefox on Windows is signed out.')).toBeVisible();
  await expect(devices.filter({ hasText: 'Firefox on Windows' })).toHaveCount(0);
  await streamEnded;
  const streamMs = Date.now() - from;
  await other.waitForURL((url) => url.pathname === '/sign-in');
  printFigures('signed out from another device', {
    'its live stream ended after': inSeconds(streamMs),
    'its page stood at sign-in after': inSeconds(Date.now() - from),
  });
  expect(streamMs).toBeLessThan(5_000);
  expect((await other.request.get('/api/feed')).status()).toBe(401);
  // This device goes on.
  await page.goto('/');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

test('signing out ends the session for good: neither Back nor the kept cookie leads in again', async ({
  page,
  context,
}) => {
  await signInAs(page, 'Ruby (demo editor)');
  await page.goto('/more');
  const kept = await context.cookies();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL('/sign-in');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await context.addCookies(kept);
  await page.goto('/');
  await page.waitForURL('/sign-in');
  expect((await page.request.get('/api/feed')).status()).toBe(401);
});

test('a link into Storywire, the short one of a message too, comes back to its story after signing in', async ({
  page,
  newVisitor,
  owner,
}) => {
  const { code } = await makeStory(owner, 'kilnbird.mx');
  await page.goto(`/s/${code}`);
  await page.waitForURL((url) => url.pathname === '/sign-in');
  expect(new URL(page.url()).searchParams.get('to')).toBe(`/stories/${code}`);
  await chooseAndExpectStory(page, code);
  // Signed in, it leads there at once, however the code is written.
  await page.goto(`/s/${code.toLowerCase()}`);
  await expect(page.getByRole('heading', { level: 1, name: 'kilnbird.mx' })).toBeVisible();

  const other = await (await newVisitor()).newPage();
  await other.goto(`/stories/${code}`);
  await other.waitForURL((url) => url.pathname === '/sign-in');
  await chooseAndExpectStory(other, code);
});

test('an address of somebody else is not gone to after signing in', async ({ page }) => {
  await page.goto('/sign-in?to=//example.com/stolen');
  await page.getByRole('button', { name: 'Ruby (demo editor)' }).click();
  await page.waitForURL('/');
});

async function chooseAndExpectStory(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Diego (demo viewer)' }).click();
  await page.waitForURL(`/stories/${code}`);
  await expect(page.getByRole('heading', { level: 1, name: 'kilnbird.mx' })).toBeVisible();
}
