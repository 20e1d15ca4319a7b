import { asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { number, region } from '#db/schema.ts';
import { quietHoursOf, quietUntil } from '../../regions/quiet-hours.ts';

/**
 * Locks numbers that something is queued for, until the transaction's end, and
 * says when each is next awake: now, or at the end of its quiet hours.
 * @param where of `number` and of its home `region`
 */
export async function lockAwake(
  tx: Transaction,
  where: SQL | undefined,
): Promise<{ numberId: string; now: Date; awakeAt: Date }[]> {
  const rows = await tx
    .select({
      id: number.id,
      own: number.quietHours,
      regions: region.quietHours,
      timeZone: region.timeZone,
      nowMs: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8`,
    })
    .from(number)
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .where(where)
    .orderBy(asc(number.id))
    .for('no key update', { of: number });
  return rows.map(({ id, own, regions, timeZone, nowMs }) => {
    const now = new Date(nowMs);
    const hours = quietHoursOf(own, regions);
    return { numberId: id, now, awakeAt: (hours && quietUntil(hours, timeZone, now)) ?? now };
  });
}
