import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { StorywireError } from '#lib/errors.ts';
import { mediaHeaders } from '#lib/media/media-headers.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { findVersionFile } from '#lib/reposts/queries/find-version-file.ts';

const params = z.object({ versionId: z.uuid() });

/** The file of a finished edit. It never changes. */
export const GET = route({ params }, async ({ db, actor, params: { versionId } }) => {
  const file = await findVersionFile(db, { actor, versionId });
  const opened = file && (await mediaStorage().openFile(file.storageKey));
  if (!opened) throw new StorywireError('not_found', 'mediaNotFound');
  const { 'accept-ranges': _whole, ...headers } = mediaHeaders(file);
  return new Response(opened.stream, {
    headers: { ...headers, 'content-type': file.mimeType, 'content-length': String(opened.bytes) },
  });
});
