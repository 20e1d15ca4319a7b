import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { grant, region, session, user } from '#db/schema.ts';
import type { Grant, UserActor } from '../actor.ts';
import type { DemoPerson } from './demo-person.ts';
import { idleLimitMs, sessionHolds } from './session-limits.ts';

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

/** The demo brand's people, admins first, then by region. Only the sandbox has any, and only there it is asked. */
export async function listDemoPeople(db: Queryable): Promise<DemoPerson[]> {
  return await db
    .select({ userId: user.id, name: user.name, role: grant.role, regionName: region.name })
    .from(user)
    .innerJoin(grant, eq(grant.userId, user.id))
    .leftJoin(region, eq(region.id, grant.regionId))
    .where(and(eq(user.demo, true), eq(user.state, 'active')))
    .orderBy(sql`${region.name} nulls first`, asc(grant.role), asc(user.name));
}
