import { route } from '#lib/auth/route.ts';
import { markSeen } from '#lib/seen/commands/mark-seen.ts';
import { seenInput } from '#lib/seen/seen-input.ts';

export const POST = route({ input: seenInput }, async ({ db, actor, input }) => {
  await markSeen(db, { actor, ...input });
});
