import { guardCell } from '../numbers/guard-cell.ts';

/** One line of CSV (RFC 4180). No cell of it runs as a formula in a spreadsheet. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${guardCell(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}
