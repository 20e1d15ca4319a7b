import { z } from 'zod';
import { fieldsOf, parseInput } from '#lib/auth/parse-input.ts';
import { readBytes } from '#lib/auth/read-body.ts';
import { route } from '#lib/auth/route.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { finishVersion } from '#lib/reposts/commands/finish-version.ts';
import { getRepostToEdit } from '#lib/reposts/queries/get-repost-to-edit.ts';
import { drawnMostBytes } from '#lib/reposts/version-limits.ts';

const params = z.object({ repostId: z.uuid() });
const query = z.object({ revision: z.coerce.number().int().min(0) });

/** Takes what the browser drew as the body itself; of which design it was drawn stands in the address. */
export const POST = route({ params }, async ({ db, actor, request, params: { repostId } }) => {
  const { revision } = parseInput(query, fieldsOf(request.nextUrl.searchParams));
  // Before the file is read: who may not edit it is not to fill the memory.
  await getRepostToEdit(db, { actor, repostId });
  const drawn = await readBytes(request, drawnMostBytes);
  return await finishVersion(db, mediaStorage(), { actor, repostId, revision, drawn });
});
