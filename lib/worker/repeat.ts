import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

/**
 * Does something again and again, with a pause after each time, until
 * stopped. A failure is logged and does not end it.
 * @returns when the last time is over
 */
export async function repeat(
  { name, pauseMs, signal, log }: { name: string; pauseMs: number; signal: AbortSignal; log: Logger },
  work: () => Promise<unknown>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      log.error(
        { name, error: error instanceof Error ? error.message : String(error) },
        'repeated_work_failed',
      );
    }
    await delay(pauseMs, undefined, { signal }).catch(() => {
      // Aborted: the loop's own condition ends it.
    });
  }
}
