import { expect, type Locator, type Page } from '@playwright/test';

/**
 * Waits until React has taken over a control: what is chosen before that leads
 * nowhere, and a journey is faster than a person.
 */
export async function untilAlive(control: Locator): Promise<void> {
  await expect
    .poll(() =>
      control.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps$'))),
    )
    .toBe(true);
}

/**
 * Presses the first key of a journey until the page has heard it: it listens
 * a moment after its parts have come to life.
 * @param focused what has the focus once the key is heard
 */
export async function pressUntilHeard(page: Page, key: string, focused: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(focused).toBeFocused({ timeout: 2_000 });
  }).toPass();
}
