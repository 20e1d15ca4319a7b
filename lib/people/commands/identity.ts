import { createHash } from 'node:crypto';
import { and, eq, ne, sql } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '#db/client.ts';
import { identity, rateLimit, user } from '#db/schema.ts';
import { type UserActor, systemActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { startSession } from './sessions.ts';

/** A company account that its issuer has vouched for: verified address, allowed domain. */
export type VouchedAccount = { issuer: string; subject: string; name: string; email: string };

/** Who stands in the audit log for what happens before anybody is signed in. */
const company = systemActor('company sign-in');

type SignIn = { account: VouchedAccount; device: string; now: Date; fromWhere: string | null };

/**
 * Signs in whoever an account belongs to. Issuer and subject alone say who
 * that is. An account that is new here becomes a person without a role, unless
 * its address belongs to somebody: addresses change hands, so that person has
 * to say so first, by linking the account.
 * @returns the session's id, or why there is none
 */
export async function signInWithCompany(
  db: Database,
  { account, device, now, fromWhere }: SignIn,
): Promise<{ sessionId: string } | { refused: 'known' | 'inactive' }> {
  return await db.transaction(async (tx) => {
    await lockAccount(tx, account);
    const holder = (await holderOf(tx, account)) ?? (await addHolder(tx, account, fromWhere));
    if (holder.known) return await refused('known', holder.userId);
    const sessionId = await startSession(tx, {
      userId: holder.userId,
      device,
      now,
      by: 'company',
      fromWhere,
    });
    return sessionId === undefined ? await refused('inactive', holder.userId) : { sessionId };

    async function refused<R extends string>(reason: R, userId: string): Promise<{ refused: R }> {
      await recordRefusedCompany(tx, { action: 'session.start', reason, userId, fromWhere });
      return { refused: reason };
    }
  });
}

/**
 * Links an account to the person who is signed in, for signing in with it from then on.
 * Linking it again changes nothing.
 * @returns why not: `taken` when account or address are another person's, `second` when the person has one of this issuer
 */
export async function linkCompany(
  db: Database,
  { actor, account }: { actor: UserActor; account: VouchedAccount },
): Promise<'linked' | { refused: 'taken' | 'second' }> {
  return await db.transaction(async (tx) => {
    await lockAccount(tx, account);
    // The lock makes two links to the same person follow one another.
    await tx.select({ id: user.id }).from(user).where(eq(user.id, actor.userId)).for('update');
    const holder = await holderOf(tx, account);
    if (holder?.userId === actor.userId) return 'linked';
    const [others] = await tx
      .select({ id: user.id })
      .from(user)
      .where(and(eq(user.email, account.email), ne(user.id, actor.userId)));
    if (holder || others) return await refused('taken');
    const [own] = await tx
      .select({ id: identity.id })
      .from(identity)
      .where(and(eq(identity.userId, actor.userId), eq(identity.issuer, account.issuer)));
    if (own) return await refused('second');
    const identityId = await insertIdentity(tx, actor.userId, account);
    await recordAudit(tx, { actor, action: 'identity.link', thingId: identityId });
    return 'linked';

    async function refused<R extends string>(reason: R): Promise<{ refused: R }> {
      await recordAudit(tx, { actor, action: 'identity.link', outcome: 'refused', detail: { reason } });
      return { refused: reason };
    }
  });
}

/**
 * Takes a link back: the account no longer signs this person in. Sessions go on.
 * @throws StorywireError `not_found` for one that is not there, or is somebody else's
 */
export async function unlinkCompany(
  db: Database,
  { actor, identityId }: { actor: UserActor; identityId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(identity)
      .where(and(eq(identity.id, identityId), eq(identity.userId, actor.userId)))
      .returning({ id: identity.id });
    if (!gone) throw new StorywireError('not_found', 'identityNotFound');
    await recordAudit(tx, { actor, action: 'identity.unlink', thingId: gone.id });
  });
}

/** Writes down that an account which its issuer vouched for was not let in. Neither address nor issuer are kept. */
export async function recordRefusedCompany(
  db: Queryable,
  {
    action,
    reason,
    userId,
    fromWhere,
  }: {
    action: 'session.start' | 'identity.link';
    reason: string;
    userId?: string | undefined;
    fromWhere: string | null;
  },
): Promise<void> {
  await recordAudit(db, {
    actor: company,
    action,
    outcome: 'refused',
    ...(userId === undefined ? {} : { thingId: userId }),
    fromWhere,
    detail: { by: 'company', reason },
  });
}

/**
 * Uses up the `state` of one way to the issuer and back. An issuer should
 * refuse a code that was used already; should it not, the way is over here.
 * @returns false when it was used before
 */
export async function spendState(
  db: Queryable,
  { state, now, validMs }: { state: string; now: Date; validMs: number },
): Promise<boolean> {
  const key = `company state ${createHash('sha256').update(state).digest('base64url')}`;
  const spent = await db
    .insert(rateLimit)
    .values({ key, points: 1, expire: now.getTime() + validMs })
    .onConflictDoNothing()
    .returning({ key: rateLimit.key });
  return spent.length === 1;
}

type Holder = { userId: string; known: boolean };

async function holderOf(tx: Transaction, { issuer, subject }: VouchedAccount): Promise<Holder | undefined> {
  const [row] = await tx
    .select({ userId: identity.userId })
    .from(identity)
    .where(and(eq(identity.issuer, issuer), eq(identity.subject, subject)));
  return row && { userId: row.userId, known: false };
}

/** Adds a person for an account, or says whose its address is already. */
async function addHolder(
  tx: Transaction,
  account: VouchedAccount,
  fromWhere: string | null,
): Promise<Holder> {
  const userId = newId();
  const added = await tx
    .insert(user)
    .values({ id: userId, name: account.name, email: account.email })
    .onConflictDoNothing({ target: user.email })
    .returning({ id: user.id });
  if (added.length === 0) {
    const [present] = await tx.select({ id: user.id }).from(user).where(eq(user.email, account.email));
    if (!present) throw new Error('The address was taken and is free again.');
    return { userId: present.id, known: true };
  }
  const identityId = await insertIdentity(tx, userId, account);
  const detail = { by: 'company' };
  await recordAudit(tx, { actor: company, action: 'person.add', thingId: userId, fromWhere, detail });
  await recordAudit(tx, { actor: company, action: 'identity.link', thingId: identityId, fromWhere, detail });
  return { userId, known: false };
}

async function insertIdentity(tx: Transaction, userId: string, { issuer, subject }: VouchedAccount) {
  const id = newId();
  await tx.insert(identity).values({ id, userId, issuer, subject });
  return id;
}

/** Makes two first sign-ins with the same account follow one another: the second then finds the first's person. */
async function lockAccount(tx: Transaction, { issuer, subject }: VouchedAccount): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`company account ${issuer} ${subject}`}, 0))`,
  );
}
