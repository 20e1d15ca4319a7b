import type { FilterField } from './feed-filter.ts';

/** How many stories a list without any would have without one part of its filter; {@link mostHidden} stands for as many or more. */
export type HiddenBy = { field: FilterField; count: number };

/** More are not counted: what to take away is clear by then. */
export const mostHidden = 1_000;
