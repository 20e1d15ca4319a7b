import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';

export const GET = route({ params: z.object({ code: z.string() }) }, ({ db, actor, params: { code } }) =>
  getStory(db, { actor, code }),
);
