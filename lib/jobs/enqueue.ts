import { sql } from 'drizzle-orm';
import { fromDrizzle } from 'pg-boss';
import type { Queryable } from '#db/client.ts';
import { type JobName, type JobPayload, jobs } from './catalogue.ts';
import { jobSender } from './queue.ts';

/**
 * Puts a job into the queue in the caller's transaction: the job exists if and
 * only if its cause was committed.
 * @param options.singletonKey while a job with the same key waits, no second one is made
 */
export async function enqueue<Name extends JobName>(
  tx: Queryable,
  name: Name,
  payload: JobPayload<Name>,
  options: { startAfter?: Date; singletonKey?: string } = {},
): Promise<void> {
  const boss = await jobSender();
  await boss.send(name, jobs[name].payload.parse(payload), { ...options, db: fromDrizzle(tx, sql) });
}
