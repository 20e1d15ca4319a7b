import type { Page } from '@playwright/test';
import { arrangementCookie } from '#lib/feed/arrangement.ts';
import type { PageFigure, Pages } from './page-figure.ts';

const steps = 60;
const mostTaskMs = 50;

/**
 * Scrolls through five thousand stories and gives the longest tasks of the
 * page's main thread, by the processor time that they took themselves: what
 * else runs on the machine makes any task last longer, an empty one too. The
 * bare page is five thousand boxes.
 */
export async function measureScroll({ launched, bare, stories, open }: Pages): Promise<PageFigure[]> {
  const ours = await open(true, 'own');
  await ours.page.context().addCookies([{ name: arrangementCookie, value: 'time', url: launched.url }]);
  await ours.page.goto('/', { waitUntil: 'load' });
  await ours.page.waitForTimeout(3_000);
  const coming = await tasksWhile(ours.page, () => scroll(ours.page, 400));
  await loadAll(ours.page, stories);
  const all = await tasksWhile(ours.page, () => upAndDown(ours.page));
  await ours.setSpeed('quarter');
  const slow = await tasksWhile(ours.page, () => upAndDown(ours.page));
  await ours.close();
  const plain = await open(true, 'own');
  await plain.page.goto(`${bare.url}/long`, { waitUntil: 'load' });
  const boxes = await tasksWhile(plain.page, () => upAndDown(plain.page));
  await plain.setSpeed('quarter');
  const slowBoxes = await tasksWhile(plain.page, () => upAndDown(plain.page));
  await plain.close();
  const most = { eachMs: mostTaskMs };
  const there = `tasks while scrolling, ${stories} stories there`;
  return [
    { what: 'tasks while scrolling, older stories coming', samples: coming, bare: boxes, most },
    { what: there, samples: all, bare: boxes, most },
    { what: `${there}, at a quarter of the speed`, samples: slow, bare: slowBoxes },
  ];
}

async function upAndDown(page: Page): Promise<void> {
  await scroll(page, -400);
  await scroll(page, 400);
}

async function scroll(page: Page, byPx: number): Promise<void> {
  await page.mouse.move(600, 500);
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, byPx);
    await page.waitForTimeout(50);
  }
}

/** Goes to the end again and again until every story is there. */
async function loadAll(page: Page, stories: number): Promise<void> {
  await page.waitForFunction(
    (count) => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      return document.querySelectorAll('[data-story]').length >= count;
    },
    stories,
    { timeout: 400_000, polling: 100 },
  );
  await page.waitForTimeout(2_000);
}

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  tdur?: number;
  args?: { name?: string };
};

/** Processor time of each task of the page's main thread that took a millisecond or more, in milliseconds. */
async function tasksWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  // The thread that lays out most is that of the page.
  const layouts = Map.groupBy(
    traceEvents.filter(({ name }) => name === 'UpdateLayoutTree' || name === 'PrePaint'),
    thread,
  );
  const main = [...layouts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0];
  return traceEvents
    .filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && thread(event) === main)
    .map(({ tdur }) => (tdur ?? 0) / 1000)
    .filter((ms) => ms >= 1);
}
