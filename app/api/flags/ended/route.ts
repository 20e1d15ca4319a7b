import { route } from '#lib/auth/route.ts';
import { endedInput } from '#lib/flags/board-filter.ts';
import { listEndedFlags } from '#lib/flags/queries/get-board.ts';

export const GET = route({ input: endedInput }, ({ db, actor, input: { cursor, ...filter } }) =>
  listEndedFlags(db, { actor, filter, cursor, now: new Date() }),
);
