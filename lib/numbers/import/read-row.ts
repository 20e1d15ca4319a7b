import type { Hearing, NumberKind, NumberState } from '../../words.ts';
import { unguardCell } from '../guard-cell.ts';
import { buzzIntervals, type ListColumn, splitNames } from '../list-columns.ts';
import { shortenNumber } from '../shorten-number.ts';
import type { Columns } from './guess-columns.ts';
import { nearLanguages, readLanguageCell } from './language-cell.ts';
import { readMomentCell } from './moment-cell.ts';
import { readPhoneCell } from './phone-cell.ts';
import { asFound, type Fix, type ProblemCode, type RowProblem } from './problem.ts';
import type { TableRow } from './read-table.ts';
import type { ImportRegion, RegionNames } from './region-names.ts';
import { readBuzzCell, readHearsCell, readKindCell, readQuietCell, readStateCell } from './word-cells.ts';

/** Longest words of an opt-in that are kept. */
const wordsLimit = 500;
const labelLimit = 80;

/** What a row says of its number. Undefined: the list says nothing of it. */
export type RowValues = {
  label: string | undefined;
  kind: NumberKind | undefined;
  region: ImportRegion | undefined;
  follows: ImportRegion[] | undefined;
  /** Null: the home region's. */
  language: string | null | undefined;
  /** Null: the home region's. `none`: never. */
  quietHours: string | null | undefined;
  buzzIntervalMinutes: number | undefined;
  hears: Hearing | undefined;
  state: NumberState | undefined;
  /** Null `at`: not said when. */
  optIn: { words: string; at: Date | null } | undefined;
};

export type ReadRow = {
  row: number;
  /** The number, when it could be read, whatever else is wrong. */
  phone: { e164: string; country: string | null; shortened: string; assumed: boolean } | undefined;
  values: RowValues;
  problems: RowProblem[];
};

export type Reading = {
  columns: Columns;
  regions: RegionNames;
  /** Home of rows that name none. */
  region: ImportRegion | undefined;
  /** ISO 3166-1 alpha-2, of numbers without a country's code whose region has no country. Null: none. */
  country: string | null;
  fixes: readonly Fix[];
  now: Date;
};

/** Makes a reader of rows: what each says, and everything that is wrong with it at once. */
export function rowReader(reading: Reading): (row: TableRow) => ReadRow {
  const fixes = new Map(reading.fixes.map((fix) => [`${fix.column}\0${fix.found}`, fix.use]));
  const place = new Map(reading.columns.flatMap((column, at) => (column === null ? [] : [[column, at]])));
  return ({ row, cells }) => {
    const problems: RowProblem[] = [];
    const fixed = (column: ListColumn, cell: string) => fixes.get(`${column}\0${asFound(cell)}`) ?? cell;
    const whole = (column: ListColumn) => cells[place.get(column) ?? -1]?.trim() ?? '';
    const cell = (column: ListColumn) =>
      column === 'number' ? whole(column) : fixed(column, unguardCell(whole(column)).trim()).trim();
    const wrong: Wrong = (code, column, found, uses = []) => {
      const shown = asFound(found);
      problems.push({
        code,
        column,
        found: shown,
        fixes: uses.map((use) => ({ column, found: shown, use })),
      });
      return undefined;
    };
    const source: Source = { cell, wrong, fixed, has: (column) => place.has(column) };
    const region = readRegion(source, reading);
    return {
      row,
      phone: readPhone(source, reading, region),
      values: {
        label: readLabel(source),
        kind: readWord(source, 'kind', readKindCell, 'kindUnknown', () => ['person', 'team']),
        region,
        follows: readFollows(source, reading),
        language: readOptional(source, 'language', readLanguageCell, 'languageUnknown', nearLanguages),
        quietHours: readOptional(source, 'quiet_hours', readQuietCell, 'quietHoursUnreadable', () => []),
        buzzIntervalMinutes: readWord(source, 'buzz_interval', readBuzzCell, 'buzzIntervalUnknown', () =>
          buzzIntervals.map(String),
        ),
        hears: readWord(source, 'hears', readHearsCell, 'hearsUnknown', () => ['all', 'summaries']),
        state: readWord(source, 'state', readStateCell, 'stateUnknown', () => ['']),
        optIn: readOptIn(source, reading.now),
      },
      problems,
    };
  };
}

type Wrong = (code: ProblemCode, column: ListColumn, found: string, uses?: readonly string[]) => undefined;
type Source = {
  cell: (column: ListColumn) => string;
  wrong: Wrong;
  fixed: (column: ListColumn, cell: string) => string;
  has: (column: ListColumn) => boolean;
};

function readPhone(
  { cell, wrong }: Source,
  { country }: Reading,
  region: ImportRegion | undefined,
): ReadRow['phone'] {
  const written = cell('number');
  const countries = [...(region?.countries ?? []), ...(country === null ? [] : [country])];
  const read = readPhoneCell(written, countries);
  // Which country it is will be known once the region's name is mended.
  if (!read.ok && read.reason === 'numberNeedsCountry' && !region && cell('region') !== '') return undefined;
  if (!read.ok) return wrong(read.reason, 'number', written);
  const { e164, assumed } = read;
  return { e164, country: read.country, shortened: shortenNumber(e164), assumed };
}

function readRegion({ cell, wrong, fixed }: Source, { regions, region }: Reading): ImportRegion | undefined {
  const name = cell('region');
  if (name === '') return region;
  const named = regions.find(name);
  // A fix may name the region itself, however the cell spells it.
  const found = named && regions.find(fixed('region', named.name));
  if (!found) return wrong('regionUnknown', 'region', name, regions.near(name, true));
  if (!found.mine) return wrong('regionNotYours', 'region', name);
  return found;
}

function readFollows({ cell, wrong, fixed, has }: Source, { regions }: Reading): ImportRegion[] | undefined {
  if (!has('follows')) return undefined;
  return splitNames(cell('follows')).flatMap((each) => {
    const name = fixed('follows', each);
    if (name === '') return [];
    const found = regions.find(name);
    if (found && fixed('follows', found.name) === '') return [];
    if (!found) wrong('followsUnknown', 'follows', name, [...regions.near(name, false), '']);
    return found ? [found] : [];
  });
}

function readLabel({ cell, wrong }: Source): string | undefined {
  const label = cell('label');
  if (label.length > labelLimit)
    return wrong('labelTooLong', 'label', label, [label.slice(0, labelLimit).trim()]);
  return label === '' ? undefined : label;
}

/** A cell in which empty means that the list says nothing. */
function readWord<T>(
  { cell, wrong }: Source,
  column: ListColumn,
  read: (cell: string) => T | undefined,
  code: ProblemCode,
  near: (cell: string) => readonly string[],
): T | undefined {
  const text = cell(column);
  if (text === '') return undefined;
  return read(text) ?? wrong(code, column, text, near(text));
}

/** A cell in which empty means as the region has it. */
function readOptional(
  source: Source,
  column: ListColumn,
  read: (cell: string) => string | undefined,
  code: ProblemCode,
  near: (cell: string) => readonly string[],
): string | null | undefined {
  if (!source.has(column)) return undefined;
  if (source.cell(column) === '') return null;
  return readWord(source, column, read, code, (cell) => [...near(cell), '']);
}

function readOptIn({ cell, wrong }: Source, now: Date): RowValues['optIn'] {
  const [when, said, by] = [cell('opted_in_at'), cell('opt_in'), cell('opt_in_by')];
  if (when === '' && said === '') return undefined;
  const words = [said === '' ? 'In an imported list' : said, by === '' ? '' : `(${by})`].join(' ').trim();
  if (words.length > wordsLimit) return wrong('wordsTooLong', 'opt_in', said);
  if (when === '') return { words, at: null };
  const read = readMomentCell(when, now);
  return read.ok ? { words, at: read.at } : wrong(read.reason, 'opted_in_at', when);
}
