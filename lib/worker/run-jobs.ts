import type { Job, JobResult, PgBoss } from 'pg-boss';
import { type JobName, jobs } from '../jobs/catalogue.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { atATime, handlers } from './handlers.ts';

/** How many fetch in turn, so that a slow batch does not hold up the next. */
const fetchers = 2;

/**
 * Starts taking jobs of every kind. A notification wakes one fetch; while a
 * fetch comes back full the next follows at once, and the poll each second
 * picks up what a burst of notifications left.
 */
export async function runJobs(boss: PgBoss, context: JobContext): Promise<void> {
  for (const name of Object.keys(jobs) as JobName[]) {
    await boss.work(
      name,
      {
        batchSize: atATime[name],
        localConcurrency: fetchers,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: 1,
        perJobResults: true,
      },
      (batch) => Promise.all(batch.map((job) => runJob(context, name, job))),
    );
  }
}

/** One job's failure is its own. A payload that does not fit its job is not retried. */
async function runJob(context: JobContext, name: JobName, { id, data }: Job<unknown>): Promise<JobResult> {
  const parsed = jobs[name].payload.safeParse(data);
  if (!parsed.success) {
    context.log.error({ job: name, id }, 'job_payload_unusable');
    return { id, status: 'completed' };
  }
  try {
    const handle = handlers[name] as (context: JobContext, payload: unknown) => Promise<unknown>;
    await handle(context, parsed.data);
    return { id, status: 'completed' };
  } catch (error) {
    const words = describe(error);
    context.log.warn({ job: name, id, error: words }, 'job_failed');
    return { id, status: 'failed', output: { message: words } };
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
