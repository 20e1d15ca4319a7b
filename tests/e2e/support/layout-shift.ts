import type { BrowserContext, Page } from '@playwright/test';

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };

/** Has every page of a browser add up how much of it jumped, from its first paint on. */
export async function recordShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const kept = window as unknown as { shifted: number };
    kept.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[])
        if (!entry.hadRecentInput) kept.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Sum of all layout shifts of this page so far that no key or click brought about. */
export async function shiftsOf(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    // Two frames, so that what was painted just now has been counted.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return (window as unknown as { shifted: number }).shifted;
  });
}

/** The most that may jump, by the budget. */
export const mostShift = 0.02;
