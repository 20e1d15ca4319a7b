import { and, eq, inArray, lte, ne, or, sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Transaction } from '#db/client.ts';
import { message, number, region, sender } from '#db/schema.ts';
import { quietHoursOf, quietUntil } from '../../regions/quiet-hours.ts';
import { buzzKinds, isBuzz, waitingStates } from '../../words.ts';
import { databaseTime } from '../queries/database-time.ts';
import { listPeopleOfTheDay, type PersonOfTheDay } from '../queries/daily-people.ts';
import { peopleReserve, sharePeople, type WaitingPerson } from '../share-people.ts';
import { skipAlerts } from './end-messages.ts';
import { notifyStories } from './notify-stories.ts';

/** Whether a message may go to its number as far as the day's number of people is concerned. */
export type Admission = { admits: (numberId: string) => boolean };

const everybody: Admission = { admits: () => true };
const nobodyNew: Admission = { admits: () => false };

/** Names the lock of the portfolio's people among the database's advisory locks. */
const peopleLock = 4_011_250;

/** What is held is looked at again no sooner than this: slots come free by the second after a burst. */
const shortestHoldMs = 60_000;
const dayMs = 24 * 60 * 60_000;

/**
 * Decides who may be written to first today, and holds or skips whoever is left
 * out, so that the reason is on record and nobody clogs the queue. Held is what
 * will still be of use when room comes back, until then.
 *
 * One at a time in the whole installation may add people to the day: a lock of
 * the database, until the end of the transaction, so that what two workers claim
 * together never exceeds the limit. Whoever finds it taken adds nobody this
 * round, and waits for nobody.
 */
export async function admitPeople(
  tx: Transaction,
  { senderId, buzzes }: { senderId: string; buzzes: boolean },
): Promise<Admission> {
  // Without a template nobody can be written to first, and nobody is left out for want of room.
  if (!buzzes) return nobodyNew;
  const [from] = await tx.select({ limit: sender.peoplePerDay }).from(sender).where(eq(sender.id, senderId));
  if (!from || from.limit === null) return everybody;
  const [lock] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(${peopleLock}) as taken`,
  );
  if (!lock?.taken) return nobodyNew;
  const waiting = await listWaitingPeople(tx, senderId);
  if (waiting.length === 0) return nobodyNew;
  const people = await listPeopleOfTheDay(tx);
  const had = new Map<string, number>();
  for (const { regionId } of people) if (regionId !== null) had.set(regionId, (had.get(regionId) ?? 0) + 1);
  const reserve = peopleReserve(from.limit);
  const { admitted, leftOut } = sharePeople({ room: from.limit - people.length, reserve, had, waiting });
  if (leftOut.length > 0) {
    await leaveOut(tx, senderId, { leftOut, people, admitted: admitted.length, limit: from.limit, reserve });
  }
  const ids = new Set(admitted.map(({ numberId }) => numberId));
  return { admits: (numberId) => ids.has(numberId) };
}

/**
 * The numbers that cost no place in the day: counted already, and for some
 * minutes to come. The caller holds their rows, so that this stays true until
 * what is claimed for them counts itself.
 */
export async function listCounted(tx: Transaction, numberIds: readonly string[]): Promise<Set<string>> {
  if (numberIds.length === 0) return new Set();
  const rows = await tx
    .select({ id: number.id })
    .from(number)
    .where(and(anyOf(number.id, numberIds), isCounted));
  return new Set(rows.map(({ id }) => id));
}

const isCounted = sql`exists (
  select 1 from message p where p.number_id = ${number.id} and p.outside_window
    and (p.state = 'sending' or p.accepted_at > now() - interval '23 hours 55 minutes')
)`;

/** The window must last longer than sending takes. */
export const windowLasts = sql<boolean>`coalesce(${number.serviceUntil} > now() + interval '1 minute', false)`;

const isDue = (senderId: string) =>
  and(
    eq(message.senderId, senderId),
    inArray(message.state, [...waitingStates]),
    lte(message.dueAt, sql`now()`),
    ne(message.kind, 'reply'),
  );

async function listWaitingPeople(tx: Transaction, senderId: string): Promise<WaitingPerson[]> {
  const isNews = inArray(message.kind, [...buzzKinds]);
  return tx
    .select({
      numberId: number.id,
      regionId: number.homeRegionId,
      urgent: sql<boolean>`bool_or(not ${isNews})`,
      sinceMs: sql<number>`(extract(epoch from min(${message.createdAt})) * 1000)::float8`,
    })
    .from(message)
    .innerJoin(number, eq(number.id, message.numberId))
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .where(
      and(
        isDue(senderId),
        sql`${message.usefulUntil} > now()`,
        eq(number.state, 'active'),
        sql`${region.archivedAt} is null`,
        // What is ended or skipped for another reason takes nobody's place.
        or(sql`coalesce(${number.mutedUntil} <= now(), true)`, sql`not ${isNews}`),
        sql`not ${windowLasts}`,
        sql`not ${isCounted}`,
      ),
    )
    .groupBy(number.id);
}

type Left = {
  leftOut: readonly WaitingPerson[];
  people: readonly PersonOfTheDay[];
  admitted: number;
  limit: number;
  reserve: number;
};

/** Each of those left out gets the place that comes free at their turn, after those who wait for one already. */
async function leaveOut(tx: Transaction, senderId: string, left: Left): Promise<void> {
  const now = await databaseTime(tx);
  const promised = await countHeld(tx);
  const freeAt = new Map(
    left.leftOut.map(({ numberId, urgent }, index) => {
      const most = urgent ? left.limit : left.limit - left.reserve;
      const place = left.people.length + left.admitted - most + promised + index;
      const freeMs = left.people[Math.max(0, place)]?.freeMs ?? now.getTime() + dayMs;
      return [numberId, new Date(Math.max(freeMs, now.getTime() + shortestHoldMs))];
    }),
  );
  const rows = await lockLeftOut(tx, senderId, [...freeAt.keys()]);
  const held: { id: string; due_at: Date }[] = [];
  const skipped: string[] = [];
  for (const row of rows) {
    const dueAt = freeAt.get(row.numberId);
    const hours = quietHoursOf(row.ownQuietHours, row.regionQuietHours);
    // It is about to join the summary at the end of the quiet hours.
    const quiet = isBuzz(row.kind) && hours !== undefined && quietUntil(hours, row.timeZone, now);
    if (!dueAt || quiet) continue;
    if (row.usefulUntil > dueAt) held.push({ id: row.id, due_at: dueAt });
    else skipped.push(row.id);
  }
  await skipAlerts(tx, skipped, 'daily_limit');
  if (held.length === 0) return;
  await tx.execute(sql`
    update message m set state = 'held', held_reason = 'daily_limit', due_at = h.due_at
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as h(id uuid, due_at timestamptz)
    where m.id = h.id`);
  await notifyStories(
    tx,
    held.map(({ id }) => id),
  );
}

/** People who wait for a place that was promised to them. */
async function countHeld(tx: Transaction): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(distinct ${message.numberId})::int` })
    .from(message)
    .where(
      and(eq(message.state, 'held'), eq(message.heldReason, 'daily_limit'), sql`${message.dueAt} > now()`),
    );
  return row?.count ?? 0;
}

async function lockLeftOut(tx: Transaction, senderId: string, numberIds: string[]) {
  return tx
    .select({
      id: message.id,
      kind: message.kind,
      usefulUntil: message.usefulUntil,
      numberId: number.id,
      ownQuietHours: number.quietHours,
      regionQuietHours: region.quietHours,
      timeZone: region.timeZone,
    })
    .from(message)
    .innerJoin(number, eq(number.id, message.numberId))
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .where(and(isDue(senderId), anyOf(number.id, numberIds)))
    .for('no key update', { of: [message, number], skipLocked: true });
}
