import type { Page } from '@playwright/test';

/** Milliseconds from the moment of a key or a press on. */
export type Seen = {
  /** Until what was wanted had been painted. */
  seenMs: number;
  /** Until the next painting after its handlers, as the browser itself reckons it for INP; in steps of 8. */
  nextPaintMs: number;
};

/**
 * Does something and measures, in the page, when the result is painted. The
 * driver's own time to send the key does not count.
 * @param holds what the page is asked for in each frame, as an expression
 */
export async function untilSeen(page: Page, act: () => Promise<void>, holds: string): Promise<Seen> {
  const armed = `globalThis.untilSeen = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(${JSON.stringify(`It is not seen: ${holds}`)})), 30_000);
    const inputs = [];
    new PerformanceObserver((list) => inputs.push(...list.getEntries()))
      .observe({ type: 'event', durationThreshold: 16 });
    const onInput = ({ timeStamp }) => {
      for (const name of ['keydown', 'pointerdown']) removeEventListener(name, onInput, true);
      const look = () => {
        if (!(${holds})) return void requestAnimationFrame(look);
        // The first task after a frame's painting.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          const seenMs = performance.now() - timeStamp;
          const own = () => inputs.filter((each) => each.interactionId > 0 && each.startTime >= timeStamp - 1);
          setTimeout(() => resolve({ seenMs, nextPaintMs: Math.max(16, ...own().map(({ duration }) => duration)) }), 500);
        };
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    for (const name of ['keydown', 'pointerdown']) addEventListener(name, onInput, true);
  }); undefined`;
  await page.evaluate(armed);
  await act();
  return await page.evaluate(() => Reflect.get(globalThis, 'untilSeen') as Promise<Seen>);
}

/** Waits until an expression holds in the page; one that the page itself would have to evaluate its policy forbids. */
export async function untilHolds(page: Page, holds: string): Promise<void> {
  const until = performance.now() + 30_000;
  while (!(await page.evaluate<boolean>(`Boolean(${holds})`))) {
    if (performance.now() > until) throw new Error(`It does not come to hold: ${holds}`);
    await page.waitForTimeout(20);
  }
}
