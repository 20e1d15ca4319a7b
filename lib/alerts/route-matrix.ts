import type { RouteDelivery } from '../words.ts';
import type { RouteChange } from './route-change.ts';

/** A region as the matrix shows it. */
export type MatrixRegion = {
  id: string;
  name: string;
  markText: string;
  markColor: string;
  group: { id: string; name: string } | null;
  /** Posts stories. One without accounts, such as HQ, only listens. */
  posts: boolean;
  /** Whether the reader may change what it hears. */
  mayChange: boolean;
};

/** Who hears whom. Cells that nobody painted are absent, and mean at once. */
export type RouteMatrix = {
  regions: MatrixRegion[];
  cells: { sourceRegionId: string; targetRegionId: string; delivery: RouteDelivery }[];
};

export const cellKey = (sourceRegionId: string, targetRegionId: string) =>
  `${sourceRegionId} ${targetRegionId}`;

export const routePresets = ['everyone', 'ownGroup', 'hqOnly', 'nobody'] as const;
export type RoutePreset = (typeof routePresets)[number];

/** What a preset says of one cell. HQ stands for all regions that only listen. */
export function presetDelivery(
  preset: RoutePreset,
  source: MatrixRegion,
  target: MatrixRegion,
): RouteDelivery {
  const hears = {
    everyone: true,
    ownGroup: source.group !== null && source.group.id === target.group?.id,
    hqOnly: !target.posts,
    nobody: false,
  }[preset];
  return hears ? 'instant' : 'off';
}

/** The regions by group, in the order in which they stand; those without a group are one too. */
export function regionBlocks(
  regions: readonly MatrixRegion[],
): { id: string; name: string | null; regions: MatrixRegion[] }[] {
  const blocks = Map.groupBy(regions, ({ group }) => group?.id ?? '');
  return [...blocks].map(([id, members]) => ({
    id,
    name: members[0]?.group?.name ?? null,
    regions: members,
  }));
}

/** The cells in which a draft differs from what is saved, by source and target as the regions stand. */
export function routeChanges(
  regions: readonly MatrixRegion[],
  saved: ReadonlyMap<string, RouteDelivery>,
  draft: ReadonlyMap<string, RouteDelivery>,
): RouteChange[] {
  return regions.flatMap((source) =>
    regions.flatMap((target) => {
      const key = cellKey(source.id, target.id);
      const from = saved.get(key) ?? 'instant';
      const to = draft.get(key) ?? from;
      return to === from ? [] : [{ sourceRegionId: source.id, targetRegionId: target.id, from, to }];
    }),
  );
}
