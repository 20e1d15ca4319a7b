import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { askChecks } from '#lib/reposts/commands/ask-checks.ts';

const params = z.object({ repostId: z.uuid() });

/** Checks anew what only Meta knows of the accounts. */
export const POST = route({ params }, ({ db, actor, params: { repostId } }) =>
  askChecks(db, { actor, repostId }),
);
