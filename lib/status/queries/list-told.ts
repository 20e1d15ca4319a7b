import { sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import type { AlarmKind, MessageState } from '../../words.ts';
import type { ToldFate, ToldPhone } from '../status-page.ts';

const fates: Record<MessageState, ToldFate> = {
  planned: 'waiting',
  held: 'waiting',
  sending: 'waiting',
  accepted: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  failed: 'missed',
  unconfirmed: 'missed',
  expired: 'missed',
};

type Row = { kind: AlarmKind; label: string | null; shortened: string | null; state: MessageState };

/**
 * Who was told on WhatsApp of what is open, by kind. An alarm that came again
 * within the hour made no message of its own (lib/messages/commands/queue-alarm.ts):
 * those of the hour before the oldest that is open count as well.
 */
export async function listTold(db: Queryable): Promise<Map<AlarmKind, ToldPhone[]>> {
  const rows = await db.execute<Row>(sql`
    select distinct on (a.kind, coalesce(m.number_id, m.id)) a.kind, n.label, n.shortened, m.state
    from alarm a join message m on m.alarm_id = a.id left join number n on n.id = m.number_id
    where a.opened_at > (
      select min(o.opened_at) - interval '1 hour' from alarm o where o.kind = a.kind and o.ended_at is null
    )
    order by a.kind, coalesce(m.number_id, m.id), m.created_at desc, m.id desc`);
  const phones = rows.map(({ state, ...row }) => ({ ...row, fate: fates[state] }));
  return new Map(
    [...Map.groupBy(phones, ({ kind }) => kind)].map(([kind, group]) => [
      kind,
      group.map(({ label, shortened, fate }) => ({ label, shortened, fate })),
    ]),
  );
}
