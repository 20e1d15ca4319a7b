import { sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import type { Actor } from '../../actor.ts';
import { may, regionsWhere } from '../../people/permissions.ts';
import type { MessageKind } from '../../words.ts';
import type { UnconfirmedMessage } from '../status-page.ts';

/** The newest so many; whoever settles these sees the next. */
const most = 100;

type Row = {
  id: string;
  kind: MessageKind;
  regionId: string | null;
  region: string | null;
  label: string | null;
  shortened: string | null;
  stranger: boolean;
  triedMs: number;
  attempts: number;
  resendable: boolean;
};

/** Messages in doubt that nobody has dealt with, newest first, in the regions whose alarms the actor sees. */
export async function listUnconfirmed(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<UnconfirmedMessage[]> {
  const regions = regionsWhere(actor, 'alarms.see');
  const visible =
    regions === 'all' ? sql`true` : sql`n.home_region_id = any(${`{${regions.join(',')}}`}::uuid[])`;
  const rows = await db.execute<Row>(sql`
    with doubtful as materialized (
      select thing::uuid as id from alarm where kind = 'unconfirmed' and ended_at is null
    )
    select m.id, m.kind, n.home_region_id as "regionId", r.name as region, n.label, coalesce(n.shortened, u.shortened) as shortened, u.id is not null as stranger,
      (extract(epoch from tried.first_at) * 1000)::float8 as "triedMs", tried.attempts,
      n.id is not null and m.useful_until > now() and not (m.kind = 'reply' and m.body is null) as resendable
    from doubtful d join message m on m.id = d.id and m.state = 'unconfirmed'
    left join number n on n.id = m.number_id left join region r on r.id = n.home_region_id
    left join unknown_sender u on u.id = m.unknown_sender_id
    cross join lateral (
      select min(t.started_at) as first_at, count(*)::int as attempts from attempt t where t.message_id = m.id
    ) tried
    where ${visible}
    order by tried.first_at desc limit ${most}`);
  return rows.map(({ regionId, triedMs, ...row }) => ({
    ...row,
    triedAt: new Date(triedMs).toISOString(),
    mine: may(actor, 'messages.settle', regionId),
  }));
}
