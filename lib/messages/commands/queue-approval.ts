import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { message, number, region } from '#db/schema.ts';
import { notifyDue } from '../../live/notify.ts';
import { quietHoursOf, quietUntil } from '../../regions/quiet-hours.ts';
import { type NoticeAbout, writeAbout } from '../notice-about.ts';
import { listSenders } from '../queries/senders.ts';

/** A day later the page itself says who is waited for. */
const usefulForMs = 24 * 60 * 60_000;

/**
 * Asks those who may approve a post, on every active phone of theirs, once a
 * request. In quiet hours it waits for their end.
 * @param reviewId the request
 * @returns how many numbers are asked; 0 as well while there is no sender
 */
export async function queueApproval(
  tx: Transaction,
  {
    reviewId,
    userIds,
    about,
  }: { reviewId: number; userIds: readonly string[]; about: NoticeAbout['approval'] },
): Promise<number> {
  const [from] = await listSenders(tx);
  if (!from || userIds.length === 0) return 0;
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
    .where(and(inArray(number.userId, [...userIds]), eq(number.state, 'active'), isNull(region.archivedAt)))
    .orderBy(asc(number.id))
    .for('no key update', { of: number });
  if (rows.length === 0) return 0;
  const body = writeAbout('approval', about);
  await tx.insert(message).values(
    rows.map(({ id, own, regions, timeZone, nowMs }) => {
      const now = new Date(nowMs);
      const hours = quietHoursOf(own, regions);
      const dueAt = (hours && quietUntil(hours, timeZone, now)) ?? now;
      return {
        kind: 'approval' as const,
        senderId: from.id,
        numberId: id,
        dedupeKey: `approval:${reviewId}:${id}`,
        body,
        dueAt,
        usefulUntil: new Date(dueAt.getTime() + usefulForMs),
      };
    }),
  );
  await notifyDue(tx);
  return rows.length;
}
