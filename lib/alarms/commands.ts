import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database, Queryable } from '#db/client.ts';
import { alarm } from '#db/schema.ts';
import { notifyLive } from '../live/notify.ts';
import type { AlarmKind } from '../words.ts';
import { alarmChanges, type FoundAlarm } from './alarm-changes.ts';

/**
 * Notes that something is so which an admin has to know: opens its alarm, or
 * keeps the open one, counts it and gives it the newest facts.
 * @param thing what it is about: an id, or a word
 * @param regionId whose editors are told besides the admins; none: admins alone
 * @param detail facts for its sentence; ids and shortened forms only
 * @returns whether it is new
 */
export async function openAlarm(
  tx: Queryable,
  { kind, thing, regionId, detail = {} }: { kind: AlarmKind } & FoundAlarm,
): Promise<boolean> {
  const [row] = await tx
    .insert(alarm)
    .values({ kind, thing, regionId: regionId ?? null, detail })
    .onConflictDoUpdate({
      target: [alarm.kind, alarm.thing],
      targetWhere: sql`ended_at is null`,
      set: { detail, lastAt: sql`now()`, times: sql`${alarm.times} + 1` },
    })
    .returning({ id: alarm.id, times: alarm.times });
  const isNew = row?.times === 1;
  if (row && isNew) await notifyLive(tx, { topic: 'alarm', id: row.id });
  return isNew;
}

/**
 * Notes that it is over. Nothing happens when no such alarm is open.
 * @param userId who dealt with it; none: it ended by itself
 * @returns whether one was open
 */
export async function endAlarm(
  tx: Queryable,
  { kind, thing, userId }: { kind: AlarmKind; thing: string; userId?: string },
): Promise<boolean> {
  const [row] = await tx
    .update(alarm)
    .set({ endedAt: sql`now()`, endedByUserId: userId ?? null })
    .where(and(eq(alarm.kind, kind), eq(alarm.thing, thing), isNull(alarm.endedAt)))
    .returning({ id: alarm.id });
  if (row) await notifyLive(tx, { topic: 'alarm', id: row.id });
  return row !== undefined;
}

/**
 * Brings the open alarms of a kind in line with everything that is found to
 * be so: opens what is new, keeps what still is, ends what is over. Safe to
 * run in several workers at a time.
 * @returns how many are new
 */
export async function keepAlarms(
  db: Database,
  kind: AlarmKind,
  found: readonly FoundAlarm[],
): Promise<number> {
  const open = await db
    .select({ thing: alarm.thing, detail: alarm.detail, lastAt: alarm.lastAt })
    .from(alarm)
    .where(and(eq(alarm.kind, kind), isNull(alarm.endedAt)));
  const { opened, ended } = alarmChanges(open, found, new Date());
  if (opened.length + ended.length === 0) return 0;
  return db.transaction(async (tx) => {
    let fresh = 0;
    for (const each of opened) if (await openAlarm(tx, { kind, ...each })) fresh += 1;
    for (const thing of ended) await endAlarm(tx, { kind, thing });
    return fresh;
  });
}
