import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { publishingCheck } from '#db/schema.ts';
import type { PublishingQuota } from '#lib/instagram/container.ts';
import { enqueue } from '../../jobs/enqueue.ts';

/** Has the account checked anew; what comes of it stands in its row some seconds later. */
export async function askPublishingCheck(tx: Queryable, { accountId }: { accountId: string }): Promise<void> {
  await enqueue(tx, 'reposts.check', { accountId });
}

/** Stores what an account's quota is, or why it could not be read. */
export async function recordQuota(
  db: Queryable,
  { accountId, quota, failure }: { accountId: string; quota: PublishingQuota | null; failure: string | null },
): Promise<void> {
  const read = quota && {
    quotaUsed: quota.used,
    quotaTotal: quota.total,
    quotaSeconds: quota.seconds,
    quotaAt: sql`now()`,
  };
  const said = { ...read, failure, checkedAt: sql`now()` };
  await db
    .insert(publishingCheck)
    .values({ accountId, ...said })
    .onConflictDoUpdate({ target: publishingCheck.accountId, set: said });
}

/** Stores that Meta is about to be given the address of a test picture. */
export async function beginReachTest(
  db: Queryable,
  { accountId, testId }: { accountId: string; testId: string },
): Promise<void> {
  const begun = {
    testId,
    testAskedAt: sql`now()`,
    testFetchedAt: null,
    testEndedAt: null,
    testFailure: null,
  };
  await db
    .insert(publishingCheck)
    .values({ accountId, ...begun })
    .onConflictDoUpdate({ target: publishingCheck.accountId, set: begun });
}

/** Stores that somebody fetched a test picture: whoever was given its address, and that is Meta. */
export async function recordTestFetched(db: Queryable, { testId }: { testId: string }): Promise<void> {
  await db
    .update(publishingCheck)
    .set({ testFetchedAt: sql`now()` })
    .where(and(eq(publishingCheck.testId, testId), isNull(publishingCheck.testFetchedAt)));
}

/** @param failure key of the words; `null`: Meta had the picture */
export async function endReachTest(
  db: Queryable,
  { testId, failure }: { testId: string; failure: string | null },
): Promise<void> {
  await db
    .update(publishingCheck)
    .set({ testEndedAt: sql`now()`, testFailure: failure })
    .where(eq(publishingCheck.testId, testId));
}
