import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { sender } from '#db/schema.ts';
import { peopleReserve } from '../share-people.ts';

/** How far the day's number of people is used up. */
export type DailyPeople = {
  /** People written to first in the last 24 hours, and those who are being written to. */
  used: number;
  /** NULL: no limit, or not yet read. */
  limit: number | null;
  /** Of the limit, kept for what cannot wait. 0 without a limit. */
  reserve: number;
  /** When the first of them drops out of the rolling day. NULL: nobody is in it. */
  nextFreeAt: Date | null;
};

/** Meta counts by the whole portfolio, so all senders of this installation count together. */
export async function getDailyPeople(
  db: Queryable,
  { senderId }: { senderId: string },
): Promise<DailyPeople> {
  const [row] = await db.select({ limit: sender.peoplePerDay }).from(sender).where(eq(sender.id, senderId));
  if (!row) throw new Error('There is no such sender.');
  const people = await listPeopleOfTheDay(db);
  const first = people[0];
  return {
    used: people.length,
    limit: row.limit,
    reserve: row.limit === null ? 0 : peopleReserve(row.limit),
    nextFreeAt: first ? new Date(first.freeMs) : null,
  };
}

export type PersonOfTheDay = {
  /** NULL: the number was removed. */
  regionId: string | null;
  /** When this person drops out of the rolling day, in milliseconds. */
  freeMs: number;
};

/**
 * Everybody who counts against the day's number of people, the first to drop
 * out first: accepted in the last 24 hours; being sent; and in doubt, since
 * what may have been accepted may have been counted.
 */
export async function listPeopleOfTheDay(db: Queryable): Promise<PersonOfTheDay[]> {
  const rows = await db.execute<PersonOfTheDay>(sql`
    select n.home_region_id as "regionId",
      (extract(epoch from max(c.at) + interval '24 hours') * 1000)::float8 as "freeMs"
    from (
      select coalesce(m.number_id, m.id) as person, m.number_id, m.accepted_at as at from message m
      where m.outside_window and m.sender_id in (select s.id from sender s)
        and m.accepted_at > now() - interval '24 hours'
      union all
      select coalesce(m.number_id, m.id), m.number_id, now() from message m
      where m.outside_window and m.state = 'sending'
      union all
      select coalesce(m.number_id, m.id), m.number_id, a.started_at from attempt a
      join message m on m.id = a.message_id
      where m.outside_window and m.state <> 'sending' and a.outcome = 'uncertain'
        and a.started_at > now() - interval '24 hours'
    ) c
    left join number n on n.id = c.number_id
    group by c.person, n.home_region_id
    order by 2, c.person`);
  return [...rows];
}
