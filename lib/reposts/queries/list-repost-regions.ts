import { asc, isNull } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { may } from '../../people/permissions.ts';

/** The regions for which somebody may begin a repost, by name. */
export async function listRepostRegions(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<{ id: string; name: string }[]> {
  const regions = await db
    .select({ id: region.id, name: region.name })
    .from(region)
    .where(isNull(region.archivedAt))
    .orderBy(asc(region.name));
  return regions.filter(({ id }) => may(actor, 'reposts.edit', id));
}
