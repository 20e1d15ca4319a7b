import { countriesOfName, guessFromCountries, guessMarkColor, guessMarkText } from './guess-region.ts';
import { type ListColumn, listColumns, readColumns } from './list-columns.ts';
import { plainWords } from './plain-words.ts';
import { readCountries } from './read-countries.ts';
import { readLanguage } from './read-languages.ts';
import { readTimeZone } from './read-time-zone.ts';
import { type ListLine, splitList } from './split-list.ts';

/** A longer list is a mistake: no brand has so many teams. */
export const mostListedRegions = 300;
const longestName = 60;

/** What is wrong with a line: the column, and a key under `regionList.problem.` with its blanks. */
export type ListProblem = {
  column: ListColumn;
  key: ListProblemKey;
  values: Record<string, string | number>;
};
export type ListProblemKey =
  | 'nameMissing'
  | 'nameTooLong'
  | 'nameTwice'
  | 'groupTooLong'
  | 'countryUnknown'
  | 'zoneUnknown'
  | 'zoneMissing'
  | 'languageUnknown'
  | 'languageMissing'
  | 'placeMissing'
  | 'tooManyColumns'
  | 'tooManyLines';

/**
 * A line as it was understood. `there`: a region has this name already, and
 * stays as it is, so that a list pasted twice adds nothing.
 */
export type RegionLine = {
  line: number;
  state: 'new' | 'there' | 'wrong';
  name: string;
  /** Null: outside every group. */
  group: string | null;
  countries: string[];
  /** Empty where it could not be told, as is the language. */
  timeZone: string;
  language: string;
  markText: string;
  markColor: string;
  /** What was not written and is filled in from the country. */
  guessed: ListColumn[];
  problems: ListProblem[];
};

/** What is there already: names to compare with, and the colours of marks in use. */
export type KnownRegions = {
  regions: readonly { name: string; markColor: string }[];
  groups: readonly string[];
};

/** What a pasted list would make. Nothing is written by reading it. */
export type RegionList = { lines: RegionLine[]; newGroups: string[] };

/** Reads a pasted list of regions, one a line: name, group, countries, time zone, language. */
export function readRegionList(text: string, known: KnownRegions): RegionList {
  const { columns, body } = readColumns(splitList(text));
  const there = new Set(known.regions.map(({ name }) => plainWords(name)));
  const groups = new Map(known.groups.map((name) => [plainWords(name), name]));
  const firstLines = new Map<string, number>();
  const colors = known.regions.map(({ markColor }) => markColor);
  const newGroups: string[] = [];
  const lines = body.map((each, at) => {
    const read = readLine(each, columns, colors);
    const plain = plainWords(read.name);
    const before = firstLines.get(plain);
    if (plain !== '' && before !== undefined)
      add(read, 'name', 'nameTwice', { name: read.name, line: before });
    if (plain !== '' && before === undefined) firstLines.set(plain, each.line);
    if (at >= mostListedRegions) add(read, 'name', 'tooManyLines', { count: mostListedRegions });
    if (before === undefined && there.has(plain)) return { ...read, state: 'there' as const, problems: [] };
    colors.push(read.markColor);
    if (read.group !== null) {
      const group = plainWords(read.group);
      // The first spelling of a group holds for all lines.
      if (!groups.has(group)) {
        groups.set(group, read.group);
        newGroups.push(read.group);
      }
      read.group = groups.get(group) ?? read.group;
    }
    return { ...read, state: read.problems.length === 0 ? ('new' as const) : ('wrong' as const) };
  });
  return { lines, newGroups };
}

function readLine(
  { line, cells }: ListLine,
  columns: readonly (ListColumn | undefined)[],
  colors: readonly string[],
): Omit<RegionLine, 'state'> {
  const cell = (column: ListColumn) => cells[columns.indexOf(column)] ?? '';
  const written = readCountries(cell('countries'));
  const ofName = cell('countries') === '' ? [...countriesOfName(cell('name'))] : [];
  const countries = ofName.length > 0 ? ofName : written.countries;
  const guess = guessFromCountries(countries);
  const zone = cell('timeZone') === '' ? guess.timeZone : readTimeZone(cell('timeZone'));
  const language = cell('language') === '' ? guess.language : readLanguage(cell('language'), countries[0]);
  const read: Omit<RegionLine, 'state'> = {
    line,
    name: cell('name').replaceAll(/\s+/g, ' '),
    group: plainWords(cell('group')) === '' ? null : cell('group').replaceAll(/\s+/g, ' '),
    countries,
    timeZone: zone ?? '',
    language: language ?? '',
    markText: guessMarkText(cell('name'), countries),
    markColor: guessMarkColor(colors),
    guessed: listColumns.filter(
      (column) =>
        cell(column) === '' &&
        { name: false, group: false, countries: ofName.length > 0, timeZone: zone, language }[column],
    ),
    problems: [],
  };
  findProblems(read, cell, { unknownCountry: written.unknown, suggested: guess.timeZone });
  // Cells beyond the known columns would be lost without a word.
  if (cells.slice(columns.length).some((extra) => extra !== ''))
    add(read, 'countries', 'tooManyColumns', { count: columns.length });
  return read;
}

function findProblems(
  read: Omit<RegionLine, 'state'>,
  cell: (column: ListColumn) => string,
  { unknownCountry, suggested }: { unknownCountry: string | undefined; suggested: string | undefined },
): void {
  const [zone, language] = [cell('timeZone'), cell('language')];
  if (plainWords(read.name) === '') add(read, 'name', 'nameMissing');
  if (read.name.length > longestName) add(read, 'name', 'nameTooLong', { count: longestName });
  if ((read.group?.length ?? 0) > longestName) add(read, 'group', 'groupTooLong', { count: longestName });
  if (unknownCountry !== undefined) add(read, 'countries', 'countryUnknown', { text: short(unknownCountry) });
  if (zone !== '' && read.timeZone === '')
    add(read, 'timeZone', 'zoneUnknown', { text: short(zone), example: suggested ?? 'Europe/Lisbon' });
  if (language !== '' && read.language === '')
    add(read, 'language', 'languageUnknown', { text: short(language) });
  if (unknownCountry !== undefined) return;
  const noZone = zone === '' && read.timeZone === '';
  const noLanguage = language === '' && read.language === '';
  if (noZone && noLanguage) add(read, 'countries', 'placeMissing', { name: short(read.name) });
  else if (noZone) add(read, 'timeZone', 'zoneMissing');
  else if (noLanguage) add(read, 'language', 'languageMissing');
}

function add(
  read: Pick<RegionLine, 'problems'>,
  column: ListColumn,
  key: ListProblemKey,
  values: ListProblem['values'] = {},
): void {
  read.problems.push({ column, key, values });
}

/** Enough of what was written to find it again. */
const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
