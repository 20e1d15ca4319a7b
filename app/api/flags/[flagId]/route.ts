import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { changeFlag } from '#lib/flags/commands/change-flag.ts';
import { withdrawFlag } from '#lib/flags/commands/withdraw-flag.ts';
import { flagChangeInput } from '#lib/flags/flag-input.ts';

const params = z.object({ flagId: z.uuid() });

export const PATCH = route({ params, input: flagChangeInput }, async ({ db, actor, params: path, input }) => {
  await changeFlag(db, { actor, flagId: path.flagId, ...input });
});

/** Takes back a flag of one's own. */
export const DELETE = route({ params }, async ({ db, actor, params: { flagId } }) => {
  await withdrawFlag(db, { actor, flagId });
});
