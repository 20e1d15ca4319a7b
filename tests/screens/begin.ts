import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import type { LanguageTag } from '#lib/i18n/languages.ts';
import type { Scene } from './scenes.ts';
import { pictured, type Sheets } from './sheets.ts';

export type Round = { browser: Browser; scene: Scene; folder: string; sheets: Sheets };

/** Takes a picture in each theme, for the sheet of its name; of a long page one picture for each part of it, from above. */
export type Shot = (name: string, options?: { parts?: number }) => Promise<void>;

type Begun = {
  look: BrowserContextOptions;
  context: BrowserContext;
  shotOf: (page: Page) => Shot;
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
  const shotOf =
    (page: Page): Shot =>
    async (name, { parts = 1 } = {}) => {
      await settle(page);
      const names = Array.from({ length: parts }, (_, at) => (at === 0 ? name : `${name}-part-${at + 1}`));
      const taken = new Set<string>();
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme });
        const paths = names.map((each) => `${folder}/${each}-${language ?? `${width}-${theme}`}.png`);
        const count = await pictureWhole(page, paths);
        for (const [at, path] of paths.slice(0, count).entries()) {
          const sheet = names[at]!;
          taken.add(sheet);
          if (language) sheets.add(sheet, { label: language, path, row: 'one' });
          else sheets.add(sheet, { label: `${width} px, ${theme}`, path, row: theme });
        }
      }
      await page.emulateMedia({ colorScheme: 'light' });
      if (language === undefined) for (const sheet of taken) await sheets.print(sheet);
    };
  return { look, context, shotOf };
}

/**
 * As much of the page as sheets show, in a window as tall: what stands at the window's foot stands at the picture's.
 * @param paths of the pictures of its parts, from above
 * @returns how many of them the page was long enough for
 */
async function pictureWhole(page: Page, paths: readonly string[]): Promise<number> {
  await page.evaluate(() => scrollTo(0, 0));
  const { width, height } = page.viewportSize()!;
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const part = pictured(width);
  const tall = Math.min(Math.max(whole, height), part * paths.length);
  await page.setViewportSize({ width, height: tall });
  await settle(page);
  const count = Math.ceil(tall / part);
  for (const [at, path] of paths.slice(0, count).entries())
    await page.screenshot({
      path,
      clip: { x: 0, y: at * part, width, height: Math.min(part, tall - at * part) },
    });
  await page.setViewportSize({ width, height });
  return count;
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
