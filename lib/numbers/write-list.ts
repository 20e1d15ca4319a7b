import { guardCell } from './guard-cell.ts';
import { listColumns, type ListRow } from './list-columns.ts';

/** By which Excel knows that a file is UTF-8. */
const byteOrderMark = '\uFEFF';

/** A list of numbers as a CSV file (RFC 4180): every cell quoted where it must be, none of them a formula. */
export function writeList(rows: readonly ListRow[]): string {
  const lines = [
    listColumns.join(','),
    ...rows.map((row) => listColumns.map((name) => cell(row[name])).join(',')),
  ];
  return `${byteOrderMark}${lines.join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const guarded = guardCell(text);
  return /[",;\r\n\t]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
