import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { alert, number, plan, region, story } from '#db/schema.ts';
import { notifyDue, notifyLive } from '../../live/notify.ts';
import { databaseTime } from '../../messages/queries/database-time.ts';
import {
  extendRollUps,
  holdWaiting,
  type QueuedBuzz,
  queueBuzzes,
} from '../../messages/commands/queue-messages.ts';
import { type AlertDecision, planAlerts, type PlannedStory } from '../plan-alerts.ts';
import { plannedNumber } from '../planned-number.ts';
import { listOpenBuzzes, selectNumbersToTell } from '../queries/numbers-to-tell.ts';

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
      .select({ ...getTableColumns(story), regionArchived: archivedWhenPosted })
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

/** Out of use now, or when it was posted: what is found once the region is back is kept, and no news. */
const archivedWhenPosted = sql<boolean>`${region.archivedAt} is not null
  or coalesce(${story.postedAt} >= ${region.archivedFrom} and ${story.postedAt} < ${region.restoredAt}, false)`;

type FoundStory = PlannedStory & { id: string };

async function decide(tx: Transaction, found: FoundStory): Promise<AlertDecision[]> {
  const rows = await selectNumbersToTell(tx, { regionId: found.regionId, storyId: found.id }).for(
    'no key update',
    { of: number },
  );
  const open = await listOpenBuzzes(
    tx,
    rows.map(({ id }) => id),
  );
  // Only now: waiting for the rows may have taken a while.
  const now = await databaseTime(tx);
  return planAlerts(
    found,
    rows.map((row) => plannedNumber(row, open.get(row.id) ?? [])),
    now,
  );
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
      return [
        {
          kind: 'story',
          dedupeKey: `story:${storyId}:${numberId}`,
          senderId,
          heldReason: null,
          ...due(decision),
        },
      ];
    if (decision.do === 'collect') {
      const { kind, heldReason } = decision;
      return [{ kind, dedupeKey: `${kind}:${numberId}:${storyId}`, senderId, heldReason, ...due(decision) }];
    }
    return [];
  });
  const ids = await queueBuzzes(tx, buzzes);
  const carriedBy = new Map(buzzes.map(({ numberId }, index) => [numberId, ids[index]]));
  const joined = decisions.filter((decision) => decision.do === 'join');
  for (const [usefulUntilMs, together] of Map.groupBy(joined, ({ usefulUntil }) => usefulUntil.getTime()))
    await extendRollUps(
      tx,
      together.map(({ messageId }) => messageId),
      new Date(usefulUntilMs),
    );
  for (const [reason, together] of Map.groupBy(joined, ({ heldReason }) => heldReason))
    if (reason !== null)
      await holdWaiting(
        tx,
        together.map(({ messageId }) => messageId),
        reason,
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
