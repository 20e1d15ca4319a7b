/**
 * The columns of a list of numbers, as it is exported and as the import
 * understands it, in order. What is empty stands for the default.
 *
 * - `number`: E.164
 * - `kind`: `person` or `team`
 * - `region`: name of the home region
 * - `follows`: names of the regions followed besides, see `joinNames`
 * - `language`: BCP 47; empty: the home region's
 * - `quiet_hours`: `22:00-07:30` or `none`; empty: the home region's
 * - `buzz_interval`: minutes, one of `buzzIntervals`
 * - `hears`: `all`, or `summaries` for the day's summary alone
 * - `state`: a number's state
 * - `opted_in_at`: the latest opt-in, ISO 8601 with zone; empty: none
 * - `opt_in`: its words
 * - `opt_in_by`: who vouched for it, by name; empty: the phone itself
 */
export const listColumns = [
  'number',
  'label',
  'kind',
  'region',
  'follows',
  'language',
  'quiet_hours',
  'buzz_interval',
  'hears',
  'state',
  'opted_in_at',
  'opt_in',
  'opt_in_by',
] as const;
export type ListColumn = (typeof listColumns)[number];

/** One number as a list holds it: every column's text, without what protects it in a file. */
export type ListRow = Record<ListColumn, string>;

/** Minutes between two buzzes that a number may choose from. */
export const buzzIntervals = [0, 10, 30, 60] as const;

/** Several names in one cell. A name that itself holds the sign between them survives. */
export const joinNames = (names: readonly string[]): string =>
  names.map((name) => name.replaceAll(/[\\|]/g, '\\$&')).join('|');

/** The names in such a cell; spaces around them are not part of them. */
export const splitNames = (cell: string): string[] =>
  (cell.match(/(?:\\.|[^|\\])+|\\$/gs) ?? [])
    .map((name) => name.replaceAll(/\\(.)/gs, '$1').trim())
    .filter((name) => name !== '');
