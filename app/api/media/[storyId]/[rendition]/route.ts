import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { StorywireError } from '#lib/errors.ts';
import { fileAnswer } from '#lib/media/file-answer.ts';
import { findRendition } from '#lib/media/queries.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { renditions } from '#lib/words.ts';

const params = z.object({ storyId: z.uuid(), rendition: z.enum(renditions) });

/** An archived file of a story, for whoever is signed in; players may ask for a part of it. */
export const GET = route({ params }, async ({ db, actor, params: wanted, request }) => {
  const file = await findRendition(db, { actor, ...wanted });
  if (!file) throw new StorywireError('not_found', 'mediaNotFound');
  const { status, headers, range } = fileAnswer(request.headers, file);
  if (status === 304 || status === 416) return new Response(null, { status, headers });
  const opened = await mediaStorage().openFile(file.storageKey, range);
  if (!opened) throw new StorywireError('not_found', 'mediaNotFound');
  return new Response(opened.stream, {
    status,
    headers: { ...headers, 'content-length': String(opened.bytes) },
  });
});
