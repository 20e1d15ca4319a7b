import { route } from '#lib/auth/route.ts';
import { numberIdInput } from '#lib/numbers/number-input.ts';
import { getNumber } from '#lib/numbers/queries/get-number.ts';

export const GET = route({ params: numberIdInput }, ({ db, actor, params }) =>
  getNumber(db, { actor, numberId: params.numberId }),
);
