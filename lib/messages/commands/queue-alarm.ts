import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { alarm, message, number } from '#db/schema.ts';
import { notifyDue } from '../../live/notify.ts';
import type { GraveAlarmKind } from '../../words.ts';
import { writeAbout } from '../notice-about.ts';
import { listAlarmPhones } from '../queries/list-alarm-phones.ts';
import { listSenders } from '../queries/senders.ts';
import { textsFor } from '../templates/languages.ts';

/** As long as Meta tries; and no longer than the alarm itself lasts, which is looked at before sending. */
const usefulFor = sql`now() + interval '12 hours'`;

/** An alarm that comes and goes, or comes for one thing after another, makes no more than one message in this time. */
const quietFor = sql.raw(`interval '1 hour'`);

/** Names the locks of the kinds among the database's advisory locks. */
const kindLock = 4_011_251;

/**
 * Lets one transaction at a time raise alarms of a kind, until its end, so
 * that two that begin together make one message. Taken before the alarm's row,
 * by everybody, so that nobody waits in a circle.
 */
export async function lockAlarmKind(tx: Transaction, kind: GraveAlarmKind): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${kindLock}, hashtext(${kind}))`);
}

/**
 * Tells every admin of all regions of an alarm that has just been opened, on
 * the work numbers that are theirs and hear. The caller holds the kind's lock.
 * Nobody is told while there is no sender: what it cannot reach, the screen says.
 */
export async function queueAlarm(
  tx: Transaction,
  { alarmId, kind }: { alarmId: string; kind: GraveAlarmKind },
): Promise<void> {
  const [from] = await listSenders(tx);
  if (!from || (await isToldAlready(tx, kind))) return;
  // Keeps them from being removed until this is stored.
  const phones = await listAlarmPhones(tx).for('key share', { of: number });
  if (phones.length === 0) return;
  await tx.insert(message).values(
    phones.map(({ numberId, language }) => ({
      kind: 'alarm' as const,
      senderId: from.id,
      numberId,
      alarmId,
      dedupeKey: `alarm:${alarmId}:${numberId}`,
      body: writeAbout('alarm', { what: textsFor(language).alarms[kind], path: 'status' }),
      dueAt: sql`now()`,
      usefulUntil: usefulFor,
    })),
  );
  await notifyDue(tx);
}

/** Whether the admins had a message of the kind within the hour. What was over before it could go out is none. */
async function isToldAlready(tx: Transaction, kind: GraveAlarmKind): Promise<boolean> {
  const rows = await tx
    .select({ id: message.id })
    .from(message)
    .innerJoin(alarm, eq(alarm.id, message.alarmId))
    .where(
      and(
        eq(alarm.kind, kind),
        sql`${alarm.openedAt} > now() - ${quietFor}`,
        sql`not (${message.state} = 'expired' and ${message.leaseEpoch} = 0)`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}
