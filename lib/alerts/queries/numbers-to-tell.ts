import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import {
  alert,
  message,
  number,
  numberRegion,
  region,
  repost,
  repostTarget,
  route,
  story,
} from '#db/schema.ts';
import { buzzKinds, waitingStates } from '../../words.ts';
import type { OpenBuzz } from '../plan-alerts.ts';

/**
 * Every number outside a region, with what decides whether it hears of the
 * region's stories. For planning and for its rehearsal alike, so that the two
 * cannot differ in whom they look at; planning locks what it gets.
 * @param storyId numbers that have an alert of this story already are left out,
 * and those of the team that made it, as a repost to another region's account;
 * the team whose story it was made of hears of it as if it followed the region
 */
export function selectNumbersToTell(
  db: Queryable,
  { regionId, storyId }: { regionId: string; storyId?: string },
) {
  const untold =
    storyId === undefined
      ? undefined
      : sql`not exists (select 1 from ${alert} where ${alert.numberId} = ${number.id} and ${alert.storyId} = ${storyId})
          and not exists (select 1 from ${story}
            join ${repostTarget} on ${repostTarget.accountId} = ${story.accountId} and ${repostTarget.mediaId} = ${story.mediaId}
            join ${repost} on ${repost.id} = ${repostTarget.repostId}
            where ${story.id} = ${storyId} and ${repost.regionId} = ${number.homeRegionId})`;
  const isSource =
    storyId === undefined
      ? sql`false`
      : sql`${number.homeRegionId} = (select source.region_id from ${story}
          join ${story} source on source.id = ${story.sourceStoryId} where ${story.id} = ${storyId})`;
  return db
    .select({
      id: number.id,
      homeRegionId: number.homeRegionId,
      state: number.state,
      mutedUntil: number.mutedUntil,
      hears: number.hears,
      buzzIntervalMinutes: number.buzzIntervalMinutes,
      // Its default is minus infinity, which no Date can hold.
      buzzFreeAt:
        sql<Date | null>`case when isfinite(${number.buzzFreeAt}) then ${number.buzzFreeAt} end`.mapWith(
          number.buzzFreeAt,
        ),
      delivery: route.delivery,
      follows: sql<boolean>`${numberRegion.numberId} is not null or coalesce(${isSource}, false)`,
      homeArchived: sql<boolean>`${region.archivedAt} is not null`,
      timeZone: region.timeZone,
      ownQuietHours: number.quietHours,
      regionQuietHours: region.quietHours,
      language: sql<string>`coalesce(${number.language}, ${region.language})`,
    })
    .from(number)
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .leftJoin(numberRegion, and(eq(numberRegion.numberId, number.id), eq(numberRegion.regionId, regionId)))
    .leftJoin(route, and(eq(route.sourceRegionId, regionId), eq(route.targetRegionId, number.homeRegionId)))
    .where(and(ne(number.homeRegionId, regionId), untold))
    .orderBy(asc(number.id));
}

/** With how many stories it carries so far. */
export type CarryingBuzz = OpenBuzz & { stories: number };

/** What is still to buzz each number, or is being sent to it. */
export async function listOpenBuzzes(
  db: Queryable,
  numberIds: readonly string[],
): Promise<Map<string, CarryingBuzz[]>> {
  if (numberIds.length === 0) return new Map();
  const rows = await db
    .select({
      numberId: sql<string>`${message.numberId}`,
      messageId: message.id,
      dueAt: message.dueAt,
      collecting: sql<'rollup' | 'summary' | null>`case when ${message.kind} in ('rollup', 'summary')
        and ${message.state} in ('planned', 'held') and ${message.leaseEpoch} = 0 then ${message.kind} end`,
      stories: sql<number>`(select count(*)::int from alert a where a.message_id = message.id)`,
    })
    .from(message)
    .where(
      and(
        inArray(message.numberId, [...numberIds]),
        inArray(message.kind, [...buzzKinds]),
        inArray(message.state, [...waitingStates, 'sending']),
      ),
    );
  return Map.groupBy(rows, ({ numberId }) => numberId);
}
