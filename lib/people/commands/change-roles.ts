import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { grant, region } from '#db/schema.ts';
import type { Actor, Grant } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { regionsWhere } from '../permissions.ts';
import { demandGrants, grantsInSight } from '../person-scope.ts';
import { demandAnAdmin, lockPerson } from './lock-person.ts';

/**
 * Gives a person these roles instead of those that the actor sees; roles
 * beyond the actor's reach stay as they are. In force with the next request.
 * @throws StorywireError `not_found`; `forbidden`; `invalid` for a region that is not there;
 * `conflict` when no admin of every region would be left
 */
export async function changeRoles(
  db: Database,
  { actor, userId, grants }: { actor: Actor; userId: string; grants: readonly Grant[] },
): Promise<{ name: string }> {
  return await db.transaction(async (tx) => {
    const person = await lockPerson(tx, { actor, userId });
    const before = grantsInSight(actor, person.grants);
    // What was there before must be within reach as well: it is taken away.
    demandGrants(actor, [...before, ...grants]);
    const regionIds = grants.flatMap(({ regionId }) => (regionId === null ? [] : [regionId]));
    const known = await tx.select({ id: region.id }).from(region).where(inArray(region.id, regionIds));
    if (known.length < new Set(regionIds).size)
      throw new StorywireError('invalid', 'regionUnknown', { field: 'grant' });
    await tx.delete(grant).where(and(eq(grant.userId, userId), inSight(actor)));
    if (grants.length > 0)
      await tx
        .insert(grant)
        .values(grants.map(({ role, regionId }) => ({ userId, role, regionId })))
        .onConflictDoNothing();
    await demandAnAdmin(tx);
    const detail = { before, after: grants };
    await recordAudit(tx, { actor, action: 'person.changeRoles', thingId: userId, detail });
    // What the person may see of regions differs now: open pages fetch anew.
    await notifyLive(tx, { topic: 'region', id: userId });
    return { name: person.name };
  });
}

function inSight(actor: Actor): SQL | undefined {
  const regions = regionsWhere(actor, 'people.manage');
  return regions === 'all' ? undefined : inArray(grant.regionId, regions);
}
