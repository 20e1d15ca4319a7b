import { eq, gte, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { account, note, region, story } from '#db/schema.ts';
import { isGone, isThere } from '../../stories/queries/gone-at.ts';
import { dayBounds } from '../day-bounds.ts';
import type { FeedFilter } from '../feed-filter.ts';

/**
 * What a filter asks of a story, in a query that has its account and region at hand.
 * @param timeZone whose days the filter's dates are; IANA name
 */
export function filterConditions(filter: FeedFilter, timeZone: string, now: Date): (SQL | undefined)[] {
  const { region: regionId, group, account: username, kind, standing, from, to, q } = filter;
  const { begins, ends } = dayBounds({ from, to }, timeZone);
  return [
    regionId === undefined ? undefined : eq(story.regionId, regionId),
    group === undefined ? undefined : eq(region.groupId, group),
    username === undefined ? undefined : eq(account.username, username),
    kind === undefined ? undefined : eq(story.kind, kind),
    standing === undefined ? undefined : stands(standing, now),
    begins && gte(story.postedAt, begins),
    ends && lt(story.postedAt, ends),
    ...(q ?? '').split(/\s+/u).filter(Boolean).map(says),
  ];
}

function stands(standing: NonNullable<FeedFilter['standing']>, now: Date): SQL {
  switch (standing) {
    case 'live':
      return isThere(now);
    case 'ended':
      return isGone(now);
    case 'deleted':
      return isNotNull(story.deletedAt);
    case 'missing':
      return inArray(story.mediaState, ['none', 'expired', 'failed']);
  }
}

/** Whether a word stands anywhere in what one would look for a story by, whatever its case and accents. */
function says(word: string): SQL | undefined {
  const folded = sql`public.search_fold(${word})`;
  const within = (text: SQL) => sql`strpos(${text}, ${folded}) > 0`;
  return or(
    within(sql`${story.searchText}`),
    within(sql`public.search_fold(${account.username} || ' ' || ${account.name} || ' ' || ${region.name})`),
    sql`exists (select from ${note} where ${note.storyId} = ${story.id} and ${within(sql`${note.searchText}`)})`,
    eq(story.code, word.toUpperCase()),
  );
}
