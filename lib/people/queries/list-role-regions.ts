import { and, asc, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { may, regionsWhere } from '../permissions.ts';
import type { RoleRegions } from '../person-row.ts';

/** The regions in which the actor may give roles, by name. Archived ones are offered nowhere. */
export async function listRoleRegions(db: Queryable, { actor }: { actor: Actor }): Promise<RoleRegions> {
  const within = regionsWhere(actor, 'people.manage');
  const regions = await db
    .select({ id: region.id, name: region.name })
    .from(region)
    .where(and(isNull(region.archivedAt), within === 'all' ? undefined : inArray(region.id, within)))
    .orderBy(asc(region.name));
  return { regions, everywhere: may(actor, 'people.manage', null) };
}
