import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { session, user } from '#db/schema.ts';
import { idleLimitMs } from '../people/session-limits.ts';

/**
 * Those of these sessions that sign nobody in any more: revoked, over, unused
 * for too long, gone, or of a person who was disabled. One query for all open streams.
 */
export async function findEndedSessions(
  db: Queryable,
  { sessionIds, now = new Date() }: { sessionIds: readonly string[]; now?: Date },
): Promise<string[]> {
  if (sessionIds.length === 0) return [];
  const rows = await db
    .select({ id: session.id })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(
      and(
        inArray(session.id, [...sessionIds]),
        isNull(session.revokedAt),
        gt(session.expiresAt, now),
        gt(session.lastUsedAt, new Date(now.getTime() - idleLimitMs)),
        eq(user.state, 'active'),
      ),
    );
  const holding = new Set(rows.map((row) => row.id));
  return sessionIds.filter((id) => !holding.has(id));
}
