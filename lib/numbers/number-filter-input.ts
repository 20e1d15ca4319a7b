import { z } from 'zod';
import { numberKinds, numberStates } from '../words.ts';
import { type NumberFilter, withoutWholeNumber } from './number-filter.ts';

/** What a list of numbers is narrowed by, out of an address. What cannot be read narrows nothing. */
export const numberFilterInput = z.strictObject({
  region: z
    .union([z.literal(''), z.uuid()])
    .catch('')
    .default(''),
  state: z
    .enum(['', ...numberStates])
    .catch('')
    .default(''),
  kind: z
    .enum(['', ...numberKinds])
    .catch('')
    .default(''),
  /** Part of a label, or the last digits. */
  q: z.string().trim().max(80).transform(withoutWholeNumber).catch('').default(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});

/** The same out of a page's address, where anything else may stand as well. */
export function readNumberFilter(params: Record<string, string | string[] | undefined>): NumberFilter {
  const first = (name: string) => [params[name]].flat()[0];
  const { region, state, kind, q, page } = Object.fromEntries(
    ['region', 'state', 'kind', 'q', 'page'].map((name) => [name, first(name)]),
  );
  return numberFilterInput.parse({ region, state, kind, q, page });
}
