import { and, asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { grant, region, user } from '#db/schema.ts';
import type { DemoPerson } from '../demo-person.ts';

/** The demo brand's people, admins first, then by region. Only the sandbox has any, and only there it is asked. */
export async function listDemoPeople(db: Queryable): Promise<DemoPerson[]> {
  return await db
    .select({ userId: user.id, name: user.name, role: grant.role, regionName: region.name })
    .from(user)
    .innerJoin(grant, eq(grant.userId, user.id))
    .leftJoin(region, eq(region.id, grant.regionId))
    .where(and(eq(user.demo, true), eq(user.state, 'active')))
    .orderBy(sql`${region.name} nulls first`, asc(grant.role), asc(user.name));
}
