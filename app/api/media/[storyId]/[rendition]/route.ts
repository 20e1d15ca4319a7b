import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { StorywireError } from '#lib/errors.ts';
import { byteRange } from '#lib/media/byte-range.ts';
import { mediaHeaders } from '#lib/media/media-headers.ts';
import { findRendition } from '#lib/media/queries.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { renditions } from '#lib/words.ts';

const params = z.object({ storyId: z.uuid(), rendition: z.enum(renditions) });

/** An archived file of a story, for whoever is signed in; players may ask for a part of it. */
export const GET = route({ params }, async ({ db, actor, params: wanted, request }) => {
  const file = await findRendition(db, { actor, ...wanted });
  if (!file) throw new StorywireError('not_found', 'mediaNotFound');
  const headers = mediaHeaders(file);
  if (request.headers.get('if-none-match') === headers.etag)
    return new Response(null, { status: 304, headers });

  const range = byteRange(request.headers, headers.etag, file.bytes);
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${file.bytes}` },
    });
  }
  const opened = await mediaStorage().openFile(file.storageKey, range);
  if (!opened) throw new StorywireError('not_found', 'mediaNotFound');
  return new Response(opened.stream, {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'content-type': file.mimeType,
      'content-length': String(opened.bytes),
      ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${file.bytes}` }),
    },
  });
});
