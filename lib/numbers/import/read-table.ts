import { CsvError, parse } from 'csv-parse/sync';
import { StorywireError } from '../../errors.ts';

/** More than any brand has; a longer list is imported in parts. */
const rowLimit = 5_000;

/** Between two cells: comma, semicolon where the comma is the decimal sign, or tab. */
const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** One line of a list that is not blank. `row` counts from 1, as a spreadsheet numbers it. */
export type TableRow = { row: number; cells: string[] };
export type Table = { delimiter: Delimiter; width: number; rows: TableRow[] };

/** The line that tells Excel the delimiter. */
const hint = /^\uFEFF?"?sep=([,;\t])"?\r?\n/i;

/**
 * Reads a list as CSV (RFC 4180, and what spreadsheets make of it), finding out what stands between its cells.
 * @throws StorywireError `invalid`: nothing in it, a quote left open, too many rows
 */
export function readTable(text: string): Table {
  const hinted = hint.exec(text);
  const body = hinted ? text.slice(hinted[0].length) : text;
  const delimiter = (hinted?.[1] as Delimiter | undefined) ?? detectDelimiter(body);
  const rows = records(body, delimiter)
    .map((cells, at): TableRow => ({ row: at + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (rows.length === 0) throw new StorywireError('invalid', 'fileEmpty');
  if (rows.length > rowLimit + 1)
    throw new StorywireError('invalid', 'fileTooLong', { values: { limit: rowLimit } });
  return { delimiter, rows, width: Math.max(...rows.map(({ cells }) => cells.length)) };
}

/** The delimiter that gives the most columns, and most evenly; a comma for a list of one column. */
function detectDelimiter(text: string): Delimiter {
  const scores = delimiters.map((delimiter): [Delimiter, number] => [delimiter, evenness(text, delimiter)]);
  return scores.reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

function evenness(text: string, delimiter: Delimiter): number {
  let widths: number[];
  try {
    widths = records(text, delimiter, 20)
      .filter((cells) => cells.some((cell) => cell.trim() !== ''))
      .map((cells) => cells.length);
  } catch (error) {
    if (error instanceof StorywireError) return 0;
    throw error;
  }
  const [first = 1] = widths;
  if (first === 1) return 0;
  return first * (widths.filter((width) => width === first).length / widths.length);
}

function records(text: string, delimiter: Delimiter, to?: number): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      ...(to === undefined ? {} : { to }),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new StorywireError('invalid', 'listQuoteOpen', { values: { line: Number(error['lines'] ?? 1) } });
  }
}
