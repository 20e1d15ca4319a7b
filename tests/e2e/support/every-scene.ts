import type { Browser, BrowserContextOptions, Page, ViewportSize } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { freePhones } from './alerts.ts';
import { axeInBothThemes } from './axe.ts';
import { makeRepost } from './reposts.ts';
import { type Scene, scenesInside, scenesOutside, settle } from './scenes.ts';
import { expectDialogCanBeFinished, widerThanWindow } from './sideways.ts';
import { signInAs } from './sign-in.ts';
import { makeStory } from './stories.ts';
import { expect, test } from './test.ts';

const admin = 'Noor (demo admin)';

/** Scenes are looked at a handful at a time, so that no test comes near its timeout however many there are. */
const handful = 6;
const mostMs = 180_000;

/** The sizes that every scene is looked at in one after the other, once it is opened in the first. */
type Sizes = { opened: ViewportSize; axe: ViewportSize; fits: ViewportSize; deviceScaleFactor?: number };

// Scenes read these when they are opened; until then only their names count.
let owner: Connection;
let world = { story: '', emptyRegionId: '', repostId: '' };
let signedIn: NonNullable<BrowserContextOptions['storageState']>;

/**
 * Journeys through every scene there is: in one size axe finds nothing, light
 * or dark; in another nothing has to be scrolled sideways and every dialog can
 * be finished. A scene is opened once, since opening takes longer than looking.
 */
export function lookAtEveryScene(title: string, sizes: Sizes): void {
  test.beforeAll(async ({ owner: connection, browser, baseURL }) => {
    test.setTimeout(mostMs);
    owner = connection;
    await prepare(browser, baseURL);
  });

  for (const { names, signsIn, scenes } of [
    ...split(false, () => scenesOutside(owner)),
    ...split(true, () => scenesInside(world)),
  ]) {
    test(`${title}: ${names}`, async ({ newVisitor, watch }) => {
      test.setTimeout(mostMs);
      watch.allow(/status of 404/);
      const { opened, deviceScaleFactor = 1 } = sizes;
      const context = await newVisitor({
        viewport: opened,
        deviceScaleFactor,
        ...(signsIn ? { storageState: signedIn } : {}),
      });
      const page = await context.newPage();
      const found: unknown[] = [];
      for (const { name, open } of scenes()) {
        await page.setViewportSize(opened);
        await open(page);
        found.push(...(await lookAt(page, sizes)).map((each) => ({ scene: name, ...each })));
      }
      expect(found).toEqual([]);
    });
  }
}

/** In the size that it was opened in first. */
async function lookAt(page: Page, sizes: Sizes): Promise<object[]> {
  const looks = {
    axe: async () => (await axeInBothThemes(page, settle)) as object[],
    fits: async () => {
      await settle(page);
      const wider = await widerThanWindow(page);
      await expectDialogCanBeFinished(page);
      return wider ? [{ width: sizes.fits.width, ...wider }] : [];
    },
  };
  const order = sizes.opened === sizes.axe ? (['axe', 'fits'] as const) : (['fits', 'axe'] as const);
  const found: object[] = [];
  for (const look of order) {
    await page.setViewportSize(sizes[look]);
    found.push(...(await looks[look]()));
  }
  return found;
}

async function prepare(browser: Browser, baseURL: string | undefined): Promise<void> {
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
