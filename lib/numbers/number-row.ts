import type { Hearing, NumberKind, NumberState, OptInKind } from '../words.ts';

/** A region as it stands beside its numbers. */
export type RegionBadge = { id: string; name: string; markText: string; markColor: string };

/** A work number as the list shows it, shortened. Moments are ISO 8601. */
export type NumberRow = {
  id: string;
  label: string;
  shortened: string;
  kind: NumberKind;
  region: RegionBadge;
  /** BCP 47: its own, or its region's. */
  language: string;
  state: NumberState;
  /** Null: not muted. */
  mutedUntil: string | null;
  /** Null: never reached. */
  lastReachedAt: string | null;
  /** Names of the regions followed besides its home. */
  follows: string[];
};

/** A page of the list, and what it can be narrowed by. */
export type NumbersPage = {
  rows: NumberRow[];
  /** How many there are in all under the filter. */
  total: number;
  pages: number;
  /** How many are in each state, under the filter without its state. */
  counts: Record<NumberState, number>;
  /** Whether there is any number at all in sight. */
  any: boolean;
  /** The regions whose numbers one may see. */
  regions: RegionBadge[];
  mayAdd: boolean;
  /** Whether one may add numbers to any region, and there is none yet. */
  needsRegion: boolean;
  mayExport: boolean;
};

/** An opt-in as it is told. */
export type OptInRow = {
  kind: OptInKind;
  at: string;
  words: string;
  /** Who vouched for it; null: the phone itself, or the system. */
  by: string | null;
};

/** Everything about one number. */
export type NumberPage = Omit<NumberRow, 'follows' | 'language'> & {
  /** ISO 3166-1 alpha-2; null: not tied to one country. */
  country: string | null;
  /** BCP 47; null: the region's. */
  ownLanguage: string | null;
  regionLanguage: string;
  /** `22:00-07:30`, `none`, or null: the region's. */
  ownQuietHours: string | null;
  /** Null: the region has none. */
  regionQuietHours: string | null;
  buzzIntervalMinutes: number;
  hears: Hearing;
  follows: RegionBadge[];
  /** What the phone has to send; null unless invited and the reader may manage it. */
  joinCode: string | null;
  /** Opens WhatsApp with the code written; null as `joinCode`, and while the sender's number is unknown. */
  joinLink: string | null;
  /** The person of this installation who carries it. */
  person: string | null;
  optIns: OptInRow[];
  createdAt: string;
  mayManage: boolean;
  mayReveal: boolean;
  maySeeAudit: boolean;
  /** Regions that it may follow, too. */
  mayFollow: RegionBadge[];
  /** Regions that it may be moved to. */
  mayMoveTo: RegionBadge[];
};

/** A region's join link. */
export type JoinPage = {
  region: RegionBadge & { archived: boolean };
  /** Null: closed. */
  code: string | null;
  /** Null: closed, or the sender's number is unknown. */
  link: string | null;
  /** Regions whose join link one may open. */
  regions: RegionBadge[];
};

/** A region that a number can be added to, with what its numbers start from. */
export type HomeChoice = { id: string; name: string; countries: string[]; language: string };
