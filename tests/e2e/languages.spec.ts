import type { Page } from '@playwright/test';
import { chooseLanguage } from '#lib/i18n/choose-language.ts';
import { languageCookie, languages, languageTags } from '#lib/i18n/languages.ts';
import arabic from '#lib/i18n/messages/ar.json' with { type: 'json' };
import english from '#lib/i18n/messages/en.json' with { type: 'json' };
import french from '#lib/i18n/messages/fr.json' with { type: 'json' };
import japanese from '#lib/i18n/messages/ja.json' with { type: 'json' };
import { settle } from './support/scenes.ts';
import { widerThanWindow } from './support/sideways.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

const admin = 'Noor (demo admin)';

const page360 = { width: 360, height: 800 };

const choose = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).and(page.locator('[aria-pressed]')).click();

const htmlOf = (page: Page) =>
  page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));

test('a language that is chosen holds at once, on the next page, and until another is chosen', async ({
  page,
}) => {
  await signInAs(page, admin);
  await page.goto('/more');
  await choose(page, 'العربية');
  await expect(page.getByRole('heading', { name: arabic.more.devices })).toBeVisible();
  expect(await htmlOf(page)).toEqual({ lang: 'ar', dir: 'rtl' });
  await expect(page.getByRole('button', { name: 'العربية' })).toBeFocused();
  await page.getByRole('link', { name: arabic.nav.flags, exact: true }).click();
  await expect(page).toHaveTitle(new RegExp(arabic.flags.title));
  await page.reload();
  expect(await htmlOf(page)).toEqual({ lang: 'ar', dir: 'rtl' });
  await page.goto('/more');
  await choose(page, 'Português (Brasil)');
  await expect.poll(() => htmlOf(page)).toEqual({ lang: 'pt-BR', dir: 'ltr' });
  await choose(page, 'English');
  await expect(page.getByRole('heading', { name: english.more.devices })).toBeVisible();
  expect(await htmlOf(page)).toEqual({ lang: 'en', dir: 'ltr' });
});

test('whoever comes first is met in the language that the browser asks for, unless another was chosen', async ({
  newVisitor,
}) => {
  const context = await newVisitor({ locale: 'fr-CA' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(french.signIn.title);
  const list = page.getByRole('combobox', { name: french.signIn.language });
  await expect(list).toHaveValue('fr');
  await list.selectOption('日本語');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(japanese.signIn.title);
  expect((await htmlOf(page)).lang).toBe('ja');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(japanese.signIn.title);
  // What is refused is said in it as well, by the server.
  const answer = await page.request.get('/api/feed');
  expect(await answer.text()).toContain(japanese.errors.unauthenticated);
});

test('in Arabic pages and dialogs read from the right and can be worked with', async ({
  page,
  context,
  owner,
  baseURL,
}) => {
  const { code } = await makeStory(owner, 'kilnbird.jp');
  await signInAs(page, admin);
  await context.addCookies([{ name: languageCookie, value: 'ar', url: baseURL! }]);
  await page.goto(`/stories/${code}`);
  // The rail stands at the side where reading begins.
  const rail = await page.getByRole('navigation', { name: arabic.nav.label }).boundingBox();
  expect(rail!.x + rail!.width).toBe(1440);
  await page.getByRole('button', { name: arabic.flagStory.flag, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  const { x, width } = (await dialog.boundingBox())!;
  expect(Math.abs(x + width / 2 - 720)).toBeLessThan(10);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('in every language the main pages fit a phone', async ({ page, context, baseURL }) => {
  test.setTimeout(180_000);
  await signInAs(page, admin);
  await page.setViewportSize(page360);
  const wider: unknown[] = [];
  for (const tag of languageTags) {
    await context.addCookies([{ name: languageCookie, value: tag, url: baseURL! }]);
    for (const path of ['/', '/flags', '/regions', '/more']) {
      await page.goto(path);
      await settle(page);
      expect(await htmlOf(page)).toEqual({ lang: tag, dir: languages[tag].direction });
      const found = await widerThanWindow(page);
      if (found) wider.push({ tag, path, ...found });
    }
  }
  expect(wider).toEqual([]);
});

test('a script’s own face comes with the words of its language, and with no other', async ({
  newVisitor,
}) => {
  const facesFor = async (locale: string) => {
    const page = await (await newVisitor({ locale })).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/sign-in');
    await settle(page);
    expect((await htmlOf(page)).lang).toBe(chooseLanguage(undefined, locale));
    const files = asked.filter((url) => url.endsWith('.woff2'));
    const sheets = await page.evaluate(() =>
      [...document.styleSheets].flatMap((sheet) =>
        [...sheet.cssRules].flatMap((rule) =>
          rule instanceof CSSFontFaceRule ? [rule.style.getPropertyValue('font-family')] : [],
        ),
      ),
    );
    return {
      arabic: sheets.some((name) => name.includes('Noto Sans Arabic')),
      japanese: sheets.some((name) => name.includes('Noto Sans JP')),
      files: files.map((url) => /(inter|noto-sans-\w+)/.exec(url)?.[1]),
    };
  };
  const inEnglish = await facesFor('en-US');
  expect(inEnglish).toMatchObject({ arabic: false, japanese: false });
  expect(new Set(inEnglish.files)).toEqual(new Set(['inter']));
  const inArabic = await facesFor('ar-EG');
  expect(inArabic).toMatchObject({ arabic: true, japanese: false });
  expect(inArabic.files.filter((name) => name === 'noto-sans-arabic')).toHaveLength(1);
  const inJapanese = await facesFor('ja-JP');
  expect(inJapanese).toMatchObject({ arabic: false, japanese: true });
  expect(inJapanese.files).toContain('noto-sans-jp');
});
