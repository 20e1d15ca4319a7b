import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any page here has between two things. */
const mostStops = 250;

/**
 * Goes on with Tab until something has the focus, as somebody without a mouse
 * would, and holds that every stop on the way can be seen.
 */
export async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await hasFocus(wanted)) return;
    await page.keyboard.press(key);
    await expectFocusToBeSeen(page);
  }
  throw new Error(`${mostStops} times ${key} did not lead to ${wanted.toString()}.`);
}

export async function hasFocus(wanted: Locator): Promise<boolean> {
  return (
    (await wanted.count()) === 1 && (await wanted.evaluate((element) => element === document.activeElement))
  );
}

/** The focused thing comes into sight and has an outline, its own or that of the label around it. */
async function expectFocusToBeSeen(page: Page): Promise<void> {
  await expect.poll(() => hiddenFocus(page), { message: 'a focus that cannot be seen' }).toBeUndefined();
}

/** What has the focus and cannot be seen; undefined when it can. */
async function hiddenFocus(page: Page): Promise<string | undefined> {
  return await page.evaluate(() => {
    const focused = document.activeElement;
    // From the last one Tab leads out of the page; the browser shows that by itself.
    if (!focused || focused === document.body) return undefined;
    // No key leads to these: the page itself put the focus at the top of what is new, just then.
    if (focused instanceof HTMLElement && focused.tabIndex < 0) return undefined;
    const shown = focused.closest('label') ?? focused;
    // What is drawn by its label alone is itself not seen, and so neither is its outline.
    const drawn = getComputedStyle(focused).opacity === '0' ? shown : focused;
    const outlined = [shown, drawn].some((each) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== 'none' && outlineWidth !== '0px';
    });
    const { width, height, bottom, right, top, left } = shown.getBoundingClientRect();
    const inSight =
      width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    if (inSight && outlined) return undefined;
    return `${shown.outerHTML.slice(0, 120)} (${inSight ? 'in sight' : 'out of sight'}, ${outlined ? 'outlined' : 'no outline'})`;
  });
}
