import { route } from '#lib/auth/route.ts';
import { boardFilterInput } from '#lib/flags/board-filter.ts';
import { flagStory } from '#lib/flags/commands/flag-story.ts';
import { flagInput } from '#lib/flags/flag-input.ts';
import { getBoard } from '#lib/flags/queries/get-board.ts';

export const GET = route({ input: boardFilterInput }, ({ db, actor, input }) =>
  getBoard(db, { actor, filter: input, now: new Date() }),
);

export const POST = route({ input: flagInput }, ({ db, actor, input }) => flagStory(db, { actor, ...input }));
