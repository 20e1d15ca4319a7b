import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import type { Child } from './child.ts';
import { LaunchError } from './launch-error.ts';

/**
 * Waits until a process answers 200.
 * @throws LaunchError when it has ended or does not answer in time
 */
export async function waitUntilReady(
  child: Child,
  url: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  const until = performance.now() + timeoutMs;
  while (performance.now() < until) {
    signal.throwIfAborted();
    if (await answers(url)) return;
    await delay(100, undefined, { signal });
  }
  throw new LaunchError(
    `${child.plan.name} did not become ready in ${Math.round(timeoutMs / 1000)} s; ${child.logFile} says why.`,
  );
}

const answers = (url: string) =>
  request(url, { headersTimeout: 2_000, bodyTimeout: 2_000 }).then(
    async ({ statusCode, body }) => {
      await body.dump();
      return statusCode === 200;
    },
    // Not listening yet: that is what is being waited for.
    () => false,
  );
