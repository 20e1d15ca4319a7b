import { and, asc, desc, eq, getTableColumns, inArray, isNull, ne, not, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { alert, message, number, numberRegion, plan, region, route, story } from '#db/schema.ts';
import { notifyDue, notifyLive } from '../../live/notify.ts';
import { extendRollUps, type QueuedBuzz, queueBuzzes } from '../../messages/commands/queue-messages.ts';
import { summaryKey } from '../../messages/summary-time.ts';
import { quietHoursOf } from '../../regions/quiet-hours.ts';
import { buzzKinds } from '../../words.ts';
import {
  type AlertDecision,
  type OpenBuzz,
  planAlerts,
  type PlannedNumber,
  type PlannedStory,
} from '../plan-alerts.ts';

/** What a plan came to; `undefined` when there was nothing to plan, or it was planned before. */
export type PlannedCounts = { told: number; skipped: number };

/**
 * Decides who is told of a story and queues the messages, in one transaction:
 * the plan, its alerts and their messages exist together or not at all. The
 * rows of all numbers concerned are held, in the order of their ids, so that
 * plans for the same phone, whoever makes them, follow one another.
 * @param senderId what the messages go out from; `null`: WhatsApp is not set up, and nobody is told
 */
export async function planStory(
  db: Database,
  { storyId, senderId }: { storyId: string; senderId: string | null },
): Promise<PlannedCounts | undefined> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ ...getTableColumns(story), regionArchived: sql<boolean>`${region.archivedAt} is not null` })
      .from(story)
      .innerJoin(region, eq(region.id, story.regionId))
      .where(and(eq(story.id, storyId), story.alerted));
    if (!found) return undefined;
    // Waits for whoever plans the same story just now, and then finds it planned.
    const first = await tx
      .insert(plan)
      .values({ storyId, plannedAt: sql`now()`, told: 0, skipped: 0 })
      .onConflictDoNothing()
      .returning({ storyId: plan.storyId });
    if (first.length === 0) return undefined;
    const decisions = senderId === null ? [] : await decide(tx, found);
    const skipped = decisions.filter((decision) => decision.do === 'skip').length;
    const counts = { told: decisions.length - skipped, skipped };
    if (senderId !== null) await queue(tx, found.id, senderId, decisions);
    await tx.update(plan).set(counts).where(eq(plan.storyId, storyId));
    await notifyLive(tx, { topic: 'alert', id: storyId });
    if (counts.told > 0) await notifyDue(tx);
    return counts;
  });
}

async function decide(tx: Transaction, found: PlannedStory & { id: string }): Promise<AlertDecision[]> {
  const numbers = await lockNumbers(tx, found);
  const ids = numbers.map(({ id }) => id);
  const open = await openBuzzes(tx, ids);
  const summaries = await summariesOf(tx, ids);
  // Only now: waiting for the rows may have taken a while.
  const now = await databaseTime(tx);
  const planned = numbers.map(
    ({ buzzIntervalMinutes, ownQuietHours, quietHours, ...each }): PlannedNumber => ({
      ...each,
      buzzIntervalMs: buzzIntervalMinutes * 60_000,
      quietHours: quietHoursOf(ownQuietHours, quietHours),
      openBuzzes: open.get(each.id) ?? [],
      ...(summaries.get(each.id) ?? { openSummary: null, lastSummaryDay: null }),
    }),
  );
  return planAlerts(found, planned, now);
}

/** Every number outside the story's region that has no alert of it yet. */
async function lockNumbers(tx: Transaction, { id, regionId }: { id: string; regionId: string }) {
  return tx
    .select({
      id: number.id,
      homeRegionId: number.homeRegionId,
      state: number.state,
      mutedUntil: number.mutedUntil,
      buzzIntervalMinutes: number.buzzIntervalMinutes,
      // Its default is minus infinity, which no Date can hold.
      buzzFreeAt:
        sql<Date | null>`case when isfinite(${number.buzzFreeAt}) then ${number.buzzFreeAt} end`.mapWith(
          number.buzzFreeAt,
        ),
      delivery: route.delivery,
      follows: sql<boolean>`${numberRegion.numberId} is not null`,
      homeArchived: sql<boolean>`${region.archivedAt} is not null`,
      timeZone: region.timeZone,
      ownQuietHours: number.quietHours,
      quietHours: region.quietHours,
    })
    .from(number)
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .leftJoin(numberRegion, and(eq(numberRegion.numberId, number.id), eq(numberRegion.regionId, regionId)))
    .leftJoin(route, and(eq(route.sourceRegionId, regionId), eq(route.targetRegionId, number.homeRegionId)))
    .leftJoin(alert, and(eq(alert.numberId, number.id), eq(alert.storyId, id)))
    .where(and(ne(number.homeRegionId, regionId), isNull(alert.id)))
    .orderBy(asc(number.id))
    .for('no key update', { of: number });
}

/** What is still to buzz each number, or is being sent to it. */
async function openBuzzes(tx: Transaction, numberIds: string[]): Promise<Map<string, OpenBuzz[]>> {
  if (numberIds.length === 0) return new Map();
  const rows = await tx
    .select({
      numberId: sql<string>`${message.numberId}`,
      messageId: message.id,
      dueAt: message.dueAt,
      collecting: sql<boolean>`${message.kind} = 'rollup' and ${message.state} = 'planned' and ${message.leaseEpoch} = 0`,
    })
    .from(message)
    .where(
      and(
        inArray(message.numberId, numberIds),
        inArray(message.kind, [...buzzKinds]),
        or(eq(message.state, 'planned'), eq(message.state, 'sending')),
        not(summaryCollects),
      ),
    );
  return Map.groupBy(rows, ({ numberId }) => numberId);
}

const summaryCollects = sql`(${message.kind} = 'summary' and ${message.state} = 'planned' and ${message.leaseEpoch} = 0)`;

/** The summary of each number that still takes stories, and the day of the latest that does not. */
async function summariesOf(tx: Transaction, numberIds: string[]) {
  if (numberIds.length === 0) return new Map<string, never>();
  const rows = await tx
    .select({
      numberId: sql<string>`${message.numberId}`,
      messageId: message.id,
      dueAt: message.dueAt,
      day: sql<string>`right(${message.dedupeKey}, 10)`,
      collecting: sql<boolean>`${summaryCollects}`,
    })
    .from(message)
    .where(and(inArray(message.numberId, numberIds), eq(message.kind, 'summary')))
    .orderBy(desc(message.dedupeKey));
  const byNumber = Map.groupBy(rows, ({ numberId }) => numberId);
  return new Map(
    [...byNumber].map(([numberId, own]) => [
      numberId,
      {
        openSummary: own.find(({ collecting }) => collecting) ?? null,
        lastSummaryDay: own.find(({ collecting }) => !collecting)?.day ?? null,
      },
    ]),
  );
}

async function databaseTime(tx: Transaction): Promise<Date> {
  const [row] = await tx.execute<{ ms: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
  );
  if (!row) throw new Error('The database told no time.');
  return new Date(row.ms);
}

async function queue(
  tx: Transaction,
  storyId: string,
  senderId: string,
  decisions: readonly AlertDecision[],
): Promise<void> {
  const buzzes = decisions.flatMap((decision): QueuedBuzz[] => {
    const { numberId } = decision;
    if (decision.do === 'send')
      return [{ kind: 'story', dedupeKey: `story:${storyId}:${numberId}`, senderId, ...due(decision) }];
    if (decision.do === 'collect')
      return [{ kind: 'rollup', dedupeKey: `rollup:${numberId}:${storyId}`, senderId, ...due(decision) }];
    if (decision.do === 'summarize')
      return [{ kind: 'summary', dedupeKey: summaryKey(numberId, decision.day), senderId, ...due(decision) }];
    return [];
  });
  const ids = await queueBuzzes(tx, buzzes);
  const carriedBy = new Map(buzzes.map(({ numberId }, index) => [numberId, ids[index]]));
  const joined = decisions.filter((decision) => decision.do === 'join');
  const [anyJoined] = joined;
  if (anyJoined)
    await extendRollUps(
      tx,
      joined.map(({ messageId }) => messageId),
      anyJoined.usefulUntil,
    );
  if (decisions.length === 0) return;
  await tx.insert(alert).values(
    decisions.map((decision) => ({
      storyId,
      numberId: decision.numberId,
      messageId: decision.do === 'join' ? decision.messageId : (carriedBy.get(decision.numberId) ?? null),
      skippedReason: decision.do === 'skip' ? decision.reason : null,
    })),
  );
}

const due = ({ numberId, dueAt, usefulUntil }: Extract<AlertDecision, { dueAt: Date }>) => ({
  numberId,
  dueAt,
  usefulUntil,
});
