import type { Database, Transaction } from '#db/client.ts';
import { grant, user } from '#db/schema.ts';
import type { Actor, Grant } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import type { UserState } from '../../words.ts';
import { demandGrants } from '../person-scope.ts';

export type NewPerson = {
  name: string;
  email: string | null;
  grants: readonly Grant[];
  demo?: boolean;
  state?: UserState;
};

/**
 * Adds someone who may sign in, with their roles.
 * @throws StorywireError `forbidden`; `conflict` when the e-mail address is taken
 */
export async function addPerson(
  db: Database,
  { actor, ...person }: { actor: Actor } & NewPerson,
): Promise<{ userId: string }> {
  return await db.transaction(async (tx) => await insertPerson(tx, { actor, ...person }));
}

/** The same, in somebody else's transaction. */
export async function insertPerson(
  tx: Transaction,
  { actor, name, email, grants, demo = false, state = 'active' }: { actor: Actor } & NewPerson,
): Promise<{ userId: string }> {
  demandGrants(actor, grants);
  const userId = newId();
  const added = await tx
    .insert(user)
    .values({ id: userId, name, email: email?.toLowerCase() ?? null, demo, state })
    .onConflictDoNothing({ target: user.email })
    .returning({ id: user.id });
  if (added.length === 0) throw new StorywireError('conflict', 'emailTaken', { field: 'email' });
  if (grants.length > 0) {
    await tx.insert(grant).values(grants.map(({ role, regionId }) => ({ userId, role, regionId })));
  }
  await recordAudit(tx, { actor, action: 'person.add', thingId: userId, detail: { grants, demo, state } });
  return { userId };
}
