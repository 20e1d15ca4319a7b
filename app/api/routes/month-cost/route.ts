import { getMonthCost } from '#lib/alerts/queries/get-month-cost.ts';
import { monthCostInput, rehearsalLimitBytes } from '#lib/alerts/rehearsal-input.ts';
import { readInput } from '#lib/auth/read-input.ts';
import { route } from '#lib/auth/route.ts';

/** Says what the last 30 days would have cost in messages; writes nothing. A POST, as the rehearsal is. */
export const POST = route({}, async ({ db, actor, request }) => {
  const { changes } = await readInput(request, monthCostInput, rehearsalLimitBytes);
  return getMonthCost(db, { actor, changes });
});
