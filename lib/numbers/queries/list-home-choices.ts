import { and, asc, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { regionsWhere } from '../../people/permissions.ts';
import type { HomeChoice } from '../number-row.ts';

/** The regions that an actor may add numbers to, by name. */
export async function listHomeChoices(db: Queryable, { actor }: { actor: Actor }): Promise<HomeChoice[]> {
  const regions = regionsWhere(actor, 'numbers.manage');
  if (regions !== 'all' && regions.length === 0) return [];
  return db
    .select({
      id: region.id,
      name: region.name,
      countries: region.countries,
      language: region.language,
    })
    .from(region)
    .where(and(isNull(region.archivedAt), regions === 'all' ? undefined : inArray(region.id, regions)))
    .orderBy(asc(region.name));
}
