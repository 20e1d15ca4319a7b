import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { number, numberRegion, region, route, story } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { databaseTime } from '../../messages/queries/database-time.ts';
import { demand } from '../../people/permissions.ts';
import { quietHoursOf } from '../../regions/quiet-hours.ts';
import { rememberingClock } from '../../regions/remembering-clock.ts';
import type { RouteDelivery } from '../../words.ts';
import type { PlannedStory } from '../plan-alerts.ts';
import type { MonthCost } from '../rehearsal.ts';
import type { RouteChange } from '../route-change.ts';
import { cellKey } from '../route-matrix.ts';
import {
  type DeliveryOf,
  type MessageCounts,
  monthMs,
  noMessages,
  type NumberGroup,
  simulateMonth,
} from '../simulate-month.ts';

/**
 * What the last 30 days' stories would have cost in messages, under the saved
 * matrix and under a draft. It depends on no account and no moment, so it is
 * reckoned apart from the rehearsal, which is asked for far more often.
 * @param changes of a drafted matrix; none: as it is saved
 */
export async function getMonthCost(
  db: Queryable,
  { actor, changes }: { actor: Actor; changes: readonly RouteChange[] },
): Promise<MonthCost> {
  demand(actor, 'regions.see', null);
  const now = await databaseTime(db);
  const [stories, groups, regions, cells] = await Promise.all([
    listStories(db, now),
    listNumberGroups(db),
    db
      .select({
        id: region.id,
        name: region.name,
        markText: region.markText,
        markColor: region.markColor,
      })
      .from(region)
      .orderBy(asc(region.name)),
    db.select().from(route),
  ]);
  const saved = new Map<string, RouteDelivery>(
    cells.map((cell) => [cellKey(cell.sourceRegionId, cell.targetRegionId), cell.delivery]),
  );
  const drafted = new Map([
    ...saved,
    ...changes.map((cell) => [cellKey(cell.sourceRegionId, cell.targetRegionId), cell.to] as const),
  ]);
  const before = await simulateInTurns(stories, groups, (from, to) => saved.get(cellKey(from, to)) ?? null);
  // What no change leads to costs what it did.
  const changed = new Set(changes.map(({ targetRegionId }) => targetRegionId));
  const after = await simulateInTurns(
    stories,
    groups.filter(({ homeRegionId }) => changed.has(homeRegionId)),
    (from, to) => drafted.get(cellKey(from, to)) ?? null,
  );
  return {
    stories: stories.length,
    changes: changes.length,
    regions: regions
      .filter(({ id }) => before.has(id))
      .map((each) => {
        const counts = before.get(each.id) ?? noMessages;
        return { ...each, saved: counts, draft: after.get(each.id) ?? counts };
      }),
  };
}

/** Region by region, so that nobody else's request waits for a whole month to be reckoned. */
async function simulateInTurns(
  stories: readonly PlannedStory[],
  groups: readonly NumberGroup[],
  deliveryOf: DeliveryOf,
): Promise<Map<string, MessageCounts>> {
  const clock = rememberingClock();
  const counts = new Map<string, MessageCounts>();
  for (const own of Map.groupBy(groups, ({ homeRegionId }) => homeRegionId).values()) {
    for (const [id, sum] of simulateMonth(stories, own, deliveryOf, clock)) counts.set(id, sum);
    await setImmediate();
  }
  return counts;
}

async function listStories(db: Queryable, now: Date): Promise<PlannedStory[]> {
  return db
    .select({
      regionId: story.regionId,
      regionArchived: sql<boolean>`${region.archivedAt} is not null`,
      deletedAt: story.deletedAt,
      postedAt: story.postedAt,
      foundAt: story.foundAt,
      expiresAt: story.expiresAt,
    })
    .from(story)
    .innerJoin(region, eq(region.id, story.regionId))
    .where(and(story.alerted, gt(story.foundAt, new Date(now.getTime() - monthMs))))
    .orderBy(asc(story.foundAt), asc(story.seq));
}

/** Numbers that nothing tells apart count as one, so many times. */
async function listNumberGroups(db: Queryable): Promise<NumberGroup[]> {
  const follows = sql<string[]>`array(
    select f.region_id::text from ${numberRegion} f where f.number_id = ${number.id} order by 1
  )`;
  const rows = await db
    .select({
      homeRegionId: number.homeRegionId,
      homeArchived: sql<boolean>`${region.archivedAt} is not null`,
      state: number.state,
      hears: number.hears,
      buzzIntervalMinutes: number.buzzIntervalMinutes,
      ownQuietHours: number.quietHours,
      regionQuietHours: region.quietHours,
      timeZone: region.timeZone,
      follows,
    })
    .from(number)
    .innerJoin(region, eq(region.id, number.homeRegionId));
  return [...Map.groupBy(rows, (row) => JSON.stringify(row)).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { buzzIntervalMinutes, ownQuietHours, regionQuietHours, ...rest } = first;
    return [
      {
        ...rest,
        buzzIntervalMs: buzzIntervalMinutes * 60_000,
        quietHours: quietHoursOf(ownQuietHours, regionQuietHours),
        count: same.length,
      },
    ];
  });
}
