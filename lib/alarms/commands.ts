import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { alarm } from '#db/schema.ts';
import { notifyLive } from '../live/notify.ts';
import type { AlarmKind } from '../words.ts';
import type { FoundAlarm } from './alarm-changes.ts';

/**
 * Notes that something is so which an admin has to know: opens its alarm, or
 * keeps the open one, counts it and gives it the newest facts. Whoever raises
 * one for admins goes through lib/messages/commands/raise-alarm.ts, which tells them as well.
 * @param thing what it is about: an id, or a word
 * @param regionId whose editors are told besides the admins; none: admins alone
 * @param detail facts for its sentence; ids and shortened forms only
 * @returns its id, and whether it is new
 */
export async function openAlarm(
  tx: Queryable,
  { kind, thing, regionId, detail = {} }: { kind: AlarmKind } & FoundAlarm,
): Promise<{ id: string; isNew: boolean }> {
  const [row] = await tx
    .insert(alarm)
    .values({ kind, thing, regionId: regionId ?? null, detail })
    .onConflictDoUpdate({
      target: [alarm.kind, alarm.thing],
      targetWhere: sql`ended_at is null`,
      set: { detail, lastAt: sql`now()`, times: sql`${alarm.times} + 1` },
    })
    .returning({ id: alarm.id, times: alarm.times });
  if (!row) throw new Error('The alarm was not stored.');
  const isNew = row.times === 1;
  if (isNew) await notifyLive(tx, { topic: 'alarm', id: row.id });
  return { id: row.id, isNew };
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
