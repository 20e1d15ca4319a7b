import { batchAccounts } from '../accounts/batch-accounts.ts';
import { pollIntervalMs } from '../accounts/poll-interval.ts';
import { listDueAccounts } from '../accounts/queries.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { JobContext } from '../jobs/job-context.ts';

/** Makes one job per batch of accounts whose turn has come. */
export async function scheduleChecks({ db, env, now }: JobContext): Promise<void> {
  const due = await listDueAccounts(db, { now: now(), pollIntervalMs: pollIntervalMs(env) });
  for (const batch of batchAccounts(due)) {
    await enqueue(db, 'stories.check', { accountIds: batch.map((each) => each.id) });
  }
}
