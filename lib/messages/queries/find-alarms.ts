import { sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import type { FoundAlarm } from '../../alarms/alarm-changes.ts';

/**
 * Messages whose fate stayed in doubt and that nobody has dealt with. Meta
 * repeats its webhooks for seven days; after that nobody will ever know, and
 * there is nothing left to decide.
 */
export async function findUnconfirmed(db: Queryable): Promise<FoundAlarm[]> {
  const rows = await db.execute<{ thing: string; regionId: string | null; kind: string }>(sql`
    select distinct m.id as thing, n.home_region_id as "regionId", m.kind
    from attempt a join message m on m.id = a.message_id left join number n on n.id = m.number_id
    where a.outcome = 'uncertain' and m.state = 'unconfirmed' and a.started_at > now() - interval '7 days'`);
  return rows.map(({ thing, regionId, kind }) => ({
    thing,
    ...(regionId === null ? {} : { regionId }),
    detail: { kind },
  }));
}

/** Tokens that Meta refuses and that something still depends on. */
export async function findBrokenTokens(db: Queryable): Promise<FoundAlarm[]> {
  const rows = await db.execute<{ thing: string; accounts: number; senders: number }>(sql`
    select * from (
      select t.id as thing,
        (select count(*)::int from account a where a.token_id = t.id) as accounts,
        (select count(*)::int from sender s where s.token_id = t.id) as senders
      from token t where t.state = 'broken'
    ) broken where accounts + senders > 0`);
  return rows.map(({ thing, accounts, senders }) => ({ thing, detail: { accounts, senders } }));
}

/**
 * Senders of which Meta tells nothing any more: the latest messages that it
 * accepted ten minutes ago or earlier have not a single status, and neither
 * has anything sent since. Statuses come within seconds.
 */
export async function findSilentWebhooks(db: Queryable): Promise<FoundAlarm[]> {
  const rows = await db.execute<{ thing: string; messages: number; since: string }>(sql`
    select s.id as thing, latest.messages, latest.since
    from sender s cross join lateral (
      select count(*)::int as messages, max(a.started_at) as newest,
        to_char(min(a.started_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
      from (
        select b.started_at from attempt b
        where b.sender_id = s.id and b.outcome = 'accepted' and b.started_at < now() - interval '10 minutes'
          and b.started_at > now() - interval '7 days'
        order by b.started_at desc limit 5
      ) a
    ) latest
    where latest.messages > 0 and not exists (
      select 1 from attempt b join status_event e on e.attempt_id = b.id
      where b.sender_id = s.id and b.started_at >= latest.since::timestamptz
    )`);
  return rows.map(({ thing, messages, since }) => ({ thing, detail: { messages, since } }));
}

/**
 * Kinds of message for which Meta has approved no template in any language, so
 * that none can be sent. A sender that has just been connected is given ten
 * minutes, which is longer than approval commonly takes.
 * @param set our templates, as they now are
 */
export async function findUnusableTemplates(
  db: Queryable,
  set: readonly { kind: string; definition: { name: string } }[],
): Promise<FoundAlarm[]> {
  const rows = await db.execute<{ senderId: string; names: string[] }>(sql`
    select s.id as "senderId",
      coalesce(array_agg(distinct t.name) filter (where t.state = 'approved'), '{}') as names
    from sender s left join template t on t.sender_id = s.id
    where s.created_at < now() - interval '10 minutes'
    group by s.id`);
  // With its picture or without, it says the same.
  const kinds = Map.groupBy(set, ({ kind }) => kind.replace(/_plain$/, ''));
  return rows.flatMap(({ senderId, names }) =>
    [...kinds].flatMap(([kind, templates]) =>
      templates.some(({ definition }) => names.includes(definition.name))
        ? []
        : [{ thing: `${senderId} ${kind}`, detail: { kind } }],
    ),
  );
}
