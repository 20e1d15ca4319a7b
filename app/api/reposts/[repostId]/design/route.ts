import { z } from 'zod';
import { fieldsOf, parseInput } from '#lib/auth/parse-input.ts';
import { route } from '#lib/auth/route.ts';
import { saveDesign } from '#lib/reposts/commands/save-design.ts';
import { getSavedDesign } from '#lib/reposts/queries/get-saved-design.ts';

const params = z.object({ repostId: z.uuid() });
const input = z.object({ revision: z.int().min(0), design: z.unknown() });

const query = z.object({ version: z.uuid().optional() });

/** What is saved, or with `version` what that one was drawn from. */
export const GET = route({ params }, async ({ db, actor, request, params: { repostId } }) => {
  const { version: versionId } = parseInput(query, fieldsOf(request.nextUrl.searchParams));
  return await getSavedDesign(db, { actor, repostId, versionId });
});

/** Saves an edit, again and again while somebody works on it. */
export const PUT = route(
  { params, input },
  async ({ db, actor, input: { revision, design }, params: { repostId } }) =>
    await saveDesign(db, { actor, repostId, revision, design }),
);
