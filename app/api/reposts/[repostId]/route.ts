import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { getRepost } from '#lib/reposts/queries/get-repost.ts';

const params = z.object({ repostId: z.uuid() });

export const GET = route({ params }, ({ db, actor, params: { repostId } }) =>
  getRepost(db, { actor, repostId, now: new Date() }),
);
