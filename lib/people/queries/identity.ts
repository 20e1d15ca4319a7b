import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { identity } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';

/** A company account that signs the person in. */
export type IdentityRow = { id: string; issuer: string; createdAt: Date };

/** The company accounts that the actor has linked. */
export async function listIdentities(db: Queryable, { actor }: { actor: UserActor }): Promise<IdentityRow[]> {
  return await db
    .select({ id: identity.id, issuer: identity.issuer, createdAt: identity.createdAt })
    .from(identity)
    .where(eq(identity.userId, actor.userId))
    .orderBy(asc(identity.createdAt));
}
