import type { Page } from '@playwright/test';
import type { PageFigure, Pages } from './page-figure.ts';

const rounds = 9;
const mostRatio = 1.5;

/** How soon the largest thing of a page is painted at a quarter of the speed, each time with nothing in the cache; the pages take turns. */
export async function measurePaint({ launched, bare, codes, open }: Pages): Promise<PageFigure[]> {
  const code = codes.at(-1)!;
  const addresses = {
    bare: bare.url,
    'sign-in': `${launched.url}/sign-in`,
    feed: `${launched.url}/`,
    'story page': `${launched.url}/stories/${code}`,
    viewer: `${launched.url}/watch/${code}`,
  };
  const samples = new Map<string, number[]>();
  // The first round is not counted: what the server has to load once is not any page's.
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, address] of Object.entries(addresses)) {
      const { page, close } = await open(name !== 'sign-in', 'quarter');
      await page.goto(address, { waitUntil: 'load' });
      const paintedMs = await largestPaint(page);
      await close();
      if (round > 0) samples.set(name, [...(samples.get(name) ?? []), paintedMs]);
    }
  return ['sign-in', 'feed', 'story page', 'viewer'].map((name) => ({
    what: `largest paint of ${name === 'sign-in' ? 'sign-in' : `the ${name}`}`,
    samples: samples.get(name) ?? [],
    bare: samples.get('bare'),
    most: { ratio: mostRatio },
  }));
}

/** Milliseconds from the beginning of the navigation to the last candidate, once the pictures in sight have come. */
async function largestPaint(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const inSight = [...document.images].filter((image) => {
      const { top, bottom } = image.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });
    await Promise.allSettled(inSight.map((image) => image.decode()));
    let last = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) last = entry.startTime;
    });
    observer.observe({ type: 'largest-contentful-paint', buffered: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    observer.disconnect();
    return last;
  });
}
