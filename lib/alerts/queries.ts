import { asc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, region, regionGroup, route } from '#db/schema.ts';
import type { Actor } from '../actor.ts';
import { demand, may } from '../people/permissions.ts';
import type { RouteMatrix } from './route-matrix.ts';

/** Who hears whom, among the regions in use; everyone signed in may look. */
export async function getRouteMatrix(db: Queryable, { actor }: { actor: Actor }): Promise<RouteMatrix> {
  demand(actor, 'regions.see', null);
  const [regions, cells] = await Promise.all([
    db
      .select({
        id: region.id,
        name: region.name,
        markText: region.markText,
        markColor: region.markColor,
        groupId: regionGroup.id,
        groupName: regionGroup.name,
        posts: sql<boolean>`exists (select 1 from ${account} where ${account.regionId} = ${region.id})`,
      })
      .from(region)
      .leftJoin(regionGroup, eq(regionGroup.id, region.groupId))
      .where(isNull(region.archivedAt))
      .orderBy(sql`${regionGroup.position} nulls first`, asc(regionGroup.name), asc(region.name)),
    db.select().from(route),
  ]);
  return {
    regions: regions.map(({ groupId, groupName, ...row }) => ({
      ...row,
      group: groupId === null || groupName === null ? null : { id: groupId, name: groupName },
      mayChange: may(actor, 'routes.manage', row.id),
    })),
    cells,
  };
}
