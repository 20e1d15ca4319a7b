import { asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { region, repost, repostTarget, story, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand, may } from '../../people/permissions.ts';
import type { StoryReposts } from '../story-repost.ts';
import { listRepostRegions } from './list-repost-regions.ts';

/**
 * The reposts of a story: all of them for the team whose story it is, which is
 * to hear of each, and for every other region's editors their own.
 */
export async function listRepostsOf(
  db: Queryable,
  { actor, storyId }: { actor: Actor; storyId: string },
): Promise<StoryReposts> {
  demand(actor, 'stories.read', null);
  const rows = await db
    .select({
      id: repost.id,
      regionId: repost.regionId,
      sourceRegionId: story.regionId,
      region: region.name,
      by: user.name,
      at: repost.createdAt,
      published: sql<number>`(select count(*) from ${repostTarget} where ${repostTarget.repostId} = ${repost.id}
        and ${repostTarget.state} = 'published')::int`,
    })
    .from(repost)
    .innerJoin(story, eq(story.id, repost.storyId))
    .innerJoin(region, eq(region.id, repost.regionId))
    .innerJoin(user, eq(user.id, repost.byUserId))
    .where(eq(repost.storyId, storyId))
    .orderBy(asc(repost.createdAt), asc(repost.id));
  return {
    reposts: rows.flatMap(({ regionId, sourceRegionId, id, at, ...row }) => {
      const opens = may(actor, 'reposts.edit', regionId);
      // Viewers of the source team hear of it, too: whoever sees who was told of its stories.
      if (!opens && !may(actor, 'alerts.see', sourceRegionId)) return [];
      return [{ ...row, at: at.toISOString(), id: opens ? id : null }];
    }),
    regions: await listRepostRegions(db, { actor }),
  };
}
