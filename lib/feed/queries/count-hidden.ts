import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, region, story } from '#db/schema.ts';
import { type FeedFilter, filterFields } from '../feed-filter.ts';
import { type HiddenBy, mostHidden } from '../hidden-by.ts';
import { filterConditions } from './filter-conditions.ts';

/**
 * What each part of a filter hides by itself: how many stories there would be
 * without it. Parts that hide none are left out.
 */
export async function countHidden(
  db: Queryable,
  { filter, timeZone, now }: { filter: FeedFilter; timeZone: string; now: Date },
): Promise<HiddenBy[]> {
  const hidden: HiddenBy[] = [];
  // One after the other: each may have to look through everything that was ever posted.
  for (const field of filterFields.filter((each) => filter[each] !== undefined)) {
    const left = db
      .select({ id: story.id })
      .from(story)
      .innerJoin(account, eq(account.id, story.accountId))
      .innerJoin(region, eq(region.id, story.regionId))
      .where(and(...filterConditions({ ...filter, [field]: undefined }, timeZone, now)))
      .limit(mostHidden)
      .as('left_over');
    const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(left);
    if (row!.count > 0) hidden.push({ field, count: row!.count });
  }
  return hidden;
}
