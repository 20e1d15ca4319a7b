import { and, asc, desc, eq, gt, inArray, isNull, ne } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { audit, identity, number, session, signInLink, user } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { regionsWhere } from '../permissions.ts';
import { type PersonChange, personChanges } from '../person-changes.ts';
import type { PersonPage } from '../person-row.ts';
import { idleLimitMs } from '../session-limits.ts';
import { selectPeople } from './list-people.ts';

/**
 * All about one person, as far as the actor may see.
 * What belongs to the whole person (devices, company accounts, what was done to them) is for those who may manage all of them.
 * @throws StorywireError `not_found`, also for whom the actor may not see
 */
export async function getPerson(
  db: Queryable,
  { actor, userId, now }: { actor: UserActor; userId: string; now: Date },
): Promise<PersonPage> {
  const [person] = await selectPeople(db, { actor, now, where: eq(user.id, userId) });
  if (!person) throw new StorywireError('not_found', 'personNotFound');
  if (!person.mayManage)
    return { ...person, sessions: [], identities: [], freeNumbers: [], changes: [], openLinks: 0 };
  const sessions = await db
    .select({ id: session.id, device: session.device, lastUsedAt: session.lastUsedAt })
    .from(session)
    .where(
      and(
        eq(session.userId, userId),
        isNull(session.revokedAt),
        gt(session.expiresAt, now),
        gt(session.lastUsedAt, new Date(now.getTime() - idleLimitMs)),
      ),
    )
    .orderBy(desc(session.lastUsedAt));
  const identities = await db
    .select({ id: identity.id, issuer: identity.issuer })
    .from(identity)
    .where(eq(identity.userId, userId));
  const openLinks = await db
    .select({ id: signInLink.id })
    .from(signInLink)
    .where(
      and(
        eq(signInLink.userId, userId),
        isNull(signInLink.usedAt),
        isNull(signInLink.revokedAt),
        gt(signInLink.expiresAt, now),
      ),
    );
  const changes = await db
    .select({ id: audit.id, at: audit.at, action: audit.action, actorId: audit.actorId })
    .from(audit)
    .where(
      and(eq(audit.thingId, userId), inArray(audit.action, [...personChanges]), eq(audit.outcome, 'done')),
    )
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(30);
  const names = await db
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(
      inArray(
        user.id,
        changes.map(({ actorId }) => actorId).filter((id) => /^[0-9a-f-]{36}$/.test(id)),
      ),
    );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return {
    ...person,
    sessions: sessions.map(({ lastUsedAt, ...each }) => ({
      ...each,
      lastUsedAt: lastUsedAt.toISOString(),
      current: each.id === actor.sessionId,
    })),
    identities,
    openLinks: openLinks.length,
    freeNumbers: await freeNumbers(db, actor),
    changes: changes.map(({ id, at, action, actorId }) => ({
      id,
      at: at.toISOString(),
      action: action as PersonChange,
      by: nameOf.get(actorId) ?? null,
    })),
  };
}

/** Persons' phones that nobody is said to carry, where the actor may manage numbers. */
async function freeNumbers(db: Queryable, actor: UserActor): Promise<PersonPage['freeNumbers']> {
  const regions = regionsWhere(actor, 'numbers.manage');
  return await db
    .select({ id: number.id, label: number.label, shortened: number.shortened, state: number.state })
    .from(number)
    .where(
      and(
        isNull(number.userId),
        eq(number.kind, 'person'),
        ne(number.state, 'opted_out'),
        regions === 'all' ? undefined : inArray(number.homeRegionId, regions),
      ),
    )
    .orderBy(asc(number.label));
}
