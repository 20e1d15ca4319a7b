import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { alarm, message, sender } from '#db/schema.ts';
import { endAlarm } from '../../alarms/commands.ts';
import type { AlarmKind } from '../../words.ts';
import { getDailyPeople } from '../queries/daily-people.ts';
import { warnFrom } from '../share-people.ts';
import { raiseAlarm } from './raise-alarm.ts';

/**
 * Says to the admins when the day's number of people is nearly or wholly used
 * up, and ends that when it is over. `limit_reached`: news is left out.
 */
export async function watchLimits(db: Database): Promise<void> {
  const senders = await db.select({ id: sender.id }).from(sender);
  for (const { id } of senders) {
    await db.transaction(async (tx) => {
      const { used, limit, reserve } = await getDailyPeople(tx, { senderId: id });
      const held = await tx.$count(
        message,
        and(eq(message.senderId, id), eq(message.state, 'held'), eq(message.heldReason, 'daily_limit')),
      );
      const reached = limit !== null && (used >= limit - reserve || held > 0);
      const near = limit !== null && used >= warnFrom(limit);
      const detail = { used, limit: limit ?? 0, held };
      const keep = async (kind: AlarmKind, isSo: boolean) => {
        if (!isSo) return endAlarm(tx, { kind, thing: id });
        // Looked at every few seconds; found so once a minute is enough.
        const fresh = await tx.$count(
          alarm,
          and(
            eq(alarm.kind, kind),
            eq(alarm.thing, id),
            isNull(alarm.endedAt),
            gt(alarm.lastAt, sql`now() - interval '1 minute'`),
          ),
        );
        if (fresh === 0) await raiseAlarm(tx, { kind, thing: id, detail });
      };
      await keep('limit_near', near);
      await keep('limit_reached', reached);
    });
  }
}
