import { asc, eq, sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Transaction } from '#db/client.ts';
import { attempt, message, statusEvent } from '#db/schema.ts';
import { type MessagePricing, mergePricing } from '../merge-pricing.ts';
import { type MessageProgress, mergeStatuses, type StatusFact, type Verdict } from '../merge-status.ts';

/** How a message stands after everything that is known of it was put together. `undefined`: planned or sending. */
export type Settled = MessageProgress | undefined;

/**
 * Derives the state of messages anew from all their attempts and status
 * events, and writes it. The caller holds the messages' rows.
 */
export async function settleMessages(
  tx: Transaction,
  messageIds: readonly string[],
): Promise<Map<string, Settled>> {
  const ids = [...messageIds];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: message.id,
      state: message.state,
      failedAt: message.failedAt,
      deliveredAt: message.deliveredAt,
      createdAt: message.createdAt,
    })
    .from(message)
    .where(anyOf(message.id, ids));
  const attempts = Map.groupBy(await attemptsOf(tx, ids), ({ messageId }) => messageId);
  const events = Map.groupBy(await eventsOf(tx, ids), ({ messageId }) => messageId);
  const settled = new Map<string, Settled>();
  const written: SettledRow[] = [];
  for (const row of rows) {
    const heard = events.get(row.id) ?? [];
    const progress = mergeStatuses(attempts.get(row.id) ?? [], heard, verdictOf(row, heard));
    settled.set(row.id, progress);
    if (progress) written.push({ id: row.id, ...progress, ...mergePricing(heard) });
  }
  await write(tx, written);
  return settled;
}

type SettledRow = { id: string } & MessageProgress & MessagePricing;

/** It has gone out, or never will: a secret in its text has no business here any more. */
async function write(tx: Transaction, rows: readonly SettledRow[]): Promise<void> {
  if (rows.length === 0) return;
  // Half a character, as cutting leaves behind, is no JSON to PostgreSQL.
  const json = JSON.stringify(
    rows.map((row) => ({ ...row, errorDetails: row.errorDetails?.toWellFormed() ?? null })),
  );
  await tx.execute(sql`
    update message m set
      state = s.state, wamid = s.wamid, accepted_at = s."acceptedAt", sent_at = s."sentAt",
      delivered_at = s."deliveredAt", read_at = s."readAt", failed_at = s."failedAt",
      error_code = s."errorCode", error_details = s."errorDetails",
      confirmed_duplicate = s."confirmedDuplicate", billable = s.billable,
      pricing_category = s."pricingCategory", pricing_type = s."pricingType",
      held_reason = null, lease_until = null, sealed_body = null
    from jsonb_to_recordset(${json}::jsonb) as s(
      id uuid, state text, wamid text, "acceptedAt" timestamptz, "sentAt" timestamptz,
      "deliveredAt" timestamptz, "readAt" timestamptz, "failedAt" timestamptz,
      "errorCode" integer, "errorDetails" text, "confirmedDuplicate" boolean, billable boolean,
      "pricingCategory" text, "pricingType" text
    )
    where m.id = s.id`);
}

function verdictOf(
  row: Pick<typeof message.$inferSelect, 'state' | 'failedAt' | 'deliveredAt' | 'createdAt'>,
  events: readonly StatusFact[],
): Verdict | null {
  // Delivered, though Meta never said so: somebody has marked it as received.
  const said = events.some(({ status }) => status === 'delivered' || status === 'read');
  if (row.state === 'delivered' && row.deliveredAt && !said)
    return { state: 'delivered', at: row.deliveredAt };
  if (row.state !== 'expired' && row.state !== 'unconfirmed') return null;
  return { state: row.state, at: row.failedAt ?? row.createdAt };
}

async function attemptsOf(tx: Transaction, messageIds: string[]) {
  return tx
    .select({
      id: attempt.id,
      messageId: attempt.messageId,
      outcome: attempt.outcome,
      wamid: attempt.wamid,
      endedAt: attempt.endedAt,
      errorCode: attempt.errorCode,
      details: attempt.details,
    })
    .from(attempt)
    .where(anyOf(attempt.messageId, messageIds))
    .orderBy(asc(attempt.n));
}

async function eventsOf(tx: Transaction, messageIds: string[]) {
  return tx
    .select({
      messageId: attempt.messageId,
      attemptId: attempt.id,
      wamid: statusEvent.wamid,
      status: statusEvent.status,
      at: statusEvent.providerAt,
      errorCode: statusEvent.errorCode,
      errorDetails: statusEvent.errorDetails,
      billable: statusEvent.billable,
      pricingCategory: statusEvent.pricingCategory,
      pricingType: statusEvent.pricingType,
    })
    .from(statusEvent)
    .innerJoin(attempt, eq(attempt.id, statusEvent.attemptId))
    .where(anyOf(attempt.messageId, messageIds));
}
