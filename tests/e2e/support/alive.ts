import { expect, type Locator } from '@playwright/test';

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
