import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { session, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demandPeople } from '../demand-people.ts';

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
