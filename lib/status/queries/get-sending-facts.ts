import { asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { message, sender, token, webhookInbox } from '#db/schema.ts';
import { addsUp } from '../../messages/adds-up.ts';
import { countForAudit } from '../../messages/queries/audit-counts.ts';
import { getDailyPeople } from '../../messages/queries/daily-people.ts';
import { warnFrom } from '../../messages/share-people.ts';
import { openStates } from '../../words.ts';
import type { PeopleToday, SenderStanding, SendingFacts } from '../status-page.ts';

/** The queue, the senders, the webhooks and the sums, as they stand now. */
export async function getSendingFacts(db: Queryable): Promise<SendingFacts> {
  const [queued, senders, webhooks, audit] = await Promise.all([
    readQueue(db),
    listStandings(db),
    readWebhooks(db),
    countForAudit(db),
  ]);
  const { planned, ended, inFlight } = audit;
  return {
    ...queued,
    senders,
    webhooks,
    audit: { at: new Date().toISOString(), ok: addsUp(audit), planned, ended, inFlight },
  };
}

async function readQueue(db: Queryable) {
  // Written out, so that the partial index of open messages is used.
  const open = sql`state in ('planned', 'held', 'sending', 'accepted', 'sent')`;
  const [rows, [due], [doubt]] = await Promise.all([
    db
      .select({ state: message.state, count: sql<number>`count(*)::int` })
      .from(message)
      .where(open)
      .groupBy(message.state),
    db
      .select({ at: sql<Date | null>`min(${message.dueAt})`.mapWith(message.dueAt) })
      .from(message)
      .where(sql`state in ('planned', 'held') and ${message.dueAt} <= now()`),
    db.execute<{ count: number }>(sql`
      select count(*)::int as count from attempt a join message m on m.id = a.message_id
      where a.outcome = 'uncertain' and m.state = 'sending'`),
  ]);
  const counts = new Map(rows.map(({ state, count }) => [state, count]));
  return {
    queue: openStates.map((state) => ({ state, count: counts.get(state) ?? 0 })),
    oldestDueAt: due?.at?.toISOString() ?? null,
    uncertain: doubt?.count ?? 0,
  };
}

async function listStandings(db: Queryable): Promise<SenderStanding[]> {
  const rows = await db
    .select({
      id: sender.id,
      displayNumber: sender.displayNumber,
      quality: sender.quality,
      throughputPerSecond: sender.throughputPerSecond,
      breakerOpenedAt: sender.breakerOpenedAt,
      breakerProbeAt: sender.breakerProbeAt,
      pausedUntil: sender.pausedUntil,
      token: sql<SenderStanding['token']>`case ${token.state} when 'healthy' then 'works' else
        case when ${token.id} is null then 'none' else 'refused' end end`,
    })
    .from(sender)
    .leftJoin(token, eq(token.id, sender.tokenId))
    .orderBy(asc(sender.createdAt), asc(sender.id));
  const people = await Promise.all(rows.map(({ id }) => readPeople(db, id)));
  return rows.map((row, at) => ({
    ...row,
    people: people[at]!,
    breakerOpenedAt: row.breakerOpenedAt?.toISOString() ?? null,
    breakerProbeAt: row.breakerProbeAt?.toISOString() ?? null,
    pausedUntil: row.pausedUntil?.toISOString() ?? null,
  }));
}

async function readPeople(db: Queryable, senderId: string): Promise<PeopleToday> {
  const { nextFreeAt, ...people } = await getDailyPeople(db, { senderId });
  return {
    ...people,
    warnFrom: people.limit === null ? 0 : warnFrom(people.limit),
    nextFreeAt: nextFreeAt?.toISOString() ?? null,
  };
}

async function readWebhooks(db: Queryable) {
  const [[open], [last]] = await Promise.all([
    db
      .select({
        waiting: sql<number>`count(*)::int`,
        oldestAt: sql<Date | null>`min(${webhookInbox.receivedAt})`.mapWith(webhookInbox.receivedAt),
      })
      .from(webhookInbox)
      .where(isNull(webhookInbox.processedAt)),
    // Ids are made in the order of time, so the last one is the newest.
    db
      .select({ at: webhookInbox.receivedAt })
      .from(webhookInbox)
      .where(eq(webhookInbox.source, 'whatsapp'))
      .orderBy(desc(webhookInbox.id))
      .limit(1),
  ]);
  return {
    waiting: open?.waiting ?? 0,
    oldestAt: open?.oldestAt?.toISOString() ?? null,
    lastAt: last?.at.toISOString() ?? null,
  };
}
