import { sql } from 'drizzle-orm';
import { fromDrizzle } from 'pg-boss';
import type { Queryable } from '#db/client.ts';
import { type JobName, type JobPayload, jobs, type QueueRules } from './catalogue.ts';
import { jobSender } from './queue.ts';

/**
 * Puts a job into the queue in the caller's transaction: the job exists if and
 * only if its cause was committed. One that waits already, by its key, is not
 * doubled.
 * @param options `priority`: those with a higher one are taken first; 0 unless
 * told. `retries`: how this one is tried again, in seconds, unlike others of its queue
 */
export async function enqueue<Name extends JobName>(
  tx: Queryable,
  name: Name,
  payload: JobPayload<Name>,
  options: {
    startAfter?: Date;
    priority?: number;
    retries?: Pick<QueueRules, 'retryLimit' | 'retryDelay' | 'retryBackoff' | 'retryDelayMax'>;
  } = {},
): Promise<void> {
  const boss = await jobSender();
  const job = jobs[name] as {
    payload: { parse: (value: unknown) => object };
    key: (value: object) => string;
  };
  const parsed = job.payload.parse(payload);
  const { retries, ...rest } = options;
  await boss.send(name, parsed, {
    ...rest,
    ...retries,
    singletonKey: job.key(parsed),
    db: fromDrizzle(tx, sql),
  });
}
