import { asc, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { sender } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand } from '../../people/permissions.ts';
import type { CostDay, CostLine, CostsPage } from '../costs-page.ts';

/** Today and the 29 days before it, by UTC. */
const since = sql`date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - interval '29 days'`;
const dayOf = sql`to_char(m.accepted_at at time zone 'UTC', 'YYYY-MM-DD')`;
const counts = sql`count(*)::int as messages,
  (count(*) filter (where m.billable))::int as billable,
  (count(*) filter (where m.billable is null))::int as unpriced`;

/**
 * What Meta took in the last 30 days, and how that stands against its limits.
 * @throws StorywireError `forbidden`
 */
export async function getCostsPage(db: Queryable, { actor }: { actor: Actor }): Promise<CostsPage> {
  demand(actor, 'sending.see', null);
  const [days, lines, [from]] = await Promise.all([
    db.execute<CostDay>(sql`
      select d.day, coalesce(c.messages, 0) as messages, coalesce(c.billable, 0) as billable,
        coalesce(c.unpriced, 0) as unpriced, coalesce(c.people, 0) as people
      from (
        select to_char(day, 'YYYY-MM-DD') as day
        from generate_series((${since}) at time zone 'UTC', now() at time zone 'UTC', interval '1 day') day
      ) d left join (
        select ${dayOf} as day, ${counts},
          (count(distinct coalesce(m.number_id, m.id)) filter (where m.outside_window))::int as people
        from message m join sender s on s.id = m.sender_id where m.accepted_at >= ${since} group by 1
      ) c on c.day = d.day
      order by d.day desc`),
    db.execute<CostLine>(sql`
      select ${dayOf} as day, m.kind, r.name as region, m.pricing_category as category, ${counts}
      from message m join sender s on s.id = m.sender_id
      left join number n on n.id = m.number_id left join region r on r.id = n.home_region_id
      where m.accepted_at >= ${since}
      group by 1, 2, 3, 4 order by 1 desc, 2, 3 nulls last, 4 nulls last`),
    db
      .select({ limit: sender.peoplePerDay, readAt: sender.limitReadAt })
      .from(sender)
      .orderBy(asc(sender.createdAt), asc(sender.id))
      .limit(1),
  ]);
  return {
    days: [...days],
    lines: [...lines],
    limit: from?.limit ?? null,
    limitReadAt: from?.readAt?.toISOString() ?? null,
    mostPeople: Math.max(0, ...days.map(({ people }) => people)),
  };
}
