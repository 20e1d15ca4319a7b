import type { RouteDelivery } from '../words.ts';
import type { RouteChange } from './route-change.ts';

/**
 * Changes as a form brings them: each region's id once, and cells that name
 * their regions by place. All cells of 100 regions come to a quarter of a
 * megabyte, of the one that Next lets a server action receive; written out,
 * with two ids a cell, they would not fit.
 */
export type RouteWire = {
  regions: string[];
  /** Places of source and target in `regions`, from what, to what. */
  cells: [source: number, target: number, from: RouteDelivery, to: RouteDelivery][];
};

export function packRoutes(changes: readonly RouteChange[]): RouteWire {
  const regions = [
    ...new Set(changes.flatMap(({ sourceRegionId, targetRegionId }) => [sourceRegionId, targetRegionId])),
  ];
  const placeOf = new Map(regions.map((id, place) => [id, place]));
  const at = (id: string) => placeOf.get(id) ?? -1;
  return {
    regions,
    cells: changes.map((each) => [at(each.sourceRegionId), at(each.targetRegionId), each.from, each.to]),
  };
}

/** @returns undefined when a cell names a place where no region stands */
export function unpackRoutes({ regions, cells }: RouteWire): RouteChange[] | undefined {
  const changes: RouteChange[] = [];
  for (const [source, target, from, to] of cells) {
    const [sourceRegionId, targetRegionId] = [regions[source], regions[target]];
    if (sourceRegionId === undefined || targetRegionId === undefined) return undefined;
    changes.push({ sourceRegionId, targetRegionId, from, to });
  }
  return changes;
}
