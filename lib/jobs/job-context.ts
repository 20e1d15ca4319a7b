import type { Logger } from 'pino';
import type postgres from 'postgres';
import type { Database } from '#db/client.ts';
import type { Env } from '../env.ts';

/** What a job handler works with. */
export type JobContext = {
  db: Database;
  /** The driver below, for LISTEN. */
  sql: postgres.Sql;
  env: Env;
  log: Logger;
  now: () => Date;
  /** Aborted when the worker is to stop: start nothing new. */
  signal: AbortSignal;
};
