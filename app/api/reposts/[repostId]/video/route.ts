import { z } from 'zod';
import { errorWords } from '#lib/auth/error-words.ts';
import { fieldsOf, parseInput } from '#lib/auth/parse-input.ts';
import { readBytes } from '#lib/auth/read-body.ts';
import { route } from '#lib/auth/route.ts';
import { StorywireError } from '#lib/errors.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { beginVideo } from '#lib/reposts/commands/begin-video.ts';
import { cancelVideo } from '#lib/reposts/commands/cancel-video.ts';
import { getVideoStatus } from '#lib/reposts/queries/find-video.ts';
import { getRepostToEdit } from '#lib/reposts/queries/get-repost-to-edit.ts';
import { drawnMostBytes } from '#lib/reposts/version-limits.ts';

const params = z.object({ repostId: z.uuid() });
const query = z.object({ revision: z.coerce.number().int().min(0) });

/** How the making of the last video stands. */
export const GET = route({ params }, async ({ db, actor, params: { repostId } }) => {
  const { encoder, video } = await getVideoStatus(db, { actor, repostId });
  const failure = video?.failure ? await errorWords(new StorywireError('conflict', video.failure)) : null;
  return { encoder, video: video && { ...video, failure } };
});

/** Has a video made; what lies on top is the body itself, and of which design it was drawn stands in the address. */
export const POST = route({ params }, async ({ db, actor, request, params: { repostId } }) => {
  const { revision } = parseInput(query, fieldsOf(request.nextUrl.searchParams));
  // Before the file is read: who may not edit it is not to fill the memory.
  await getRepostToEdit(db, { actor, repostId });
  const drawn = await readBytes(request, drawnMostBytes);
  return await beginVideo(db, mediaStorage(), { actor, repostId, revision, drawn });
});

/** Gives up the video that is being made. */
export const DELETE = route({ params }, ({ db, actor, params: { repostId } }) =>
  cancelVideo(db, mediaStorage(), { actor, repostId }),
);
