import { request } from 'undici';
import type { JobContext } from '../../jobs/job-context.ts';

/** The next beat is a minute away; this one is not worth more. */
const timeoutMs = 5_000;

/**
 * Tells whoever watches from outside that the sums add up. Without an address
 * nobody does. What goes wrong is logged and breaks nothing: a beat that does
 * not arrive is what the watcher is there to notice. The address is as good as
 * a password with most of them, and stays out of the log.
 * @returns whether it was heard
 */
export async function beat({ env, log, signal }: JobContext): Promise<boolean> {
  const url = env.STORYWIRE_HEARTBEAT_URL;
  if (url === undefined) return false;
  try {
    const { statusCode, body } = await request(url, {
      method: 'GET',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    await body.dump();
    if (statusCode < 400) return true;
    log.warn({ status: statusCode }, 'heartbeat_refused');
  } catch (error) {
    const { name, code } = error as { name?: string; code?: string };
    log.warn({ reason: code ?? name ?? 'unknown' }, 'heartbeat_not_heard');
  }
  return false;
}
