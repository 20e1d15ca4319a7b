/** What makes a spreadsheet take a cell for a formula, and ours in front of it already. */
const formula = /^'*[=+\-@\t\r＝＋－＠]/;

/**
 * Keeps a spreadsheet from running what stands in a cell: an apostrophe in
 * front makes it text. Source: OWASP, CSV injection.
 */
export const guardCell = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text as it was before; texts that were never guarded stay as they are. */
export const unguardCell = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
