import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { session, user } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { notifyLive } from '../../live/notify.ts';
import { absoluteLimitMs, touchIntervalMs } from '../session-limits.ts';

/** By what somebody was let in. */
export type SignInWay = 'link' | 'demo' | 'invitation' | 'whatsapp' | 'company';

/**
 * Starts a session, in the transaction of what proved who it is. Whoever was
 * invited is active from here on.
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
  }: { userId: string; device: string; now: Date; by: SignInWay; fromWhere: string | null },
): Promise<string | undefined> {
  // The lock makes a sign-in and a disabling of the same person follow one another.
  const [person] = await tx.select().from(user).where(eq(user.id, userId)).for('update');
  if (!person || person.state === 'disabled') return undefined;
  if (person.state === 'invited') await tx.update(user).set({ state: 'active' }).where(eq(user.id, userId));
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
