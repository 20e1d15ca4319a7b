import type { NumberState } from '../words.ts';

/** A region with all that the regions page shows of it, as far as the reader may see. Moments are ISO 8601. */
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
  accounts: AccountRow[];
  /** How many numbers are in each state; everyone signed in sees the counts. */
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
};

/** All that the regions page needs. */
export type RegionsPage = {
  regions: RegionRow[];
  groups: { id: string; name: string }[];
  /** Discovered accounts that belong to no region yet; empty unless the reader may map them. */
  unmappedAccounts: AccountRow[];
  /** Whether the reader may add regions and groups. */
  mayAddRegion: boolean;
};
