import { and, asc, eq, exists, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { grant, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand, rolesThatMay } from '../../people/permissions.ts';

const editsIn = (db: Queryable, regionId: string) =>
  and(
    eq(user.state, 'active'),
    exists(
      db
        .select({ one: sql`1` })
        .from(grant)
        .where(
          and(
            eq(grant.userId, user.id),
            inArray(grant.role, [...rolesThatMay('flags.manage')]),
            or(eq(grant.regionId, regionId), isNull(grant.regionId)),
          ),
        ),
    ),
  );

/**
 * To whom a region's flags can be handed, by name.
 * @throws StorywireError `forbidden` unless an editor of the region
 */
export async function listEditors(
  db: Queryable,
  { actor, regionId }: { actor: Actor; regionId: string },
): Promise<{ id: string; name: string }[]> {
  demand(actor, 'flags.manage', regionId);
  return await db
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(editsIn(db, regionId))
    .orderBy(asc(user.name), asc(user.id));
}

/** Whether a person may be given a region's flags. */
export async function findEditor(
  db: Queryable,
  { userId, regionId }: { userId: string; regionId: string },
): Promise<boolean> {
  const rows = await db
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.id, userId), editsIn(db, regionId)));
  return rows.length > 0;
}
