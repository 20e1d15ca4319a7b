import type { NumberKind, NumberState } from '../words.ts';

/** How many numbers a page of the list holds. */
export const numbersPerPage = 50;

/** What a list of numbers is narrowed by, as it stands in the address; empty: by nothing. */
export type NumberFilter = {
  region: string;
  state: NumberState | '';
  kind: NumberKind | '';
  /** Part of a label, or the last digits. */
  q: string;
  page: number;
};

/** The address of a list, the other way round; leaves out what narrows nothing. */
export function numberQuery(filter: Partial<NumberFilter>): string {
  const entries = Object.entries(filter).filter(
    ([name, value]) => value !== '' && !(name === 'page' && value === 1),
  );
  const query = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? '' : `?${query}`;
}

/** The last digits in a text that can only be a number; undefined for anything else. */
export function lastDigits(q: string): string | undefined {
  if (!/^[+\d\s()./·-]+$/.test(q)) return undefined;
  const digits = q.replaceAll(/\D/g, '').slice(-4);
  return digits === '' ? undefined : digits;
}

/** A whole number that somebody typed does not belong in an address; its last digits are all that can be looked for. */
export function withoutWholeNumber(q: string): string {
  const digits = lastDigits(q);
  return digits !== undefined && q.replaceAll(/\D/g, '').length > 4 ? digits : q;
}
