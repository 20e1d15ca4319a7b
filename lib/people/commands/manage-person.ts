import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { number, session, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../permissions.ts';
import { demandWholly } from '../person-scope.ts';
import { endSessions } from './disable-person.ts';
import { lockPerson } from './lock-person.ts';

type OfPerson = { actor: Actor; userId: string };

/**
 * Gives a person another name.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function renamePerson(
  db: Database,
  { actor, userId, name }: OfPerson & { name: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    demandWholly(actor, (await lockPerson(tx, { actor, userId })).grants);
    await tx.update(user).set({ name }).where(eq(user.id, userId));
    await recordAudit(tx, { actor, action: 'person.rename', thingId: userId });
  });
}

/**
 * Signs a person out on one device or, without one named, on all; pages that are open there close.
 * @returns how many sessions ended
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function endSessionsOf(
  db: Database,
  { actor, userId, sessionId, now }: OfPerson & { sessionId: string | null; now: Date },
): Promise<number> {
  return await db.transaction(async (tx) => {
    demandWholly(actor, (await lockPerson(tx, { actor, userId })).grants);
    if (sessionId === null) {
      const sessions = await endSessions(tx, { userId, now });
      await recordAudit(tx, { actor, action: 'person.signOut', thingId: userId, detail: { sessions } });
      return sessions;
    }
    const [ended] = await tx
      .update(session)
      .set({ revokedAt: now })
      .where(and(eq(session.id, sessionId), eq(session.userId, userId)))
      .returning({ id: session.id });
    if (!ended) throw new StorywireError('not_found', 'sessionNotFound');
    await recordAudit(tx, { actor, action: 'person.signOut', thingId: userId, detail: { sessionId } });
    await notifyLive(tx, { topic: 'session', id: sessionId });
    return 1;
  });
}

/**
 * Says that a person carries a number, or (without a person) that nobody in
 * particular does. Its holder can sign in as the person from then on.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` when it is somebody else's
 */
export async function linkNumber(
  db: Database,
  { actor, numberId, userId, linked }: OfPerson & { numberId: string; linked: boolean },
): Promise<{ name: string; shortened: string }> {
  return await db.transaction(async (tx) => {
    const person = await lockPerson(tx, { actor, userId });
    demandWholly(actor, person.grants);
    const [row] = await tx.select().from(number).where(eq(number.id, numberId)).for('update');
    if (!row) throw new StorywireError('not_found', 'numberNotFound', { field: 'numberId' });
    demand(actor, 'numbers.manage', row.homeRegionId);
    if (row.userId !== null && row.userId !== userId)
      throw new StorywireError('conflict', 'numberOfSomebody', { field: 'numberId' });
    await tx
      .update(number)
      .set({ userId: linked ? userId : null })
      .where(eq(number.id, numberId));
    const detail = { userId, regionId: row.homeRegionId, shortened: row.shortened };
    await recordAudit(tx, {
      actor,
      action: linked ? 'number.link' : 'number.unlink',
      thingId: numberId,
      detail,
    });
    return { name: person.name, shortened: row.shortened };
  });
}
