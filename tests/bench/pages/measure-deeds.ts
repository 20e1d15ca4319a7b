import type { Page } from '@playwright/test';
import type { Opened, PageFigure, Pages, Speed } from './page-figure.ts';
import { type Seen, untilHolds, untilSeen } from './until-seen.ts';

const rounds = 9;
const mostRatio = 1.5;

const dialog = '[role="dialog"]:not([aria-modal="false"])';
const isThere = (selector: string) => `document.querySelector('${selector}') !== null`;
const picture = `document.querySelector('[data-frame] img[width="1080"]')`;

/**
 * What one does most often, and how soon it is seen: in the feed, in the
 * viewer, and on the bare page. What the browser's painting takes is compared at
 * a quarter of the processor's speed; how long a person waits is promised at
 * the machine's own, and told at a quarter of it.
 */
export async function measureDeeds(pages: Pages): Promise<PageFigure[]> {
  const slow = await measureAt(pages, 'quarter');
  const own = await measureAt(pages, 'own');
  const asInput = (what: string, samples: readonly Seen[]): PageFigure => ({
    what: `input to next painting: ${what}`,
    samples: samples.map(({ nextPaintMs }) => nextPaintMs),
    bare: slow.bare.map(({ nextPaintMs }) => nextPaintMs),
    most: { ratio: mostRatio },
  });
  const seen = (samples: readonly Seen[]) => samples.map(({ seenMs }) => seenMs);
  const waits = Object.entries(waited).flatMap(([deed, { what, mostMs }]): PageFigure[] => {
    const key = deed as keyof typeof waited;
    return [
      { what, samples: seen(own[key]), bare: seen(own.bare), most: { medianMs: mostMs } },
      { what: `${what}, at a quarter of the speed`, samples: seen(slow[key]), bare: seen(slow.bare) },
    ];
  });
  return [asInput('mark as seen', slow.mark), asInput('open a story beside the feed', slow.pane), ...waits];
}

/** What is waited for, and the most milliseconds that it may take until it is seen. */
const waited = {
  mark: { what: 'mark as seen', mostMs: 100 },
  flag: { what: 'dialog of a flag', mostMs: 100 },
  pane: { what: 'story beside the feed', mostMs: 100 },
  palette: { what: 'palette', mostMs: 50 },
  next: { what: 'next story in the viewer, fetched ahead', mostMs: 100 },
} as const;

async function measureAt(
  { bare, codes, open }: Pages,
  speed: Speed,
): Promise<Record<keyof typeof waited | 'bare', Seen[]>> {
  const on = <T>(address: string, measure: (page: Page) => Promise<T>) =>
    onPage(() => open(true, speed), address, measure);
  const switched = await on(bare.url, async (page) => {
    const button = page.getByRole('button');
    return await repeat(async (round) =>
      untilSeen(
        page,
        () => button.click(),
        `document.querySelector('button').textContent === '${round % 2 ? 'off' : 'on'}'`,
      ),
    );
  });
  const feed = await on('/', inFeed);
  return { ...feed, next: await on(`/watch/${codes[0]}`, inViewer), bare: switched };
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
  open: () => Promise<Opened>,
  address: string,
  measure: (page: Page) => Promise<T>,
): Promise<T> {
  const { page, close } = await open();
  await page.goto(address, { waitUntil: 'load' });
  // Alive, and done with what it fetches ahead.
  await page.waitForTimeout(4_000);
  const measured = await measure(page);
  await close();
  return measured;
}
