import { sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';

/** What an audit counts. Everything from `unplannedStories` on should be 0. */
export type AuditCounts = {
  /** Alerts that plans of the last two days speak of. */
  planned: number;
  /** Alerts skipped with a reason, or whose message has come to an end. */
  ended: number;
  inFlight: number;
  unplannedStories: number;
  unreadWebhooks: number;
  /** Planned, long due, and nothing that explains why. */
  overdue: number;
  /** Being sent for far longer than a lease. */
  stuckSending: number;
  /** In flight long after they were of use. */
  unended: number;
  /** In doubt for more than five minutes: to be seen by a human, though not a mismatch. */
  inDoubt: number;
};

/**
 * Counts what should add up, by the database's clock, over the stories of the
 * last two days: no message lives longer.
 */
export async function countForAudit(db: Queryable): Promise<AuditCounts> {
  const [row] = await db.execute<AuditCounts>(sql`
    with recent as (
      select p.story_id, p.told + p.skipped as planned from plan p where p.planned_at > now() - interval '2 days'
    ), told as (
      select a.id, a.skipped_reason, m.state from recent r
      join alert a on a.story_id = r.story_id left join message m on m.id = a.message_id
    ), flight as (
      select m.*, coalesce(s.paused_until > now(), false) or s.breaker_opened_at is not null or t.state <> 'healthy' as paused,
        coalesce(n.not_before > now(), false) or (m.kind <> 'joined' and exists (
          select 1 from message j where j.number_id = m.number_id and j.kind = 'joined' and j.state in ('planned', 'held', 'sending')
        )) as held
      from message m join sender s on s.id = m.sender_id join token t on t.id = s.token_id
      left join number n on n.id = m.number_id
      where m.state in ('planned', 'held', 'sending', 'accepted', 'sent')
    )
    select
      (select coalesce(sum(planned), 0)::int from recent) as planned,
      (select count(*)::int from told where skipped_reason is not null
        or state in ('delivered', 'read', 'failed', 'unconfirmed', 'expired')) as ended,
      (select count(*)::int from told where state in ('planned', 'held', 'sending', 'accepted', 'sent')) as "inFlight",
      (select count(*)::int from story s where s.alerted and s.found_at < now() - interval '2 minutes' and s.expires_at > now()
        and not exists (select 1 from plan p where p.story_id = s.id)) as "unplannedStories",
      (select count(*)::int from webhook_inbox w where w.processed_at is null
        and w.received_at < now() - interval '2 minutes') as "unreadWebhooks",
      (select count(*)::int from flight where state in ('planned', 'held') and not paused and not held
        and due_at < now() - interval '5 minutes') as "overdue",
      (select count(*)::int from flight where state = 'sending' and lease_until < now() - interval '2 minutes'
        and exists (select 1 from attempt a where a.message_id = flight.id and a.outcome = 'sending')) as "stuckSending",
      (select count(*)::int from flight where useful_until < now() - interval '2 minutes') as "unended",
      (select count(*)::int from attempt a join message m on m.id = a.message_id
        where a.outcome = 'uncertain' and m.state = 'sending' and a.started_at < now() - interval '5 minutes') as "inDoubt"`);
  if (!row) throw new Error('The audit counted nothing.');
  return { ...row };
}
