import { eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { grant, session, user } from '#db/schema.ts';
import type { Grant, UserActor } from '../../actor.ts';
import { sessionHolds } from '../session-limits.ts';

/** A session that holds, and who is signed in by it. */
export type FoundSession = { actor: UserActor; lastUsedAt: Date };

/**
 * Who is signed in by a session, asked on every request, so that a change of
 * role, a revoked session and a disabled person take effect at once.
 * @returns undefined when the session has ended, or its person is disabled
 */
export async function findSession(
  db: Queryable,
  { sessionId, now, fromWhere = null }: { sessionId: string; now: Date; fromWhere?: string | null },
): Promise<FoundSession | undefined> {
  const rows = await db
    .select({
      userId: user.id,
      name: user.name,
      state: user.state,
      lastUsedAt: session.lastUsedAt,
      expiresAt: session.expiresAt,
      revokedAt: session.revokedAt,
      role: grant.role,
      regionId: grant.regionId,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .leftJoin(grant, eq(grant.userId, user.id))
    .where(eq(session.id, sessionId));
  const [first] = rows;
  if (!first || first.state !== 'active' || !sessionHolds(first, now)) return undefined;
  const grants: Grant[] = rows.flatMap((row) =>
    row.role === null ? [] : [{ role: row.role, regionId: row.regionId }],
  );
  return {
    actor: { kind: 'user', userId: first.userId, sessionId, name: first.name, grants, fromWhere },
    lastUsedAt: first.lastUsedAt,
  };
}
