import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { addTarget } from '#lib/reposts/commands/add-target.ts';
import { addTargetInput } from '#lib/reposts/target-input.ts';

const params = z.object({ repostId: z.uuid() });

export const POST = route({ params, input: addTargetInput }, ({ db, actor, params: { repostId }, input }) =>
  addTarget(db, { actor, repostId, ...input }),
);
