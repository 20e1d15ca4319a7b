import type { Browser, BrowserContextOptions, Page, ViewportSize } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { languageCookie, languages, type LanguageTag } from '#lib/i18n/languages.ts';
import { freePhones } from './alerts.ts';
import { axeInBothThemes } from './axe.ts';
import { makeRepost } from './reposts.ts';
import { running } from './running.ts';
import { type Scene, scenesInside, scenesOutside, settle } from './scenes.ts';
import { expectDialogCanBeFinished, widerThanWindow } from './sideways.ts';
import { signInAs } from './sign-in.ts';
import { makeStory } from './stories.ts';
import { expect, test } from './test.ts';
import { type Words, wordsOf } from './words.ts';

const admin = 'Noor (demo admin)';

/** Scenes are looked at a handful at a time, so that no test comes near its timeout however many there are. */
const handful = 6;
const mostMs = 180_000;

/** The language that every scene speaks, and the sizes that it is looked at in one after the other, once it is opened in the first. */
type Look = {
  language: LanguageTag;
  opened: ViewportSize;
  axe: ViewportSize;
  fits: readonly ViewportSize[];
  deviceScaleFactor?: number;
};

// Scenes read these when they are opened; until then only their names count.
let owner: Connection;
let world = { story: '', emptyRegionId: '', repostId: '' };
let signedIn: NonNullable<BrowserContextOptions['storageState']>;

/**
 * Journeys through every scene there is: in one size axe finds nothing, light
 * or dark; in others nothing has to be scrolled sideways and every dialog can
 * be finished. A scene is opened once, since opening takes longer than looking.
 *
 * One walk is narrow and in English, the other wide and in Arabic. Both
 * languages have the same markup and the same colours and differ in words,
 * faces and direction, so that a rule broken by a width is broken in the walk
 * of that width, and one broken by a language in the walk of that language.
 * What a width and a language could only break together is room, which is
 * measured in both walks in all the sizes.
 */
export function lookAtEveryScene(title: string, look: Look): void {
  const t = wordsOf(look.language);
  test.beforeAll(async ({ owner: connection, browser, baseURL }) => {
    test.setTimeout(mostMs);
    owner = connection;
    await prepare(browser, baseURL, look.language);
  });

  for (const { names, signsIn, scenes } of [
    ...split(false, () => scenesOutside(owner, t)),
    ...split(true, () => scenesInside(world, t)),
  ]) {
    test(`${title}: ${names}`, async ({ newVisitor, watch }) => {
      test.setTimeout(mostMs);
      watch.allow(/status of 404/);
      const { opened, deviceScaleFactor = 1, language } = look;
      const context = await newVisitor({
        viewport: opened,
        deviceScaleFactor,
        ...(signsIn ? { storageState: signedIn } : { locale: languages[language].locale }),
      });
      const page = await context.newPage();
      const found: unknown[] = [];
      for (const { name, open } of scenes()) {
        await page.setViewportSize(opened);
        await open(page);
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        found.push(...(await lookAt(page, look, t)).map((each) => ({ scene: name, ...each })));
      }
      expect(found).toEqual([]);
    });
  }
}

/** In the size that it was opened in first. */
async function lookAt(page: Page, { opened, axe, fits }: Look, t: Words): Promise<object[]> {
  const looks = [
    { size: axe, find: async () => (await axeInBothThemes(page, settle)) as object[] },
    ...fits.map((size) => ({
      size,
      find: async () => {
        await settle(page);
        const wider = await widerThanWindow(page);
        await expectDialogCanBeFinished(page, t);
        return wider ? [{ width: size.width, ...wider }] : [];
      },
    })),
  ];
  const found: object[] = [];
  for (const { size, find } of looks.toSorted(
    (one, other) => Number(other.size === opened) - Number(one.size === opened),
  )) {
    await page.setViewportSize(size);
    found.push(...(await find()));
  }
  return found;
}

async function prepare(browser: Browser, baseURL: string | undefined, language: LanguageTag): Promise<void> {
  await freePhones(owner);
  const { id: storyId, code } = await makeStory(owner, 'kilnbird.br');
  const [region] = await owner.sql<{ id: string }[]>`select id from region where name = 'Headquarters'`;
  world = {
    story: code,
    emptyRegionId: region!.id,
    repostId: await makeRepost(owner, { storyId, region: 'Mexico' }),
  };
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  await signInAs(await context.newPage(), admin);
  await context.addCookies([{ name: languageCookie, value: language, url: running().url }]);
  signedIn = await context.storageState();
  await context.close();
}

type Handful = { names: string; signsIn: boolean; scenes: () => Scene[] };

/** How many scenes there are, and their names, is known before the world that they show. */
function split(signsIn: boolean, scenes: () => Scene[]): Handful[] {
  const all = scenes();
  return Array.from({ length: Math.ceil(all.length / handful) }, (_, at) => {
    const [from, to] = [at * handful, (at + 1) * handful];
    return {
      signsIn,
      names: all
        .slice(from, to)
        .map(({ name }) => name)
        .join(', '),
      scenes: () => scenes().slice(from, to),
    };
  });
}
