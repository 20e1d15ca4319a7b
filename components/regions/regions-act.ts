import type { AccountRow, RegionRow } from '#lib/regions/region-row.ts';

/** What an admin is about to do on the regions page; each opens its dialog. */
export type RegionsAct =
  | { kind: 'add-region' }
  | { kind: 'edit-region'; region: RegionRow }
  | { kind: 'move-account'; account: AccountRow; from: RegionRow | null };
