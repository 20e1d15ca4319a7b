import { sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import type { Actor } from '../../actor.ts';
import { demand } from '../../people/permissions.ts';
import { type Lineage, lineageOf, type LineageStory } from '../lineage.ts';

/** More generations, or more stories of one, nobody reads. */
const mostDeep = 12;
const mostStories = 100;

/** Where a story comes from and what was made of it, near and far. NULL: neither. */
export async function getLineage(
  db: Queryable,
  { actor, storyId }: { actor: Actor; storyId: string },
): Promise<Lineage | null> {
  demand(actor, 'stories.read', null);
  const rows = await db.execute<Omit<LineageStory, 'postedAt'> & { postedAtMs: number }>(sql`
    with recursive up as (
      select s.id, s.source_story_id, 0 as depth from story s where s.id = ${storyId}
      union all
      select s.id, s.source_story_id, up.depth + 1 from story s join up on s.id = up.source_story_id
      where up.depth < ${mostDeep}
    ), down as (
      select u.id, 0 as depth from (select id from up order by depth desc limit 1) u
      union all
      select s.id, down.depth + 1 from story s join down on s.source_story_id = down.id
      where down.depth < ${mostDeep}
    )
    select s.id, s.source_story_id as "sourceId", s.code, r.name as region, a.username,
      (extract(epoch from s.posted_at) * 1000)::float8 as "postedAtMs"
    from down join story s on s.id = down.id
    join region r on r.id = s.region_id join account a on a.id = s.account_id
    order by down.depth, s.posted_at, s.id limit ${mostStories}`);
  return lineageOf(
    rows.map(({ postedAtMs, ...row }) => ({ ...row, postedAt: new Date(postedAtMs).toISOString() })),
  );
}
