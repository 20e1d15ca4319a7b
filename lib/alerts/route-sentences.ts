import type { RouteDelivery } from '../words.ts';
import type { RouteChange } from './route-change.ts';
import type { MatrixRegion } from './route-matrix.ts';

/** Changes that one sentence tells: what one region will hear of some others, who until now were all heard alike. */
export type RouteSentence = {
  target: MatrixRegion;
  from: RouteDelivery;
  to: RouteDelivery;
  sources: MatrixRegion[];
  /** The few that are missing from all others; null where the sources themselves are fewer to name. */
  allBut: MatrixRegion[] | null;
};

/** Hundreds of changes as few sentences as they make, by who hears, as the regions stand. */
export function routeSentences(
  regions: readonly MatrixRegion[],
  changes: readonly RouteChange[],
): RouteSentence[] {
  const byId = new Map(regions.map((region) => [region.id, region]));
  return regions.flatMap((target) => {
    const heard = changes.filter(({ targetRegionId }) => targetRegionId === target.id);
    return [...Map.groupBy(heard, ({ from, to }) => `${from} ${to}`).values()].map((alike) => {
      const [{ from, to }] = alike as [RouteChange];
      const sources = alike.flatMap(({ sourceRegionId }) => byId.get(sourceRegionId) ?? []);
      const missing = regions.filter((each) => each !== target && !sources.includes(each));
      return { target, from, to, sources, allBut: missing.length * 2 < sources.length ? missing : null };
    });
  });
}
