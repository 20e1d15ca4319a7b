import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, region, regionGroup, seen, story } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand } from '../../people/permissions.ts';
import { goneAt, isThere } from '../../stories/queries/gone-at.ts';
import type { TrayRegion } from '../feed-story.ts';
import { markColumns } from './select-stories.ts';

/**
 * The regions that post, by group and name, with what of theirs is live on
 * Instagram now, and what of that the reader has not seen. An archived one is there until its last story has gone.
 */
export async function listTray(
  db: Queryable,
  { actor, now = new Date() }: { actor: Actor; now?: Date },
): Promise<TrayRegion[]> {
  demand(actor, 'stories.read', null);
  const isLive: SQL = isThere(now);
  const isSeen: SQL =
    actor.kind === 'user'
      ? sql`exists (select from ${seen} where ${seen.storyId} = ${story.id} and ${seen.userId} = ${actor.userId})`
      : sql`false`;
  const rows = await db
    .select({
      region: markColumns,
      group: { id: regionGroup.id, name: regionGroup.name },
      accounts: sql<
        string[]
      >`array(select ${account.username} from ${account} where ${account.regionId} = ${region.id} order by 1)`,
      live: sql<number>`count(${story.id})::int`,
      unseen: sql<number>`count(${story.id}) filter (where not ${isSeen})::int`,
      postedAt: sql<Date | null>`max(${story.postedAt})`.mapWith(story.postedAt),
      expiresAt: sql<Date | null>`max(${goneAt})`.mapWith(story.expiresAt),
    })
    .from(region)
    .leftJoin(regionGroup, eq(region.groupId, regionGroup.id))
    .leftJoin(story, and(eq(story.regionId, region.id), isLive))
    .where(
      sql`${story.id} is not null or (${region.archivedAt} is null
        and exists (select 1 from ${account} where ${account.regionId} = ${region.id}))`,
    )
    .groupBy(region.id, regionGroup.id)
    .orderBy(sql`${regionGroup.position} nulls first`, asc(regionGroup.name), asc(region.name));
  return rows.map(({ postedAt, expiresAt, ...row }) => ({
    ...row,
    latest:
      postedAt && expiresAt ? { postedAt: postedAt.toISOString(), expiresAt: expiresAt.toISOString() } : null,
  }));
}
