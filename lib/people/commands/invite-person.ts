import { eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { grant, number, region, signInLink, user } from '#db/schema.ts';
import type { Actor, Grant } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { env } from '../../env.ts';
import { StorywireError } from '../../errors.ts';
import { newSecret } from '../../ids.ts';
import { demandGrants, demandWholly } from '../person-scope.ts';
import { signInLinkHash } from '../sign-in-link-hash.ts';
import { insertPerson } from './add-person.ts';
import { lockPerson } from './lock-person.ts';
import { revokeSignInLinks } from './sign-in-link.ts';

/** An invitation is good for a week: long enough for a holiday, short enough not to lie around. */
const invitationValidMs = 7 * 24 * 60 * 60_000;

/** The link is shown once: only its hash is kept. */
export type Invitation = { userId: string; name: string; link: string; expiresAt: Date };

/**
 * Invites somebody by a link that signs in once and makes them active.
 * @throws StorywireError `forbidden` for a role beyond the actor's reach; `conflict` when the address is taken
 */
export async function invitePerson(
  db: Database,
  {
    actor,
    now,
    name,
    email,
    grants,
  }: {
    actor: Actor;
    now: Date;
    name: string;
    email: string | null;
    grants: readonly Grant[];
  },
): Promise<Invitation> {
  demandGrants(actor, grants);
  return await db.transaction(async (tx) => {
    const regionIds = grants.flatMap(({ regionId }) => (regionId === null ? [] : [regionId]));
    const known = await tx.select({ id: region.id }).from(region).where(inArray(region.id, regionIds));
    if (known.length < new Set(regionIds).size)
      throw new StorywireError('invalid', 'regionUnknown', { field: 'grant' });
    const { userId } = await insertPerson(tx, { actor, name, email, grants, state: 'invited' });
    return await insertInvitation(tx, { actor, userId, name, now });
  });
}

/**
 * Makes a new link for somebody invited; the one before is void.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` when they are in already
 */
export async function renewInvitation(
  db: Database,
  { actor, userId, now }: { actor: Actor; userId: string; now: Date },
): Promise<Invitation> {
  return await db.transaction(async (tx) => {
    const { name } = await lockInvited(tx, actor, userId);
    await revokeSignInLinks(tx, { userId, now });
    return await insertInvitation(tx, { actor, userId, name, now });
  });
}

/**
 * Takes an invitation back. The person was never here, so nothing of them stays but the audit log.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` when they are in already
 */
export async function withdrawInvitation(
  db: Database,
  { actor, userId }: { actor: Actor; userId: string },
): Promise<{ name: string }> {
  return await db.transaction(async (tx) => {
    const { name } = await lockInvited(tx, actor, userId);
    await tx.update(number).set({ userId: null }).where(eq(number.userId, userId));
    await tx.delete(signInLink).where(eq(signInLink.userId, userId));
    await tx.delete(grant).where(eq(grant.userId, userId));
    await tx.delete(user).where(eq(user.id, userId));
    await recordAudit(tx, { actor, action: 'person.withdraw', thingId: userId });
    return { name };
  });
}

async function lockInvited(tx: Transaction, actor: Actor, userId: string): Promise<{ name: string }> {
  const person = await lockPerson(tx, { actor, userId });
  demandWholly(actor, person.grants);
  if (person.state !== 'invited') throw new StorywireError('conflict', 'notInvited');
  return person;
}

async function insertInvitation(
  tx: Transaction,
  { actor, userId, name, now }: { actor: Actor; userId: string; name: string; now: Date },
): Promise<Invitation> {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + invitationValidMs);
  await tx
    .insert(signInLink)
    .values({ userId, secretHash: signInLinkHash(secret), kind: 'invitation', createdAt: now, expiresAt });
  await recordAudit(tx, { actor, action: 'person.invite', thingId: userId, detail: { expiresAt } });
  return { userId, name, link: `${env().STORYWIRE_URL}/sign-in/link#${secret}`, expiresAt };
}
