import { and, eq, isNull, ne, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Transaction } from '#db/client.ts';
import { number } from '#db/schema.ts';
import { recordAudit } from '../../audit/commands.ts';
import { notifyLive } from '../../live/notify.ts';
import type { NumberRecord } from '../queries/find-number.ts';
import type { SenderHashes } from '../sender-hashes.ts';

/** Free text is allowed for this long after the holder wrote (Meta's customer service window). */
const serviceWindowMs = 24 * 60 * 60_000;

/** Until when a phone that wrote then may be answered. */
export const serviceUntil = (at: Date) => new Date(at.getTime() + serviceWindowMs);

type Changed = Partial<
  Pick<NumberRecord, 'state' | 'joinCode' | 'mutedUntil' | 'serviceUntil' | 'optedOutAt'>
>;

/** Changes a number because its holder did something, and says so in the audit log. The caller holds its row. */
export async function changeByHolder(
  tx: Transaction,
  row: NumberRecord,
  action: string,
  set: Changed,
  hashes?: SenderHashes,
): Promise<NumberRecord> {
  await tx
    .update(number)
    .set({ ...set, updatedAt: sql`now()` })
    .where(eq(number.id, row.id));
  if (hashes) await learnIds(tx, row, hashes);
  const detail = {
    regionId: row.homeRegionId,
    from: row.state,
    ...(set.mutedUntil ? { until: set.mutedUntil.toISOString() } : {}),
  };
  await recordAudit(tx, { actor: { kind: 'number', numberId: row.id }, action, thingId: row.id, detail });
  await notifyLive(tx, { topic: 'region', id: row.homeRegionId });
  return { ...row, ...set };
}

/** Keeps each id with one number: an id that another row holds is left there. */
export async function learnIds(tx: Transaction, row: NumberRecord, hashes: SenderHashes): Promise<void> {
  for (const [column, hash] of [
    ['waIdHash', hashes.waId],
    ['userIdHash', hashes.userId],
  ] as const) {
    if (hash === null || row[column] === hash) continue;
    const other = alias(number, 'other');
    await tx
      .update(number)
      .set({ [column]: hash })
      .where(
        and(
          eq(number.id, row.id),
          or(isNull(number[column]), ne(number[column], hash)),
          notExists(tx.select({ id: other.id }).from(other).where(eq(other[column], hash))),
        ),
      );
  }
}
