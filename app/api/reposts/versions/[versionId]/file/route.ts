import { z } from 'zod';
import { fieldsOf, parseInput } from '#lib/auth/parse-input.ts';
import { route } from '#lib/auth/route.ts';
import { StorywireError } from '#lib/errors.ts';
import { fileAnswer } from '#lib/media/file-answer.ts';
import { mediaHeaders } from '#lib/media/media-headers.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { findVersionFile } from '#lib/reposts/queries/find-version-file.ts';

const params = z.object({ versionId: z.uuid() });
const query = z.object({ still: z.literal('1').optional() });

/** The file of a finished edit, which never changes, or a video's still. Players fetch videos in parts. */
export const GET = route({ params }, async ({ db, actor, request, params: { versionId } }) => {
  const { still } = parseInput(query, fieldsOf(request.nextUrl.searchParams));
  const file = await findVersionFile(db, { actor, versionId });
  if (!file) throw new StorywireError('not_found', 'mediaNotFound');
  if (still !== undefined) return await sendStill(file);
  const { status, headers, range } = fileAnswer(request.headers, file);
  if (status === 304 || status === 416) return new Response(null, { status, headers });
  const opened = await mediaStorage().openFile(file.storageKey, range);
  if (!opened) throw new StorywireError('not_found', 'mediaNotFound');
  return new Response(opened.stream, {
    status,
    headers: { ...headers, 'content-length': String(opened.bytes) },
  });
});

async function sendStill({
  posterKey,
  sha256,
}: {
  posterKey: string | null;
  sha256: string;
}): Promise<Response> {
  const opened = posterKey === null ? undefined : await mediaStorage().openFile(posterKey);
  if (!opened) throw new StorywireError('not_found', 'mediaNotFound');
  const { 'accept-ranges': _whole, ...headers } = mediaHeaders({ sha256: `${sha256}-still` });
  return new Response(opened.stream, {
    headers: { ...headers, 'content-type': 'image/jpeg', 'content-length': String(opened.bytes) },
  });
}
