import type { ApprovalRule, CheckResult, NumberState, ReuseRight } from '../words.ts';

/** Why an account is not checked. `token`: also when none reaches it. */
export type AccountTrouble = Exclude<CheckResult, 'ok'>;

/** A region as lists show it. Moments are ISO 8601. */
export type RegionRow = {
  id: string;
  name: string;
  markText: string;
  markColor: string;
  timeZone: string;
  group: { id: string; name: string } | null;
  /** ISO 3166-1 alpha-2. */
  countries: string[];
  language: string;
  /** `22:00-07:30` in the region's zone; null: none. */
  quietHours: string | null;
  /** Null: in use. */
  archivedAt: string | null;
  accounts: AccountRow[];
  /** How many numbers have it for home, by state; everyone signed in sees the counts. */
  numberCounts: Record<NumberState, number>;
  /** Whether the reader may edit the region and its numbers. */
  mayManage: boolean;
};

/** An Instagram account as a region lists it. */
export type AccountRow = {
  id: string;
  username: string;
  name: string;
  /** Null: never checked with success. */
  lastGoodCheckAt: string | null;
  /** What the checks since the last good one came to, or would come to. NULL: nothing speaks against the next. */
  trouble: AccountTrouble | null;
  /** What other regions may do with its stories of which nothing else was said. */
  rights: ReuseRight;
  /** Who has to approve what is posted to it; the group by its id and name, where the rule names one. */
  approval: { rule: ApprovalRule; group: { id: string; name: string } | null };
};

export type GroupRow = { id: string; name: string };

/** All that the regions page needs. */
export type RegionsPage = {
  /** In use, by group and name. */
  regions: RegionRow[];
  archived: RegionRow[];
  groups: GroupRow[];
  /** Discovered accounts that belong to no region yet; empty unless the reader may map them. */
  unmappedAccounts: AccountRow[];
  /** Whether a token has reached Meta, whatever has become of it since. */
  connected: boolean;
  /** Whether the reader may add regions and groups, archive, and map accounts. */
  mayAddRegion: boolean;
};

/** All that one region's page needs. */
export type RegionPage = {
  region: RegionRow;
  groups: GroupRow[];
  /** By account: how many stories were found while it was this region's. They stay. */
  storyCounts: Record<string, number>;
  /** The other regions in use that the reader may move an account to. */
  targets: { id: string; name: string }[];
  /** Whether the reader may archive, restore, change the group, and take an account from all regions. */
  mayArchive: boolean;
  /** Whether the reader may set what others may do with the stories of its accounts. */
  maySetRights: boolean;
  maySeeAudit: boolean;
};

/** What is there already, for adding more: every region, archived ones too, since their names are taken. */
export type KnownPage = { regions: { name: string; markColor: string }[]; groups: GroupRow[] };
