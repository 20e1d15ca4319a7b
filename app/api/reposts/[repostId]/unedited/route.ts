import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { takeUnedited } from '#lib/reposts/commands/take-unedited.ts';

const params = z.object({ repostId: z.uuid() });

/** Makes a version of the story's own file. */
export const POST = route({ params }, ({ db, actor, params: { repostId } }) =>
  takeUnedited(db, mediaStorage(), { actor, repostId }),
);
