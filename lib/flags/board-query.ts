import type { BoardFilter } from './board-filter.ts';

/** The board's address from what narrows it, in one order, so that equal ones look equal. */
export function boardQuery(
  { region, kind, owner, left }: BoardFilter,
  more: { cursor?: string } = {},
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ region, kind, owner, left, ...more }))
    if (value !== undefined) params.set(name, value);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
