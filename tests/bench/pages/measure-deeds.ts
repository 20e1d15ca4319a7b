import type { Page } from '@playwright/test';
import type { PageFigure, Pages } from './page-figure.ts';
import { type Seen, untilHolds, untilSeen } from './until-seen.ts';

const rounds = 9;
const mostRatio = 1.5;
/** What one does is to be seen within this time, and the palette within half of it. */
const mostMs = 100;
const mostForPaletteMs = 50;

const dialog = '[role="dialog"]:not([aria-modal="false"])';
const isThere = (selector: string) => `document.querySelector('${selector}') !== null`;
const picture = `document.querySelector('[data-frame] img[width="1080"]')`;

/** What one does most often, and how soon it is seen: in the feed, in the viewer, and on the bare page. */
export async function measureDeeds({ bare, codes, open }: Pages): Promise<PageFigure[]> {
  const switched = await onPage(open, bare.url, async (page) => {
    const button = page.getByRole('button');
    return await repeat(async (round) =>
      untilSeen(
        page,
        () => button.click(),
        `document.querySelector('button').textContent === '${round % 2 ? 'off' : 'on'}'`,
      ),
    );
  });
  const feed = await onPage(open, '/', inFeed);
  const next = await onPage(open, `/watch/${codes[0]}`, inViewer);
  const bareMs = switched.map(({ nextPaintMs }) => nextPaintMs);
  const seen = (samples: readonly Seen[]) => samples.map(({ seenMs }) => seenMs);
  const asInput = (what: string, samples: readonly Seen[]): PageFigure => ({
    what: `input to next painting: ${what}`,
    samples: samples.map(({ nextPaintMs }) => nextPaintMs),
    bare: bareMs,
    most: { ratio: mostRatio },
  });
  const bareSeen = seen(switched);
  return [
    asInput('mark as seen', feed.mark),
    asInput('open a story beside the feed', feed.pane),
    { what: 'mark as seen', samples: seen(feed.mark), bare: bareSeen, most: { medianMs: mostMs } },
    { what: 'dialog of a flag', samples: seen(feed.flag), bare: bareSeen, most: { medianMs: mostMs } },
    { what: 'story beside the feed', samples: seen(feed.pane), bare: bareSeen, most: { medianMs: mostMs } },
    { what: 'palette', samples: seen(feed.palette), bare: bareSeen, most: { medianMs: mostForPaletteMs } },
    {
      what: 'next story in the viewer, fetched ahead',
      samples: seen(next),
      bare: bareSeen,
      most: { medianMs: mostMs },
    },
  ];
}

async function inFeed(page: Page): Promise<Record<'mark' | 'flag' | 'pane' | 'palette', Seen[]>> {
  const press = (keys: string) => () => page.keyboard.press(keys);
  const focusOn = (at: number) => page.locator('a[data-story]').nth(at).focus();
  const closed = async (close: string, selector: string) => {
    await page.keyboard.press(close);
    await untilHolds(page, `!(${isThere(selector)})`);
  };
  const focused = `document.activeElement.closest('li').textContent.includes('Not seen yet.')`;
  const mark = await repeat(async (round) => {
    await focusOn(Math.floor(round / 2));
    return await untilSeen(page, press('e'), round % 2 ? focused : `!${focused}`);
  });
  await focusOn(0);
  const flag = await repeat(async () => {
    const seen = await untilSeen(page, press('f'), isThere(dialog));
    await closed('Escape', dialog);
    await focusOn(0);
    return seen;
  });
  const pane = await repeat(async (round) => {
    await focusOn(round);
    const seen = await untilSeen(page, press('o'), isThere('main aside'));
    await closed('Escape', 'main aside');
    return seen;
  });
  await focusOn(0);
  const palette = await repeat(async () => {
    const seen = await untilSeen(page, press('Control+k'), isThere(dialog));
    await closed('Escape', dialog);
    return seen;
  });
  return { mark, flag, pane, palette };
}

async function inViewer(page: Page): Promise<Seen[]> {
  return await repeat(async () => {
    await untilHolds(page, `${picture}?.complete`);
    const before = await page.evaluate<string>(`globalThis.before = ${picture}.src`);
    // Long enough for the next one to be fetched; what is measured is when it is.
    await page.waitForTimeout(1_000);
    const isNext = `${picture}?.complete && ${picture}.src !== '${before}'`;
    return await untilSeen(page, () => page.keyboard.press('ArrowRight'), isNext);
  });
}

/** Does it again and again; the first time, which may fetch what it takes, is not counted. */
async function repeat(once: (round: number) => Promise<Seen>): Promise<Seen[]> {
  const samples: Seen[] = [];
  for (let round = 0; round <= rounds; round += 1) samples.push(await once(round));
  return samples.slice(1);
}

async function onPage<T>(
  open: Pages['open'],
  address: string,
  measure: (page: Page) => Promise<T>,
): Promise<T> {
  const { page, close } = await open(true);
  await page.goto(address, { waitUntil: 'load' });
  // Alive, and done with what it fetches ahead.
  await page.waitForTimeout(4_000);
  const measured = await measure(page);
  await close();
  return measured;
}
