import { setTimeout as delay } from 'node:timers/promises';

/** What was waited for did not come. */
export class WaitedInVain extends Error {
  override name = 'WaitedInVain';
}

/**
 * Asks until the answer is not undefined or false.
 * @param limitMs generous: it decides when to give up, not how fast a thing must be
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  limitMs = 60_000,
): Promise<T> {
  const until = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > until)
      throw new WaitedInVain(`Waited ${limitMs / 1000} s in vain until ${what}.`);
    await delay(100);
  }
}
