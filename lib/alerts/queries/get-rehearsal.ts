import { asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, number, region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { databaseTime } from '../../messages/queries/database-time.ts';
import { demand, may, regionsWhere } from '../../people/permissions.ts';
import { type Rehearsal, type RehearsedRegion, rehearsedLines } from '../rehearsal.ts';
import type { RouteChange } from '../route-change.ts';
import { rehearseNumbers } from './rehearse-numbers.ts';

const dayMs = 24 * 60 * 60_000;

/**
 * Says who would get what if an account posted at a moment. Nothing is
 * written. Who exactly is named where the actor may see it; elsewhere there
 * are counts.
 * @param at undefined: now
 * @param changes of a drafted matrix; none: as it is saved
 * @throws StorywireError `not_found`
 */
export async function getRehearsal(
  db: Queryable,
  {
    actor,
    accountId,
    at,
    changes,
    publicUrl,
  }: {
    actor: Actor;
    accountId: string;
    at?: Date | undefined;
    changes: readonly RouteChange[];
    publicUrl: string;
  },
): Promise<Rehearsal> {
  demand(actor, 'regions.see', null);
  const now = await databaseTime(db);
  const moment = at ?? now;
  const [found] = await db
    .select({
      id: account.id,
      username: account.username,
      regionId: region.id,
      regionName: region.name,
      archivedAt: region.archivedAt,
    })
    .from(account)
    .leftJoin(region, eq(region.id, account.regionId))
    .where(eq(account.id, accountId));
  if (!found) throw new StorywireError('not_found', 'accountNotFound');
  const { id, username, regionId, regionName } = found;
  const common = { account: { id, username }, at: moment.toISOString() };
  if (regionId === null || regionName === null) return { ...common, region: null, ready: true, regions: [] };
  const story = {
    regionId,
    regionArchived: found.archivedAt !== null,
    deletedAt: null,
    postedAt: moment,
    foundAt: moment,
    expiresAt: new Date(moment.getTime() + dayMs),
  };
  const drafted = new Map(
    changes
      .filter(({ sourceRegionId }) => sourceRegionId === regionId)
      .map(({ targetRegionId, to }) => [targetRegionId, to]),
  );
  const { alerts, homes, ready } = await rehearseNumbers(db, {
    story,
    at: moment,
    now,
    picture: true,
    deliveryOf: (target) => drafted.get(target),
    publicUrl,
  });
  const byHome = Map.groupBy(alerts, ({ numberId }) => homes.get(numberId) ?? '');
  const [regions, names] = await Promise.all([listRegions(db), listNames(db, actor)]);
  return {
    ...common,
    region: { id: regionId, name: regionName },
    ready,
    regions: regions.flatMap((each): RehearsedRegion[] => {
      const own = byHome.get(each.id) ?? [];
      const lines = rehearsedLines(own, names, mayName(actor, each.id));
      return own.length === 0 ? [] : [{ ...each, told: own.filter(({ told }) => told).length, lines }];
    }),
  };
}

const mayName = (actor: Actor, regionId: string) =>
  may(actor, 'alerts.see', regionId) && may(actor, 'numbers.see', regionId);

async function listRegions(db: Queryable) {
  return db
    .select({
      id: region.id,
      name: region.name,
      markText: region.markText,
      markColor: region.markColor,
      timeZone: region.timeZone,
    })
    .from(region)
    .where(isNull(region.archivedAt))
    .orderBy(asc(region.name));
}

/** Whose phones they are, of the regions where the actor may see it. */
async function listNames(db: Queryable, actor: Actor) {
  const seen = regionsWhere(actor, 'numbers.see');
  if (seen !== 'all' && seen.length === 0) return new Map<string, never>();
  const rows = await db
    .select({ id: number.id, label: number.label, shortened: number.shortened })
    .from(number)
    .where(seen === 'all' ? undefined : inArray(number.homeRegionId, seen));
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}
