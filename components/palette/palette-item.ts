import { plainWords } from '#lib/regions/plain-words.ts';

/** Something that the palette leads to. */
export type PaletteItem = {
  /** Unlike every other. */
  value: string;
  /** What it is found by, and called. */
  label: string;
  path: string;
};

export type PaletteGroup = { value: string; label: string; items: PaletteItem[] };

/** A story's code, as it stands in every message about it. */
const code = /^[0-9a-z]{6}$/i;

/** What can be done with the words themselves: search stories, or open the one whose code they are. */
export function wordItems(
  words: string,
  say: { search: (words: string) => string; open: (code: string) => string },
): PaletteItem[] {
  const typed = words.trim();
  if (typed === '') return [];
  const search = {
    value: 'search',
    label: say.search(typed),
    path: `/?${new URLSearchParams({ q: typed }).toString()}`,
  };
  if (!code.test(typed)) return [search];
  const upper = typed.toUpperCase();
  return [search, { value: 'code', label: say.open(upper), path: `/stories/${upper}` }];
}

/** Groups that still hold something whose label says all the words, in any order, whatever their case and accents. */
export function filterGroups(groups: readonly PaletteGroup[], words: string): PaletteGroup[] {
  const wanted = plainWords(words).split(' ').filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      items: group.items.filter(({ label }) => wanted.every((word) => plainWords(label).includes(word))),
    }))
    .filter(({ items }) => items.length > 0);
}
