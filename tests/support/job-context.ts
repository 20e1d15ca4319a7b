import { env } from '#lib/env.ts';
import type { Env } from '#lib/env.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { log } from '#lib/log.ts';
import type { TestDatabase } from './database.ts';

/** What a job handler works with, over a test database. */
export function jobContext(
  database: TestDatabase,
  changes: { env?: Partial<Env>; now?: () => Date; signal?: AbortSignal } = {},
): JobContext {
  return {
    db: database.db,
    sql: database.sql,
    env: { ...env(), ...changes.env },
    log,
    now: changes.now ?? (() => new Date()),
    signal: changes.signal ?? new AbortController().signal,
  };
}
