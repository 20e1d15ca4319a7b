import { sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import type { FoundAlarm } from '../../alarms/alarm-changes.ts';
import { daysLeft, warningStage } from '../../accounts/token-time.ts';
import { quietHoursOf, quietUntil } from '../../regions/quiet-hours.ts';

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
 * The brand's number, where the token that sent was disconnected and no other takes its place.
 * @param phoneNumberId the number that is set up now; one that was before sends nothing, and need not
 */
export async function findSilentSenders(
  db: Queryable,
  phoneNumberId: string | undefined,
): Promise<FoundAlarm[]> {
  if (phoneNumberId === undefined) return [];
  const rows = await db.execute<{ thing: string }>(sql`
    select id as thing from sender where token_id is null and phone_number_id = ${phoneNumberId}`);
  return rows.map(({ thing }) => ({ thing }));
}

/**
 * The media store, while stories wait that it refused; they are tried again
 * every few seconds. What it refused a quarter of an hour ago and not since waits
 * for something else.
 */
export async function findStoreTrouble(db: Queryable): Promise<FoundAlarm[]> {
  const [row] = await db.execute<{ stories: number }>(sql`
    select count(*)::int as stories from story
    where media_state = 'pending' and store_trouble_at > now() - interval '15 minutes'`);
  return row && row.stories > 0 ? [{ thing: 'media', detail: { stories: row.stories } }] : [];
}

/** The media store, while files are not deleted that were marked a day ago; they are tried again every hour. */
export async function findRemovalTrouble(db: Queryable): Promise<FoundAlarm[]> {
  const [row] = await db.execute<{ files: number }>(sql`
    select count(*)::int as files from media_removal
    where removed_at is null and marked_at < now() - interval '1 day'`);
  return row && row.files > 0 ? [{ thing: 'removal', detail: { files: row.files } }] : [];
}

/**
 * Tokens that end soon and that something depends on, with the warning that is
 * due: each has its alarm, so that one comes two weeks, one week and one day
 * before the end, also where an earlier one was overlooked.
 */
export async function findEndingTokens(
  db: Queryable,
  now: Date,
): Promise<{ expiring: FoundAlarm[]; ending: FoundAlarm[] }> {
  const rows = await db.execute<{ thing: string; endsMs: number; accounts: number; senders: number }>(sql`
    select * from (
      select t.id as thing, (extract(epoch from t.expires_at) * 1000)::float8 as "endsMs",
        (select count(*)::int from account a where a.token_id = t.id) as accounts,
        (select count(*)::int from sender s where s.token_id = t.id) as senders
      from token t where t.state = 'healthy' and t.expires_at is not null
    ) ends where accounts + senders > 0`);
  const due = rows.flatMap(({ thing, endsMs, ...uses }) => {
    const expiresAt = new Date(endsMs);
    const stage = warningStage(expiresAt, now);
    if (stage === undefined) return [];
    return [{ stage, thing: `${thing} ${stage}`, detail: { ...uses, days: daysLeft(expiresAt, now) } }];
  });
  const found = (last: boolean) =>
    due
      .filter(({ stage }) => (stage === 1) === last)
      .map(({ thing, detail }): FoundAlarm => ({ thing, detail }));
  return { expiring: found(false), ending: found(true) };
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

/**
 * Regions of which nobody was reached by news within half an hour after its
 * plan, nor by anything since, and where it is not night. Only those count who
 * were to hear at once; a roll-up has half an hour from when it went out. The
 * same as `unreached` on a story's page (lib/feed/coverage.ts).
 */
export async function findUnreached(db: Queryable, now: Date): Promise<FoundAlarm[]> {
  const rows = await db.execute<{
    regionId: string;
    quietHours: string | null;
    timeZone: string;
    code: string;
    phones: number;
  }>(sql`
    select distinct on (r.id) r.id as "regionId", r.quiet_hours as "quietHours", r.time_zone as "timeZone",
      s.code, count(*)::int as phones
    from plan p join story s on s.id = p.story_id join alert a on a.story_id = s.id
    join message m on m.id = a.message_id join number n on n.id = m.number_id
    join region r on r.id = n.home_region_id and r.archived_at is null
    where p.planned_at between now() - interval '24 hours' and now() - interval '30 minutes'
      and m.kind in ('story', 'rollup') and m.state <> 'held'
    group by r.id, s.id, p.planned_at
    having bool_and(m.state not in ('delivered', 'read') and m.delivered_at is null and m.read_at is null and m.seen_at is null)
      and bool_and(m.kind = 'story' or coalesce(m.accepted_at, m.failed_at, m.due_at) < now() - interval '30 minutes')
      and not exists (
        select 1 from number o where o.home_region_id = r.id and o.last_reached_at > p.planned_at
      )
    order by r.id, p.planned_at desc`);
  return rows.flatMap(({ regionId, quietHours, timeZone, code, phones }) => {
    const hours = quietHoursOf(null, quietHours);
    if (hours && quietUntil(hours, timeZone, now)) return [];
    return [{ thing: regionId, regionId, detail: { code, phones } }];
  });
}
