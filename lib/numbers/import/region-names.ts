import { fold } from './fold.ts';
import { nearNames } from './near-name.ts';

/** A region as far as an import needs it. */
export type ImportRegion = {
  id: string;
  name: string;
  /** ISO 3166-1 alpha-2. */
  countries: readonly string[];
  archived: boolean;
  /** Whether whoever imports may change its numbers. */
  mine: boolean;
};

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** The regions of an installation, found by what people write. */
export type RegionNames = {
  /** By its name, whatever its case, accents and signs; a name that fits two ways must be exact. */
  find: (cell: string) => ImportRegion | undefined;
  byId: (id: string) => ImportRegion | undefined;
  /** What may have been meant: a name like it, or the region that serves a country of that name or code. */
  near: (cell: string, mineOnly: boolean) => string[];
};

export function regionNames(regions: readonly ImportRegion[]): RegionNames {
  const exact = new Map(regions.map((region) => [region.name, region]));
  const folded = Map.groupBy(regions, (region) => fold(region.name));
  const byId = new Map(regions.map((region) => [region.id, region]));
  return {
    find: (cell) => {
      const text = cell.trim();
      const alike = folded.get(fold(text)) ?? [];
      return exact.get(text) ?? (alike.length === 1 ? alike[0] : undefined);
    },
    byId: (id) => byId.get(id),
    near: (cell, mineOnly) => {
      const offered = regions.filter((region) => !region.archived && (region.mine || !mineOnly));
      const text = fold(cell);
      const serves = offered.filter(({ countries }) =>
        countries.some((code) => fold(code) === text || fold(countryNames.of(code) ?? '') === text),
      );
      const names = [...serves, ...nearNames(cell, offered)].map(({ name }) => name);
      return [...new Set(names)].slice(0, 3);
    },
  };
}
