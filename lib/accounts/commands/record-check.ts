import { and, count, eq, gt, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { account, ledger } from '#db/schema.ts';
import type { CheckResult } from '#lib/words.ts';
import { nextCheckAt } from '../next-check-at.ts';

/** One check of one account, as the ledger keeps it. */
export type AccountCheck = {
  accountId: string;
  checkedAt: Date;
  result: CheckResult;
  /** Meta's code and subcode, as `100/33`. */
  errorCode?: string | null;
  /** Not before when Meta wants to be asked again. `null`: it named no time. */
  namedByMeta: Date | null;
  /** Until when checks of it wait because its budget runs low. */
  pacedUntil?: Date | null;
  /** Given when the check was good. */
  listing?: { listed: number; found: number; delayMs: number | null; first: boolean };
};

/**
 * Writes a check into the ledger and onto the account. Inside the transaction
 * that takes in what was found, so that the ledger never tells of stories that
 * were not kept.
 */
export async function recordCheck(tx: Transaction, check: AccountCheck): Promise<void> {
  const { accountId, checkedAt, result } = check;
  const failuresBefore = result === 'ok' ? 0 : await failuresInARow(tx, accountId);
  await tx.insert(ledger).values({
    accountId,
    checkedAt,
    result,
    errorCode: check.errorCode ?? null,
    ...check.listing,
  });
  const notBefore = nextCheckAt({ result, namedByMeta: check.namedByMeta, failuresBefore, now: checkedAt });
  await tx
    .update(account)
    .set({
      // Set while this check was under way, since none is begun before its time: what asked
      // for a longer rest meanwhile, such as throttled insights, knows more than this answer.
      notBefore: sql`greatest(
        case when ${account.notBefore} > ${checkedAt.toISOString()}::timestamptz then ${account.notBefore} end,
        ${notBefore?.toISOString() ?? null}::timestamptz
      )`,
      pacedUntil: check.pacedUntil ?? null,
      ...(result === 'ok' && {
        firstCheckedAt: sql`coalesce(${account.firstCheckedAt}, ${checkedAt.toISOString()}::timestamptz)`,
        // A check that was overtaken by a later one does not turn the clock back.
        lastGoodCheckAt: sql`greatest(${account.lastGoodCheckAt}, ${checkedAt.toISOString()}::timestamptz)`,
      }),
    })
    .where(eq(account.id, accountId));
}

async function failuresInARow(tx: Transaction, accountId: string): Promise<number> {
  const [row] = await tx
    .select({ failures: count(ledger.id) })
    .from(account)
    .innerJoin(
      ledger,
      and(
        eq(ledger.accountId, account.id),
        gt(ledger.checkedAt, sql`coalesce(${account.lastGoodCheckAt}, '-infinity')`),
      ),
    )
    .where(eq(account.id, accountId));
  return row?.failures ?? 0;
}

/** Writes down a check that gave no listing. */
export async function recordFailedCheck(
  db: Database,
  check: Omit<AccountCheck, 'listing' | 'result'> & { result: Exclude<CheckResult, 'ok'> },
): Promise<void> {
  await db.transaction((tx) => recordCheck(tx, check));
}
