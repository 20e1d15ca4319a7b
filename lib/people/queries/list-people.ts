import { and, asc, eq, gt, inArray, isNull, max, type SQL } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { grant, identity, number, session, signInLink, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand, may, regionsWhere } from '../permissions.ts';
import type { PersonRow } from '../person-row.ts';
import { grantsInSight, managesWholly, seesPerson } from '../person-scope.ts';

/**
 * The people whom the actor may see, by name, with as much of their roles and
 * numbers as lies within the actor's regions.
 * @throws StorywireError `forbidden` for whoever is admin nowhere
 */
export async function listPeople(
  db: Queryable,
  { actor, now }: { actor: Actor; now: Date },
): Promise<PersonRow[]> {
  if (regionsWhere(actor, 'people.see').length === 0) demand(actor, 'people.see', null);
  return await selectPeople(db, { actor, now, where: undefined });
}

/** The same for one person; empty when the actor may not see them. */
export async function selectPeople(
  db: Queryable,
  { actor, now, where }: { actor: Actor; now: Date; where: SQL | undefined },
): Promise<PersonRow[]> {
  const people = await db.select().from(user).where(where).orderBy(asc(user.name), asc(user.id));
  const ids = people.map(({ id }) => id);
  if (ids.length === 0) return [];
  const grants = await db.select().from(grant).where(inArray(grant.userId, ids)).orderBy(asc(grant.id));
  const seen = await db
    .select({ userId: session.userId, at: max(session.lastUsedAt) })
    .from(session)
    .where(inArray(session.userId, ids))
    .groupBy(session.userId);
  const identities = await db
    .selectDistinct({ userId: identity.userId })
    .from(identity)
    .where(inArray(identity.userId, ids));
  const numbers = await db
    .select()
    .from(number)
    .where(inArray(number.userId, ids))
    .orderBy(asc(number.label));
  const invitations = await db
    .select({ userId: signInLink.userId, until: max(signInLink.expiresAt) })
    .from(signInLink)
    .where(
      and(
        inArray(signInLink.userId, ids),
        eq(signInLink.kind, 'invitation'),
        isNull(signInLink.usedAt),
        isNull(signInLink.revokedAt),
        gt(signInLink.expiresAt, now),
      ),
    )
    .groupBy(signInLink.userId);
  const grantsOf = Map.groupBy(grants, (each) => each.userId);
  const numbersOf = Map.groupBy(numbers, (each) => each.userId);
  const seenAt = new Map(seen.map(({ userId, at }) => [userId, at]));
  const hasIdentity = new Set(identities.map(({ userId }) => userId));
  const until = new Map(invitations.map((each) => [each.userId, each.until]));
  return people.flatMap(({ id, name, email, state }): PersonRow[] => {
    const all = (grantsOf.get(id) ?? []).map(({ role, regionId }) => ({ role, regionId }));
    if (!seesPerson(actor, all)) return [];
    const carried = numbersOf.get(id) ?? [];
    const byCompany = hasIdentity.has(id) ? (['company'] as const) : [];
    const byWhatsApp = carried.some((each) => each.state === 'active') ? (['whatsapp'] as const) : [];
    const means = [...byCompany, ...byWhatsApp];
    return [
      {
        id,
        name,
        email,
        state,
        grants: grantsInSight(actor, all),
        lastSeenAt: seenAt.get(id)?.toISOString() ?? null,
        means: means.length === 0 ? ['link'] : means,
        numbers: carried
          .filter((each) => may(actor, 'numbers.see', each.homeRegionId))
          .map((each) => ({ id: each.id, label: each.label, shortened: each.shortened, state: each.state })),
        invitedUntil: state === 'invited' ? (until.get(id)?.toISOString() ?? null) : null,
        mayManage: managesWholly(actor, all),
      },
    ];
  });
}
