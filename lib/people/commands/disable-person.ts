import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { number, session, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demandWholly } from '../person-scope.ts';
import { demandAnAdmin, lockPerson } from './lock-person.ts';
import { revokeSignInLinks } from './sign-in-link.ts';

export type Ended = { name: string; sessions: number; numbers: number; links: number };

/**
 * Shuts a person out, everywhere and at once: every session ends with its open
 * pages, links not yet used are void, and the numbers they carry are paused,
 * wherever these are at home, since the person is the one who reads them.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` for oneself and for the last admin of every region
 */
export async function disablePerson(
  db: Database,
  { actor, userId, now }: { actor: Actor; userId: string; now: Date },
): Promise<Ended> {
  return await db.transaction(async (tx) => {
    const person = await lockPerson(tx, { actor, userId });
    demandWholly(actor, person.grants);
    if (actor.kind === 'user' && actor.userId === userId) throw new StorywireError('conflict', 'disableSelf');
    await tx.update(user).set({ state: 'disabled' }).where(eq(user.id, userId));
    const isAdmin = person.grants.some(({ role, regionId }) => role === 'admin' && regionId === null);
    if (isAdmin && person.state === 'active' && !person.demo) await demandAnAdmin(tx);
    const sessions = await endSessions(tx, { userId, now });
    const links = await revokeSignInLinks(tx, { userId, now });
    const numbers = await pauseNumbers(tx, actor, userId);
    const detail = { sessions, links, numbers };
    await recordAudit(tx, { actor, action: 'person.disable', thingId: userId, detail });
    return { name: person.name, ...detail };
  });
}

/**
 * Lets a disabled person sign in again, with the roles they had. Their numbers
 * stay paused: whether they should hear again is for their region to say.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function enablePerson(
  db: Database,
  { actor, userId }: { actor: Actor; userId: string },
): Promise<{ name: string }> {
  return await db.transaction(async (tx) => {
    const person = await lockPerson(tx, { actor, userId });
    demandWholly(actor, person.grants);
    if (person.state !== 'disabled') return { name: person.name };
    await tx.update(user).set({ state: 'active' }).where(eq(user.id, userId));
    await recordAudit(tx, { actor, action: 'person.enable', thingId: userId });
    return { name: person.name };
  });
}

/** Ends every session of a person that has not ended by itself, in the caller's transaction. */
export async function endSessions(
  tx: Transaction,
  { userId, now }: { userId: string; now: Date },
): Promise<number> {
  const ended = await tx
    .update(session)
    .set({ revokedAt: now })
    .where(and(eq(session.userId, userId), isNull(session.revokedAt), gt(session.expiresAt, now)))
    .returning({ id: session.id });
  for (const { id } of ended) await notifyLive(tx, { topic: 'session', id });
  return ended.length;
}

async function pauseNumbers(tx: Transaction, actor: Actor, userId: string): Promise<number> {
  const paused = await tx
    .update(number)
    .set({ state: 'paused', updatedAt: sql`now()` })
    .where(and(eq(number.userId, userId), eq(number.state, 'active')))
    .returning({ id: number.id, regionId: number.homeRegionId, shortened: number.shortened });
  for (const { id, regionId, shortened } of paused) {
    const detail = { regionId, shortened, because: 'person.disable' };
    await recordAudit(tx, { actor, action: 'number.pause', thingId: id, detail });
    await notifyLive(tx, { topic: 'region', id: regionId });
  }
  return paused.length;
}
