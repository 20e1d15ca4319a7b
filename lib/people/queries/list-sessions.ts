import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { session } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { idleLimitMs } from '../session-limits.ts';

/** A device on which someone is signed in. */
export type SessionRow = { id: string; device: string; createdAt: Date; lastUsedAt: Date; current: boolean };

/** The devices on which the actor is signed in, the one last used first. */
export async function listSessions(
  db: Queryable,
  { actor, now }: { actor: UserActor; now: Date },
): Promise<SessionRow[]> {
  const rows = await db
    .select({
      id: session.id,
      device: session.device,
      createdAt: session.createdAt,
      lastUsedAt: session.lastUsedAt,
    })
    .from(session)
    .where(
      and(
        eq(session.userId, actor.userId),
        isNull(session.revokedAt),
        gt(session.expiresAt, now),
        gt(session.lastUsedAt, new Date(now.getTime() - idleLimitMs)),
      ),
    )
    .orderBy(desc(session.lastUsedAt), desc(session.id));
  return rows.map((row) => ({ ...row, current: row.id === actor.sessionId }));
}
