import { and, eq, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { alarm } from '#db/schema.ts';
import { alarmChanges, type FoundAlarm } from '../../alarms/alarm-changes.ts';
import { endAlarm, openAlarm } from '../../alarms/commands.ts';
import { type AlarmKind, type GraveAlarmKind, isGrave } from '../../words.ts';
import { lockAlarmKind, queueAlarm } from './queue-alarm.ts';

/**
 * Notes that something is so which an admin has to know. When it is new and
 * grave, the admins are told on WhatsApp, in the same transaction.
 * @returns whether it is new
 */
export async function raiseAlarm(tx: Transaction, found: { kind: AlarmKind } & FoundAlarm): Promise<boolean> {
  const { kind } = found;
  if (!isTold(kind, found)) return (await openAlarm(tx, found)).isNew;
  await lockAlarmKind(tx, kind);
  const { id, isNew } = await openAlarm(tx, found);
  if (isNew) await queueAlarm(tx, { alarmId: id, kind });
  return isNew;
}

/** The grave ones; but an alarm message whose own fate is in doubt is no reason for another. */
const isTold = (kind: AlarmKind, { detail }: FoundAlarm): kind is GraveAlarmKind =>
  isGrave(kind) && !(kind === 'unconfirmed' && detail?.['kind'] === 'alarm');

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
    for (const each of opened) if (await raiseAlarm(tx, { kind, ...each })) fresh += 1;
    for (const thing of ended) await endAlarm(tx, { kind, thing });
    return fresh;
  });
}
