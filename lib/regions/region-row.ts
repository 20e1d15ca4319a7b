import type { NumberKind, NumberState } from '../words.ts';

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
  /** The numbers themselves, by label; null where the reader may see counts only. */
  numbers: NumberRow[] | null;
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

/** A work number, shortened. */
export type NumberRow = {
  id: string;
  label: string;
  shortened: string;
  kind: NumberKind;
  /** Null: the region's. */
  language: string | null;
  state: NumberState;
  /** What the phone has to send; null unless invited and the reader may manage numbers. */
  joinCode: string | null;
  /** Opens WhatsApp with the code written; null as `joinCode`, and while the sender's number is unknown. */
  joinLink: string | null;
  mutedUntil: string | null;
  /** Null: never reached. */
  lastReachedAt: string | null;
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
