import { and, asc, count, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, approverGroup, number, region, regionGroup, story, token } from '#db/schema.ts';
import type { Actor } from '../actor.ts';
import { StorywireError } from '../errors.ts';
import { demand, may } from '../people/permissions.ts';
import { type ApprovalRule, type NumberState, numberStates, type ReuseRight } from '../words.ts';
import type {
  AccountRow,
  AccountTrouble,
  GroupRow,
  KnownPage,
  RegionPage,
  RegionRow,
  RegionsPage,
} from './region-row.ts';

type Reader = { actor: Actor };

/** Everything the regions page shows, as far as the actor may see it. */
export async function getRegionsPage(db: Queryable, { actor }: Reader): Promise<RegionsPage> {
  const [regions, groups, unmappedAccounts, [connection]] = await Promise.all([
    listRegions(db, { actor }),
    listRegionGroups(db, { actor }),
    listUnmappedAccounts(db, { actor }),
    db.select({ id: token.id }).from(token).where(isNotNull(token.discoveredAt)).limit(1),
  ]);
  return {
    regions: regions.filter((row) => row.archivedAt === null),
    archived: regions.filter((row) => row.archivedAt !== null),
    groups,
    unmappedAccounts,
    connected: connection !== undefined,
    mayAddRegion: may(actor, 'regions.manage', null),
  };
}

/**
 * One region with what can be done with it; everyone signed in sees it.
 * @throws StorywireError `not_found`
 */
export async function getRegionPage(
  db: Queryable,
  { actor, regionId }: Reader & { regionId: string },
): Promise<RegionPage> {
  const [regions, groups] = await Promise.all([listRegions(db, { actor }), listRegionGroups(db, { actor })]);
  const found = regions.find((row) => row.id === regionId);
  if (!found) throw new StorywireError('not_found', 'regionNotFound');
  return {
    region: found,
    groups,
    storyCounts: await countStories(db, found),
    targets: regions
      .filter((row) => row.id !== regionId && row.archivedAt === null)
      .filter((row) => may(actor, 'accounts.manage', row.id))
      .map(({ id, name }) => ({ id, name })),
    mayArchive: may(actor, 'regions.manage', null),
    maySetRights: may(actor, 'rights.manage', regionId),
    maySeeAudit: may(actor, 'audit.see', regionId),
  };
}

/**
 * The same for those who set the brand up: groups and accounts.
 * @throws StorywireError `forbidden` unless an admin of all regions
 */
export async function getSetUpPage(db: Queryable, { actor }: Reader): Promise<RegionsPage> {
  demand(actor, 'regions.manage', null);
  return getRegionsPage(db, { actor });
}

/**
 * What is there already, for adding more: every name, archived ones too, since they are taken.
 * @throws StorywireError `forbidden` unless an admin of all regions
 */
export async function getKnownRegions(db: Queryable, { actor }: Reader): Promise<KnownPage> {
  demand(actor, 'regions.manage', null);
  const [regions, groups] = await Promise.all([
    db.select({ name: region.name, markColor: region.markColor }).from(region).orderBy(asc(region.name)),
    listRegionGroups(db, { actor }),
  ]);
  return { regions, groups };
}

/**
 * All regions, archived ones too, by group and name. Everyone signed in sees
 * them, their accounts and how many numbers they have.
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
  return regions.map(({ groupId, groupName, archivedAt, ...row }) => ({
    ...row,
    archivedAt: archivedAt?.toISOString() ?? null,
    group: groupId === null || groupName === null ? null : { id: groupId, name: groupName },
    accounts: (accountsOf.get(row.id) ?? []).map(accountRow),
    numberCounts: numberCounts(countsOf.get(row.id) ?? []),
    mayManage: may(actor, 'regions.manage', row.id),
  }));
}

/** The groups of regions, in the brand's order. */
async function listRegionGroups(db: Queryable, { actor }: Reader): Promise<GroupRow[]> {
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
      quietHours: region.quietHours,
      archivedAt: region.archivedAt,
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
      trouble: sql<AccountTrouble | null>`case when ${token.state} is distinct from 'healthy' then 'token' else (
        select nullif(l.result, 'ok') from ledger l where l.account_id = ${account.id}
        order by l.checked_at desc limit 1
      ) end`,
      rights: account.rights,
      approvalRule: account.approvalRule,
      approverGroupId: approverGroup.id,
      approverGroupName: approverGroup.name,
    })
    .from(account)
    .leftJoin(token, eq(token.id, account.tokenId))
    .leftJoin(approverGroup, eq(approverGroup.id, account.approverGroupId))
    .orderBy(asc(account.username));
}

function countNumbers(db: Queryable) {
  return db
    .select({ regionId: number.homeRegionId, state: number.state, count: sql<number>`count(*)::int` })
    .from(number)
    .groupBy(number.homeRegionId, number.state);
}

async function countStories(db: Queryable, row: RegionRow): Promise<Record<string, number>> {
  const accountIds = row.accounts.map(({ id }) => id);
  if (accountIds.length === 0) return {};
  const rows = await db
    .select({ accountId: story.accountId, count: count() })
    .from(story)
    .where(and(eq(story.regionId, row.id), inArray(story.accountId, accountIds)))
    .groupBy(story.accountId);
  return Object.fromEntries(rows.map((each) => [each.accountId, each.count]));
}

const accountRow = (row: {
  id: string;
  username: string;
  name: string;
  lastGoodCheckAt: Date | null;
  trouble: AccountTrouble | null;
  rights: ReuseRight;
  approvalRule: ApprovalRule;
  approverGroupId: string | null;
  approverGroupName: string | null;
}): AccountRow => ({
  id: row.id,
  username: row.username,
  name: row.name,
  lastGoodCheckAt: row.lastGoodCheckAt?.toISOString() ?? null,
  trouble: row.trouble,
  rights: row.rights,
  approval: {
    rule: row.approvalRule,
    group:
      row.approverGroupId === null || row.approverGroupName === null
        ? null
        : { id: row.approverGroupId, name: row.approverGroupName },
  },
});

function numberCounts(rows: readonly { state: NumberState; count: number }[]): Record<NumberState, number> {
  const counts = Object.fromEntries(numberStates.map((state) => [state, 0])) as Record<NumberState, number>;
  for (const row of rows) counts[row.state] = row.count;
  return counts;
}
