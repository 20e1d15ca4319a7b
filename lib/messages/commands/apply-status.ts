import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { attempt, statusEvent } from '#db/schema.ts';
import type { StatusKind } from '../../words.ts';
import { isUnreachable } from '../classify-send.ts';
import { withoutNumbers } from '../without-numbers.ts';
import { lockMessages } from './lock-messages.ts';
import { noteReached, noteUnreachable } from './number-reach.ts';
import { adoptOrphans } from './record-outcomes.ts';
import { settleMessages } from './settle-messages.ts';

/** A status of a message, as Meta's webhook brought it. */
export type StatusReport = {
  wamid: string;
  status: StatusKind;
  opaqueId: string | null;
  at: Date;
  errorCode: number | null;
  errorDetails: string | null;
  /** Meta's `pricing`. NULL or left out: not with this one. */
  pricing?: { billable: boolean | null; category: string | null; type: string | null } | null;
};

/**
 * Stores a status and derives the message's state anew. Found by opaque id
 * first, since the answer with the wamid may never have come; then by wamid.
 * One that fits nothing yet is kept as an orphan and matched again later.
 * @returns the message, or undefined for an orphan
 */
export async function applyStatus(tx: Transaction, report: StatusReport): Promise<string | undefined> {
  const found = await findAttempt(tx, report);
  // Before the event is written: whoever stores the answer looks for orphans under the same lock.
  const [locked] = found ? await lockMessages(tx, [found.messageId]) : [];
  const isNew = await storeEvent(tx, report, found?.id ?? null);
  if (!found || !locked || !isNew) return found?.messageId;
  await proveAccepted(tx, found.id, report);
  await settleMessages(tx, [found.messageId]);
  if (locked.numberId !== null) {
    if (report.status === 'delivered' || report.status === 'read')
      await noteReached(tx, locked.numberId, report.at);
    if (report.status === 'failed' && isUnreachable(report.errorCode))
      await noteUnreachable(tx, locked.numberId);
  }
  return found.messageId;
}

async function findAttempt(tx: Transaction, { opaqueId, wamid }: Pick<StatusReport, 'opaqueId' | 'wamid'>) {
  const columns = { id: attempt.id, messageId: attempt.messageId };
  const [byOpaqueId] =
    opaqueId === null ? [] : await tx.select(columns).from(attempt).where(eq(attempt.opaqueId, opaqueId));
  if (byOpaqueId) return byOpaqueId;
  const [byWamid] = await tx.select(columns).from(attempt).where(eq(attempt.wamid, wamid));
  return byWamid;
}

/** @returns false when it was known, and had its attempt already */
async function storeEvent(tx: Transaction, report: StatusReport, attemptId: string | null): Promise<boolean> {
  const rows = await tx
    .insert(statusEvent)
    .values({
      wamid: report.wamid,
      opaqueId: report.opaqueId,
      status: report.status,
      providerAt: report.at,
      errorCode: report.errorCode,
      errorDetails: report.errorDetails === null ? null : withoutNumbers(report.errorDetails),
      billable: report.pricing?.billable ?? null,
      pricingCategory: report.pricing?.category ?? null,
      pricingType: report.pricing?.type ?? null,
      attemptId,
    })
    .onConflictDoUpdate({
      target: [statusEvent.wamid, statusEvent.status, statusEvent.providerAt],
      set: { attemptId },
      setWhere: isNull(statusEvent.attemptId),
    })
    .returning({ id: statusEvent.id });
  return rows.length > 0;
}

/**
 * A status proves that Meta accepted the attempt, whatever became of the
 * answer. One exception: a failure reported for what was refused outright says
 * the same thing twice.
 */
async function proveAccepted(
  tx: Transaction,
  attemptId: string,
  { wamid, status }: StatusReport,
): Promise<void> {
  const refused = status === 'failed' ? sql`${attempt.outcome} <> 'rejected'` : undefined;
  await tx
    .update(attempt)
    .set({
      outcome: 'accepted',
      wamid: sql`coalesce(${attempt.wamid}, ${wamid})`,
      endedAt: sql`coalesce(${attempt.endedAt}, now())`,
    })
    .where(and(eq(attempt.id, attemptId), refused));
  await adoptOrphans(tx, [{ attemptId, wamid }]);
}
