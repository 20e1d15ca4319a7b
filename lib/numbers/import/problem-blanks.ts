import type { RowProblem } from './problem.ts';

/** Every blank that the words of a problem may have; words without it pass over it. */
export const blanks = (values: RowProblem['values'] = {}) => ({
  row: Number(values['row'] ?? 0),
  label: String(values['label'] ?? ''),
  region: String(values['region'] ?? ''),
});
