import { asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, number, region, regionGroup } from '#db/schema.ts';
import type { Actor } from '../actor.ts';
import { demand, may } from '../people/permissions.ts';
import { type NumberState, numberStates } from '../words.ts';
import type { AccountRow, RegionRow, RegionsPage } from './region-row.ts';

type Reader = { actor: Actor };

/** Everything the regions page shows, as far as the actor may see it. */
export async function getRegionsPage(db: Queryable, { actor }: Reader): Promise<RegionsPage> {
  const [regions, groups, unmappedAccounts] = await Promise.all([
    listRegions(db, { actor }),
    listRegionGroups(db, { actor }),
    listUnmappedAccounts(db, { actor }),
  ]);
  return { regions, groups, unmappedAccounts, mayAddRegion: may(actor, 'regions.manage', null) };
}

/**
 * All regions, by group and name. Everyone signed in sees them, their accounts
 * and how many numbers they have.
 */
export async function listRegions(db: Queryable, { actor }: Reader): Promise<RegionRow[]> {
  demand(actor, 'regions.see', null);
  const [regions, accounts, counts] = await Promise.all([
    selectRegions(db),
    selectAccounts(db),
    countNumbers(db),
  ]);
  const accountsOf = Map.groupBy(accounts, (each) => each.regionId);
  const countsOf = Map.groupBy(counts, (each) => each.regionId);
  return regions.map(({ groupId, groupName, ...row }) => ({
    ...row,
    group: groupId === null || groupName === null ? null : { id: groupId, name: groupName },
    accounts: (accountsOf.get(row.id) ?? []).map(accountRow),
    numberCounts: numberCounts(countsOf.get(row.id) ?? []),
    mayManage: may(actor, 'regions.manage', row.id),
  }));
}

/** The groups of regions, in the brand's order. */
async function listRegionGroups(db: Queryable, { actor }: Reader): Promise<RegionsPage['groups']> {
  demand(actor, 'regions.see', null);
  return db
    .select({ id: regionGroup.id, name: regionGroup.name })
    .from(regionGroup)
    .orderBy(asc(regionGroup.position), asc(regionGroup.name));
}

/** Discovered accounts without a region; nothing for those who may not map them. */
async function listUnmappedAccounts(db: Queryable, { actor }: Reader): Promise<AccountRow[]> {
  if (!may(actor, 'accounts.manage', null)) return [];
  const rows = await selectAccounts(db);
  return rows.filter((row) => row.regionId === null).map(accountRow);
}

function selectRegions(db: Queryable) {
  return db
    .select({
      id: region.id,
      name: region.name,
      markText: region.markText,
      markColor: region.markColor,
      timeZone: region.timeZone,
      language: region.language,
      countries: region.countries,
      groupId: region.groupId,
      groupName: regionGroup.name,
    })
    .from(region)
    .leftJoin(regionGroup, eq(region.groupId, regionGroup.id))
    .orderBy(sql`${regionGroup.position} nulls first`, asc(regionGroup.name), asc(region.name));
}

function selectAccounts(db: Queryable) {
  return db
    .select({
      id: account.id,
      username: account.username,
      name: account.name,
      regionId: account.regionId,
      lastGoodCheckAt: account.lastGoodCheckAt,
    })
    .from(account)
    .orderBy(asc(account.username));
}

function countNumbers(db: Queryable) {
  return db
    .select({ regionId: number.homeRegionId, state: number.state, count: sql<number>`count(*)::int` })
    .from(number)
    .groupBy(number.homeRegionId, number.state);
}

const accountRow = (row: {
  id: string;
  username: string;
  name: string;
  lastGoodCheckAt: Date | null;
}): AccountRow => ({
  id: row.id,
  username: row.username,
  name: row.name,
  lastGoodCheckAt: row.lastGoodCheckAt?.toISOString() ?? null,
});

function numberCounts(rows: readonly { state: NumberState; count: number }[]): Record<NumberState, number> {
  const counts = Object.fromEntries(numberStates.map((state) => [state, 0])) as Record<NumberState, number>;
  for (const row of rows) counts[row.state] = row.count;
  return counts;
}
