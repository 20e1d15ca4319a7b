import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { grant, user } from '#db/schema.ts';
import type { SystemActor } from '../../actor.ts';
import { insertPerson } from './add-person.ts';

/**
 * Makes sure that somebody can let the others in.
 * @returns the id of the oldest admin of every region who is not of the demo, added where there was none
 */
export async function ensureFirstAdmin(
  db: Database,
  { actor, name, email }: { actor: SystemActor; name: string; email: string | null },
): Promise<string> {
  return await db.transaction(async (tx) => {
    const [found] = await tx
      .select({ userId: user.id })
      .from(user)
      .innerJoin(grant, eq(grant.userId, user.id))
      .where(
        and(eq(user.state, 'active'), eq(user.demo, false), eq(grant.role, 'admin'), isNull(grant.regionId)),
      )
      .orderBy(user.createdAt)
      .limit(1);
    if (found) return found.userId;
    const { userId } = await insertPerson(tx, {
      actor,
      name,
      email,
      grants: [{ role: 'admin', regionId: null }],
    });
    return userId;
  });
}
