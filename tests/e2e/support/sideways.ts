import type { Page } from '@playwright/test';
import { expect } from './test.ts';
import type { Words } from './words.ts';

/** CSS pixels of the narrowest phone that is served. */
export const narrowest = { width: 320, height: 640 };

/** What is left of 1440 × 800 for an open page that is zoomed to 200 %: half as many pixels of its own each way. */
export const zoomed = { width: 720, height: 400 };

/** By how much the page is wider than the window, and what sticks out; undefined if it fits. */
export async function widerThanWindow(page: Page): Promise<{ beyond: number; by: string[] } | undefined> {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return beyond > 0 ? { beyond, by: await whatSticksOut(page) } : undefined;
}

/** Where a dialog is open, its last button can be brought into sight, and it can be closed. */
export async function expectDialogCanBeFinished(page: Page, t: Words): Promise<void> {
  // A toast has that role, too, and goes by itself; the palette, a list to choose from, goes with a press beside it.
  const dialog = page
    .getByRole('dialog')
    .and(page.locator(':not([aria-modal="false"])'))
    .filter({ hasNot: page.getByRole('listbox') });
  if (!(await dialog.count())) return;
  const last = dialog.getByRole('button').last();
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport({ ratio: 1 });
  await expect(dialog.getByRole('button', { name: t('dialog.close') })).toBeAttached();
}

/** Elements that reach beyond an edge, for the one who has to mend it. */
async function whatSticksOut(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return right > edge + 0.5 || left < -0.5;
      })
      .map((element) =>
        `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`.slice(0, 80),
      )
      .slice(0, 5);
  });
}
