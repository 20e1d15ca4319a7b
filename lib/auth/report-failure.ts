import { newCode } from '../ids.ts';
import { log } from '../log.ts';

/**
 * Logs a failure that nobody foresaw, under an id that the person may be told.
 * @param where what was being done, without anything that was typed
 */
export function reportFailure(error: unknown, where: string): string {
  const id = newCode(8);
  log.error({ id, where, ...describe(error) }, 'unexpected failure');
  return id;
}

/** A failure as the log may hold it: drizzle puts the parameters of a query into its message, so that one is left out. */
function describe(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const query = 'query' in error && typeof error.query === 'string' ? error.query : undefined;
  const frames = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12);
  return {
    error: error.name,
    ...(query === undefined ? { message: error.message } : { query }),
    frames,
    ...(error.cause !== undefined && depth < 4 ? { cause: describe(error.cause, depth + 1) } : {}),
  };
}
