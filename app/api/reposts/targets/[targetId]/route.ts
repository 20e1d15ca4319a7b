import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { moveTarget } from '#lib/reposts/commands/move-target.ts';
import { targetStepInput } from '#lib/reposts/target-input.ts';

const params = z.object({ targetId: z.uuid() });

/** One step of a post to one account. */
export const PATCH = route({ params, input: targetStepInput }, async ({ db, actor, params: path, input }) => {
  await moveTarget(db, { actor, targetId: path.targetId, now: new Date(), input });
});
