/** A line of a pasted list, with its number as people count them, from 1. */
export type ListLine = { line: number; cells: string[] };

/**
 * Parts a pasted list into lines and cells. What separates the cells is seen
 * from the list: tabs, as a spreadsheet copies them, before semicolons, before
 * commas. A cell in double quotes may hold the separator. Blank lines are left out.
 */
export function splitList(text: string): ListLine[] {
  const separator = text.includes('\t') ? '\t' : text.includes(';') ? ';' : ',';
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map((line, at) => ({ line: at + 1, cells: splitLine(line, separator) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function splitLine(line: string, separator: string): string[] {
  const cells = [''];
  let quoted = false;
  for (const sign of line) {
    const cell = cells.at(-1) ?? '';
    if (sign === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (sign === separator && !quoted) cells.push('');
    else cells[cells.length - 1] = cell + sign;
  }
  return cells.map((cell) => cell.trim());
}
