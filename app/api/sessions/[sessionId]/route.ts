import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { revokeSession } from '#lib/people/commands/sessions.ts';

/** Signs a device of one's own out. */
export const DELETE = route({ params: z.object({ sessionId: z.uuid() }) }, async ({ db, actor, params }) => {
  await revokeSession(db, { actor, sessionId: params.sessionId, now: new Date() });
});
