import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import type { LanguageTag } from '#lib/i18n/languages.ts';
import type { Scene } from './scenes.ts';
import { pictured, type Sheets } from './sheets.ts';

export type Round = { browser: Browser; scene: Scene; folder: string; sheets: Sheets };

type Begun = {
  look: BrowserContextOptions;
  context: BrowserContext;
  /** Takes a picture in each theme, for the sheet of its name. */
  shotOf: (page: Page) => (name: string) => Promise<void>;
};

/** A browser of some width that is signed in, and how it takes pictures. */
export async function begin({
  browser,
  scene,
  folder,
  sheets,
  width,
  themes = ['light', 'dark'],
  language,
}: Round & {
  width: number;
  themes?: readonly ('light' | 'dark')[];
  /** Given: the pictures are of this language, and stand on sheets of their own. */
  language?: LanguageTag;
}): Promise<Begun> {
  const look = {
    baseURL: scene.url,
    viewport: { width, height: width < 500 ? 780 : 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    deviceScaleFactor: width < 500 ? 2 : 1,
  } as const;
  const context = await browser.newContext({ ...look, storageState: scene.signedIn });
  const shotOf = (page: Page) => async (name: string) => {
    await settle(page);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      const path = `${folder}/${name}-${language ?? `${width}-${theme}`}.png`;
      await pictureWhole(page, path);
      if (language) sheets.add(name, { label: language, path, row: 'one' });
      else sheets.add(name, { label: `${width} px, ${theme}`, path, row: theme });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    if (language === undefined) await sheets.print(name);
  };
  return { look, context, shotOf };
}

/** As much of the page as a sheet shows, in a window as tall: what stands at the window's foot stands at the picture's. */
async function pictureWhole(page: Page, path: string): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  const { width, height } = page.viewportSize()!;
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(whole, height), pictured(width)) });
  await settle(page);
  await page.screenshot({ path });
  await page.setViewportSize({ width, height });
}

/** Waits until fonts and pictures in sight are there, and what moves has come. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(
      [...document.images]
        .filter((each) => !each.complete && each.loading !== 'lazy')
        .map((each) => each.decode().catch(() => {})),
    );
  });
  await page.waitForTimeout(400);
}
