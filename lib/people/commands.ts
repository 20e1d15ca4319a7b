import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { grant, session, user } from '#db/schema.ts';
import type { Actor, Grant, SystemActor, UserActor } from '../actor.ts';
import { recordAudit } from '../audit/commands.ts';
import { StorywireError } from '../errors.ts';
import { newId } from '../ids.ts';
import { notifyLive } from '../live/notify.ts';
import type { Mode } from '../words.ts';
import { may } from './permissions.ts';
import { absoluteLimitMs, touchIntervalMs } from './session-limits.ts';

export type NewPerson = { name: string; email: string | null; grants: readonly Grant[]; demo?: boolean };

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

async function insertPerson(
  tx: Transaction,
  { actor, name, email, grants, demo = false }: { actor: Actor } & NewPerson,
): Promise<{ userId: string }> {
  demandPeople(actor);
  const userId = newId();
  const added = await tx
    .insert(user)
    .values({ id: userId, name, email: email?.toLowerCase() ?? null, demo })
    .onConflictDoNothing({ target: user.email })
    .returning({ id: user.id });
  if (added.length === 0) throw new StorywireError('conflict', 'emailTaken', { field: 'email' });
  if (grants.length > 0) {
    await tx.insert(grant).values(grants.map(({ role, regionId }) => ({ userId, role, regionId })));
  }
  await recordAudit(tx, { actor, action: 'person.add', thingId: userId, detail: { grants, demo } });
  return { userId };
}

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

/**
 * Signs in as one of the demo brand's people.
 * @returns the session's id, or undefined outside the sandbox, and for anyone who is not of the demo
 */
export async function signInAsDemoPerson(
  db: Database,
  {
    mode,
    userId,
    device,
    now,
    fromWhere = null,
  }: { mode: Mode; userId: string; device: string; now: Date; fromWhere?: string | null },
): Promise<string | undefined> {
  if (mode !== 'sandbox') return undefined;
  return await db.transaction(async (tx) => {
    const [person] = await tx.select({ demo: user.demo }).from(user).where(eq(user.id, userId));
    if (!person?.demo) return undefined;
    return await startSession(tx, { userId, device, now, by: 'demo', fromWhere });
  });
}

/** What proved who somebody is. */
type SessionBy = 'link' | 'demo' | 'invitation' | 'whatsapp' | 'company';

/**
 * Starts a session, in the transaction of what proved who it is.
 * @returns its id, or undefined when the person is disabled
 */
export async function startSession(
  tx: Transaction,
  {
    userId,
    device,
    now,
    by,
    fromWhere,
  }: { userId: string; device: string; now: Date; by: SessionBy; fromWhere: string | null },
): Promise<string | undefined> {
  // The lock makes a sign-in and a disabling of the same person follow one another.
  const [person] = await tx.select().from(user).where(eq(user.id, userId)).for('update');
  if (person?.state !== 'active') return undefined;
  const sessionId = newId(now);
  const expiresAt = new Date(now.getTime() + absoluteLimitMs);
  await tx
    .insert(session)
    .values({ id: sessionId, userId, device, createdAt: now, lastUsedAt: now, expiresAt });
  const actor: UserActor = { kind: 'user', userId, sessionId, name: person.name, grants: [], fromWhere };
  await recordAudit(tx, { actor, action: 'session.start', thingId: sessionId, detail: { by, device } });
  return sessionId;
}

/** Notes that a session was used. Of many requests at once, one writes. */
export async function touchSession(
  db: Database,
  { sessionId, now }: { sessionId: string; now: Date },
): Promise<void> {
  const stale = new Date(now.getTime() - touchIntervalMs);
  await db
    .update(session)
    .set({ lastUsedAt: now })
    .where(and(eq(session.id, sessionId), isNull(session.revokedAt), lt(session.lastUsedAt, stale)));
}

/**
 * Ends a session of the actor's own, this one or another device's, and closes its open feed.
 * Ending one that has ended already changes nothing.
 * @throws StorywireError `not_found` for a session of somebody else, which one is not to learn about
 */
export async function revokeSession(
  db: Database,
  { actor, sessionId, now }: { actor: UserActor; sessionId: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.select().from(session).where(eq(session.id, sessionId)).for('update');
    if (!row || row.userId !== actor.userId) throw new StorywireError('not_found', 'sessionNotFound');
    if (row.revokedAt !== null) return;
    await tx.update(session).set({ revokedAt: now }).where(eq(session.id, sessionId));
    await recordAudit(tx, { actor, action: 'session.end', thingId: sessionId });
    await notifyLive(tx, { topic: 'session', id: sessionId });
  });
}

/**
 * Ends a session that the browser gave up by signing out; its cookie is all the proof there is.
 * One that is unknown or has ended already is left as it is.
 */
export async function signOutSession(
  db: Database,
  { sessionId, now, fromWhere = null }: { sessionId: string; now: Date; fromWhere?: string | null },
): Promise<void> {
  const [row] = await db
    .select({ userId: session.userId, name: user.name })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(session.id, sessionId));
  if (!row) return;
  await revokeSession(db, {
    actor: { kind: 'user', ...row, sessionId, grants: [], fromWhere },
    sessionId,
    now,
  });
}

/**
 * Shuts a person out: no new sign-in, and every session they have ends at once.
 * @throws StorywireError `forbidden`, `not_found`
 */
export async function disablePerson(
  db: Database,
  { actor, userId, now }: { actor: Actor; userId: string; now: Date },
): Promise<void> {
  demandPeople(actor);
  await db.transaction(async (tx) => {
    const [person] = await tx.update(user).set({ state: 'disabled' }).where(eq(user.id, userId)).returning();
    if (!person) throw new StorywireError('not_found', 'personNotFound');
    const ended = await tx
      .update(session)
      .set({ revokedAt: now })
      .where(and(eq(session.userId, userId), isNull(session.revokedAt)))
      .returning({ id: session.id });
    await recordAudit(tx, {
      actor,
      action: 'person.disable',
      thingId: userId,
      detail: { sessions: ended.length },
    });
    for (const { id } of ended) await notifyLive(tx, { topic: 'session', id });
  });
}

/** Who may sign in is for the system and for admins of every region to say. */
function demandPeople(actor: Actor): void {
  if (!may(actor, 'people.manage', null)) {
    throw new StorywireError('forbidden', 'notAllowed', { values: { capability: 'people.manage' } });
  }
}
