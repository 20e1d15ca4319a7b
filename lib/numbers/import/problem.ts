import type { ListColumn } from '../list-columns.ts';
import type { MomentProblem } from './moment-cell.ts';
import type { PhoneProblem } from './phone-cell.ts';

/** Why a row is not imported; each has its words under `numberImport.problem`, and what was expected under `numberImport.expected`. */
const problemCodes = [
  'numberMissing',
  'numberScientific',
  'numberHidden',
  'numberFormulaBroken',
  'numberSeveral',
  'numberExtension',
  'numberTooShort',
  'numberTooLong',
  'numberNotPossible',
  'numberNotAPhone',
  'numberNeedsCountry',
  'numberTwice',
  'numberTaken',
  'numberTakenElsewhere',
  'labelMissing',
  'labelTooLong',
  'kindUnknown',
  'regionMissing',
  'regionUnknown',
  'regionNotYours',
  'regionArchived',
  'followsUnknown',
  'followsArchived',
  'languageUnknown',
  'quietHoursUnreadable',
  'buzzIntervalUnknown',
  'hearsUnknown',
  'stateUnknown',
  'momentUnreadable',
  'momentAmbiguous',
  'momentSerial',
  'momentLater',
  'wordsTooLong',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Every refusal of a number or a moment is a problem with words. */
export type CellProblem = (PhoneProblem | MomentProblem) & ProblemCode;

/** Wherever a column says `found`, `use` is read in its place; empty: as if the cell were empty. */
export type Fix = { column: ListColumn; found: string; use: string };

export type RowProblem = {
  code: ProblemCode;
  column: ListColumn;
  /** What stands in the cell, as it stands there, cut. */
  found: string;
  /** Fills the blanks of the words. */
  values?: Record<string, string | number>;
  /** What can be taken instead, likeliest first. */
  fixes: Fix[];
};

/** Longest text of a cell that is shown back and that a fix names. */
export const foundLimit = 200;

/** A cell as problems and fixes name it. */
export const asFound = (cell: string): string => cell.trim().slice(0, foundLimit);
