import { guardCell } from '../guard-cell.ts';
import type { Rejected } from './plan-import.ts';
import type { RowProblem } from './problem.ts';
import type { ReadList } from './read-list.ts';

/**
 * The rows that were not imported, as a file of the same columns with the
 * reasons in one more, to be mended and imported again. No cell of it is a formula.
 */
export function writeRejected(
  { names, columns, body, table, header }: ReadList,
  rejected: readonly Rejected[],
  { reason, reasonOf }: { reason: string; reasonOf: (problem: RowProblem) => string },
): string {
  const rows = new Map(body.map(({ row, cells }) => [row, cells]));
  const wide = (cells: readonly string[]) => Array.from({ length: table.width }, (_, at) => cells[at] ?? '');
  const head = header ? wide(names) : columns.map((column) => column ?? '');
  const lines = [
    [...head, reason],
    ...rejected.map(({ row, problems }) => [...wide(rows.get(row) ?? []), problems.map(reasonOf).join(' ')]),
  ];
  const text = lines.map((cells) => cells.map(written).join(table.delimiter)).join('\r\n');
  return `\uFEFF${text}\r\n`;
}

/** Guarded before it is quoted; what the file itself guarded already is not guarded twice. */
function written(cell: string): string {
  const guarded = guardedOnce(cell);
  return /[",;\r\n\t]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

const guardedOnce = (cell: string) => (cell.startsWith("'") ? cell : guardCell(cell));
