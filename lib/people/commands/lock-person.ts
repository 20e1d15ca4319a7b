import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { grant, user } from '#db/schema.ts';
import type { Actor, Grant } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { seesPerson } from '../person-scope.ts';

export type LockedPerson = typeof user.$inferSelect & { grants: Grant[] };

/**
 * Takes hold of a person and of who is admin of every region, so that two
 * admins who take each other's role away at once follow one another.
 * @throws StorywireError `not_found`, also for whom the actor may not see
 */
export async function lockPerson(
  tx: Transaction,
  { actor, userId }: { actor: Actor; userId: string },
): Promise<LockedPerson> {
  await tx.select({ id: grant.id }).from(grant).where(isAdminEverywhere).orderBy(asc(grant.id)).for('update');
  const [person] = await tx.select().from(user).where(eq(user.id, userId)).for('update');
  const grants = await tx
    .select({ role: grant.role, regionId: grant.regionId })
    .from(grant)
    .where(eq(grant.userId, userId));
  if (!person || !seesPerson(actor, grants)) throw new StorywireError('not_found', 'personNotFound');
  return { ...person, grants };
}

/**
 * Holds, at the end of a change, that somebody is left who may let the others in.
 * People of the demo do not count, since nobody can sign in as them outside the sandbox.
 * @throws StorywireError `conflict`
 */
export async function demandAnAdmin(tx: Transaction): Promise<void> {
  const [left] = await tx
    .select({ id: user.id })
    .from(user)
    .innerJoin(grant, eq(grant.userId, user.id))
    .where(and(isAdminEverywhere, eq(user.state, 'active'), eq(user.demo, false)))
    .limit(1);
  if (!left) throw new StorywireError('conflict', 'lastAdmin');
}

const isAdminEverywhere = and(eq(grant.role, 'admin'), isNull(grant.regionId));
