import { and, asc, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { type Capability, regionsWhere } from '../../people/permissions.ts';
import type { RegionBadge } from '../number-row.ts';

export const badge = {
  id: region.id,
  name: region.name,
  markText: region.markText,
  markColor: region.markColor,
};

/** The regions in which an actor may do something, by name. */
export async function listRegionBadges(
  db: Queryable,
  { actor, may, archived }: { actor: Actor; may: Capability; archived: boolean },
): Promise<RegionBadge[]> {
  const regions = regionsWhere(actor, may);
  if (regions !== 'all' && regions.length === 0) return [];
  return db
    .select(badge)
    .from(region)
    .where(
      and(
        regions === 'all' ? undefined : inArray(region.id, regions),
        archived ? undefined : isNull(region.archivedAt),
      ),
    )
    .orderBy(asc(region.name));
}
