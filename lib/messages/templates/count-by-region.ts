import type { TemplateTexts } from './template-texts.ts';

/** So many regions are named; the rest is counted together, to keep the line short. */
const mostNamed = 5;

/**
 * Says where stories came from, the most first: "7 from France, 2 from Japan".
 * @param regions the region of each story
 */
export function countByRegion(regions: readonly string[], texts: Pick<TemplateTexts, 'counts'>): string {
  const counts = [...Map.groupBy(regions, (region) => region)]
    .map(([region, stories]) => ({ region, count: stories.length }))
    .toSorted((a, b) => b.count - a.count || a.region.localeCompare(b.region, 'en'));
  // A single one left over is named as well: "others" would be no shorter.
  const named = counts.length === mostNamed + 1 ? counts : counts.slice(0, mostNamed);
  const others = counts.slice(named.length).reduce((sum, { count }) => sum + count, 0);
  return texts.counts(named, others);
}
