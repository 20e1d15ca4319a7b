import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { alarm } from '#db/schema.ts';
import type { AlarmKind } from '../words.ts';

/**
 * Notes that something is so which an admin has to know: opens its alarm, or
 * keeps the open one, with the newest facts.
 * @param thing what it is about: an id, or a word
 * @param regionId whose editors are told besides the admins; none: admins alone
 * @param detail facts for its sentence; ids and shortened forms only
 */
export async function openAlarm(
  tx: Queryable,
  {
    kind,
    thing,
    regionId,
    detail,
  }: { kind: AlarmKind; thing: string; regionId?: string; detail: Record<string, string | number> },
): Promise<void> {
  await tx
    .insert(alarm)
    .values({ kind, thing, regionId: regionId ?? null, detail })
    .onConflictDoUpdate({
      target: [alarm.kind, alarm.thing],
      targetWhere: sql`ended_at is null`,
      set: { detail, lastAt: sql`now()`, times: sql`${alarm.times} + 1` },
    });
}

/** Notes that it is over. Nothing happens when no such alarm is open. */
export async function endAlarm(
  tx: Queryable,
  { kind, thing }: { kind: AlarmKind; thing: string },
): Promise<void> {
  await tx
    .update(alarm)
    .set({ endedAt: sql`now()` })
    .where(and(eq(alarm.kind, kind), eq(alarm.thing, thing), isNull(alarm.endedAt)));
}
