import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#lib/actor.ts';
import { addPerson } from '#lib/people/commands/add-person.ts';
import { createSignInLink } from '#lib/people/commands/sign-in-link.ts';
import { browserArgs, browserEnv, browserPath } from '#tests/support/browser-path.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import { makeNumber, makeRegion, type Region } from './world.ts';

let storywire: Storywire;
let own: Region;
let browser: Browser;

beforeAll(async () => {
  storywire = await startStorywire();
  own = await makeRegion(storywire.db, 'Own', storywire.data);
  await makeNumber(storywire.db, own.id, 'active');
  await promisify(execFile)(process.execPath, ['tests/support/prepare-browser.ts']);
  browser = await chromium.launch({ executablePath: browserPath(), args: browserArgs, env: browserEnv() });
});
afterAll(async () => {
  await browser.close();
  await storywire.close();
});

type Watched = { page: Page; violations: string[]; errors: string[] };

/** A page that notes what the policy stopped and what its scripts failed at. */
async function watchedPage(cookie?: string): Promise<Watched> {
  const context = await browser.newContext();
  if (cookie) {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: storywire.url }]);
  }
  const page = await context.newPage();
  const violations: string[] = [];
  const errors: string[] = [];
  await page.exposeFunction('noteViolation', (text: string) => violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const note = (window as unknown as { noteViolation: (text: string) => void }).noteViolation;
      note(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      );
    });
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, violations, errors };
}

async function settled(page: Page, path: string): Promise<void> {
  await page.goto(`${storywire.url}${path}`);
  await page.waitForLoadState('load');
  // Lets what scripts add after loading come, such as styles of a dialog.
  await page.waitForTimeout(500);
}

test('a one-time link signs in with one tap, without a word to the policy', async () => {
  const { db, url } = storywire;
  const actor = systemActor('test');
  const { userId } = await addPerson(db, {
    actor,
    name: 'Tapping Person',
    email: null,
    grants: [{ role: 'viewer', regionId: null }],
  });
  const { page, violations, errors } = await watchedPage();
  await page.goto(await createSignInLink(db, { actor, userId, storywireUrl: url }));
  await page.getByRole('button', { name: /Tapping Person/ }).click();
  await page.waitForURL(`${url}/`);
  expect({ violations, errors }).toEqual({ violations: [], errors: [] });
  await page.context().close();
});

test('choosing a demo person signs in and goes where one wanted to', async () => {
  const { db, url } = storywire;
  const grants = [{ role: 'viewer', regionId: null }] as const;
  await addPerson(db, { actor: systemActor('test'), name: 'Demo Person', email: null, grants, demo: true });
  const { page, violations, errors } = await watchedPage();
  await page.goto(`${url}/regions`);
  await page.waitForURL(`${url}/sign-in?to=%2Fregions`);
  await page.getByRole('button', { name: /Demo Person/ }).click();
  await page.waitForURL(`${url}/regions`);
  expect({ violations, errors }).toEqual({ violations: [], errors: [] });
  await page.context().close();
});

test('no page and no dialog asks for anything that the policy forbids', async () => {
  const { page, violations, errors } = await watchedPage(await storywire.signIn('admin'));
  for (const path of [
    '/',
    '/regions',
    '/more',
    `/stories/${own.story.code}`,
    '/nothing-here',
    '/sign-in/link',
  ]) {
    await settled(page, path);
    const openers = page.locator(
      'main [aria-haspopup="dialog"]:visible, main [aria-haspopup="menu"]:visible',
    );
    const count = Math.min(await openers.count(), 6);
    for (let at = 0; at < count; at += 1) {
      await openers.nth(at).click();
      await page.waitForTimeout(300);
      await page.keyboard.press('Escape');
      await page.waitForTimeout(300);
    }
    expect({ path, violations, errors }).toEqual({ path, violations: [], errors: [] });
  }
  await page.context().close();
});

test('a script that got into a page does not run', async () => {
  const { page, violations } = await watchedPage(await storywire.signIn('viewer'));
  const smuggled = [
    '<script>window.ran = "inline"</script>',
    '<script nonce="">window.ran = "empty nonce"</script>',
    '<script src="data:text/javascript,window.ran=%22data%22"></script>',
    '<script src="/_next/static/nothing-here.js" onerror="window.ran = \'onerror\'"></script>',
    '<img src="/nothing.png" onerror="window.ran = \'image\'">',
    '<svg onload="window.ran = \'svg\'"></svg>',
    '<iframe srcdoc="<script>parent.ran = 1</script>"></iframe>',
    '<object data="data:text/html,<script>parent.ran = 1</script>"></object>',
    '<base href="https://evil.example/">',
    '<a id="lure" href="javascript:window.ran = 1">x</a>',
  ].join('');
  // As if a text had been written into the page unescaped by the server.
  await page.route('**/regions', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: (await response.text()).replace(/<body[^>]*>/, (tag) => tag + smuggled),
    });
  });
  await settled(page, '/regions');
  await page.evaluate(() => document.getElementById('lure')?.click());
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => (window as unknown as { ran?: string }).ran)).toBeUndefined();
  expect(await page.evaluate(() => document.baseURI)).toBe(`${storywire.url}/regions`);
  const kinds = new Set(violations.map((text) => text.split(' ')[0]));
  expect([...kinds].toSorted()).toEqual(
    expect.arrayContaining(['base-uri', 'script-src-attr', 'script-src-elem']),
  );
  await page.context().close();
});

test('a page in a frame of another site shows nothing', async () => {
  const { page } = await watchedPage();
  await page.setContent(`<iframe src="${storywire.url}/sign-in"></iframe>`);
  await page.waitForTimeout(1_000);
  const frame = page.frames().find((each) => each !== page.mainFrame());
  expect(await frame?.locator('h1').count()).toBe(0);
  await page.context().close();
});
