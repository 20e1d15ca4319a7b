import { plainWords } from './plain-words.ts';
import type { ListLine } from './split-list.ts';

export const listColumns = ['name', 'group', 'countries', 'timeZone', 'language'] as const;
export type ListColumn = (typeof listColumns)[number];

const titles: Readonly<Record<ListColumn, readonly string[]>> = {
  name: ['name', 'region', 'region name', 'team', 'market'],
  group: ['group', 'region group', 'area', 'cluster'],
  countries: ['country', 'countries', 'country code', 'country codes'],
  timeZone: ['time zone', 'timezone', 'zone', 'tz'],
  language: ['language', 'languages', 'lang', 'locale'],
};

/**
 * Which column stands where. A first line of titles says so, and is then no
 * region; without one the order is name, group, countries, time zone, language.
 */
export function readColumns(lines: readonly ListLine[]): {
  columns: readonly (ListColumn | undefined)[];
  body: readonly ListLine[];
} {
  const [first, ...rest] = lines;
  const named = first?.cells.map((cell) =>
    listColumns.find((column) => titles[column].includes(plainWords(cell))),
  );
  // One title alone may be a region of that name.
  const isTitles = named !== undefined && named.includes('name') && named.filter(Boolean).length > 1;
  return isTitles ? { columns: named, body: rest } : { columns: listColumns, body: lines };
}
