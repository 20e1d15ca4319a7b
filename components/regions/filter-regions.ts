import { plainWords } from '#lib/regions/plain-words.ts';
import type { RegionRow } from '#lib/regions/region-row.ts';

/** What the regions are looked for by, besides their own fields. */
type Names = { country: (code: string) => string; language: (tag: string) => string };

/**
 * The regions in which every word that was typed is found: in the name, group,
 * countries, language or accounts, whatever the accents and capitals.
 */
export function filterRegions(regions: readonly RegionRow[], text: string, names: Names): RegionRow[] {
  const words = plainWords(text).split(' ').filter(Boolean);
  return regions.filter((region) => {
    const all = plainWords(
      [
        region.name,
        region.group?.name ?? '',
        ...region.countries.flatMap((code) => [code, names.country(code)]),
        names.language(region.language),
        region.timeZone,
        ...region.accounts.map(({ username }) => username),
      ].join(' '),
    );
    return words.every((word) => all.includes(word));
  });
}
