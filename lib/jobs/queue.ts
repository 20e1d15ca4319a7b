import { sql } from 'drizzle-orm';
import { PgBoss, fromDrizzle } from 'pg-boss';
import { appRole, type Database } from '#db/client.ts';
import { database } from '#db/pool.ts';
import { log } from '../log.ts';

/** pg-boss's own schema in the same database. */
export const queueSchema = 'pgboss';

const quiet = {
  migrate: false,
  createSchema: false,
  supervise: false,
  schedule: false,
  registerInstance: false,
} as const;

let sending: Promise<PgBoss> | undefined;

/**
 * Makes this process send jobs through the given database. Without it the
 * web process's own pool is used. Jobs themselves are written in the
 * transactions of their causes; this connection only reads the queues' rules.
 */
export function sendJobsThrough(db: Database): Promise<PgBoss> {
  const boss = new PgBoss({ ...quiet, schema: queueSchema, db: fromDrizzle(db, sql) });
  boss.on('error', (error) => log.error({ error: error.message }, 'job_queue_error'));
  sending = boss.start();
  sending.catch(() => {
    // The next caller tries again; this one's own await has the error.
    sending = undefined;
  });
  return sending;
}

/** Stops reading the queues' rules; for an orderly end of the process. */
export async function stopSendingJobs(): Promise<void> {
  const boss = await sending?.catch(() => undefined);
  sending = undefined;
  await boss?.stop({ graceful: false });
}

/** The sender of this process, opened when first needed. */
export function jobSender(): Promise<PgBoss> {
  return sending ?? sendJobsThrough(database());
}

/**
 * The side that works: woken by LISTEN/NOTIFY, with heartbeats, as the plain
 * role. Not started.
 * @param url a postgres:// address
 */
export function jobWorker(url: string): PgBoss {
  return new PgBoss({
    connectionString: url,
    options: `-c role=${appRole}`,
    application_name: 'storywire worker jobs',
    schema: queueSchema,
    migrate: false,
    createSchema: false,
    // Maintenance reindexes, which only the owner may; the launcher does it with the migrations.
    reindex: false,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    useListenNotify: true,
    max: 6,
  });
}
