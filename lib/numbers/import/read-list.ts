import { type Columns, columnsByContent, columnsByName, hasHeader } from './guess-columns.ts';
import { fold } from './fold.ts';
import type { ImportOptions } from './import-input.ts';
import { type ReadRow, rowReader } from './read-row.ts';
import { readTable, type Table, type TableRow } from './read-table.ts';
import { type ImportRegion, regionNames } from './region-names.ts';

export type ReadList = {
  table: Table;
  header: boolean;
  /** The first row, when it names the columns. */
  names: string[];
  columns: Columns;
  /** Without the header. */
  body: TableRow[];
  /** Undefined while no column is the number. */
  rows: ReadRow[] | undefined;
};

/**
 * Reads a whole list: its shape, what its columns are, and what each row says.
 * @throws StorywireError `invalid` when it is no list at all
 */
export function readList(
  options: ImportOptions,
  { regions, now }: { regions: readonly ImportRegion[]; now: Date },
): ReadList {
  const table = readTable(options.text);
  const header = options.header ?? hasHeader(table.rows);
  const names = header ? (table.rows[0]?.cells ?? []) : [];
  const body = header ? table.rows.slice(1) : table.rows;
  const columns = chosenColumns(options, table, names, body, regions);
  const lookUp = regionNames(regions);
  const region = options.regionId === null ? undefined : lookUp.byId(options.regionId);
  const read = rowReader({
    columns,
    regions: lookUp,
    // Whoever names a region that is not theirs gets no further than with a row that does.
    region: region?.mine === true ? region : undefined,
    country: options.country,
    fixes: options.fixes,
    now,
  });
  return {
    table,
    header,
    names,
    columns,
    body,
    rows: columns.includes('number') ? body.map(read) : undefined,
  };
}

/** As chosen, or by the header's names, or where those say no number by what stands in the cells. */
function chosenColumns(
  options: ImportOptions,
  { width }: Table,
  names: readonly string[],
  body: readonly TableRow[],
  regions: readonly ImportRegion[],
): Columns {
  const wide = (columns: Columns): Columns => Array.from({ length: width }, (_, at) => columns[at] ?? null);
  if (options.columns) return wide(options.columns);
  const named = wide(columnsByName(names));
  if (named.includes('number')) return named;
  const guessed = columnsByContent(body, width, new Set(regions.map(({ name }) => fold(name))));
  // A name in the header says more than what looks like something.
  return guessed.map((guess, at) => named[at] ?? (guess !== null && named.includes(guess) ? null : guess));
}
