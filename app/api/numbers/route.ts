import { route } from '#lib/auth/route.ts';
import { numberFilterInput } from '#lib/numbers/number-filter-input.ts';
import { listNumbers } from '#lib/numbers/queries/list-numbers.ts';

export const GET = route({ input: numberFilterInput }, ({ db, actor, input }) =>
  listNumbers(db, { actor, filter: input }),
);
