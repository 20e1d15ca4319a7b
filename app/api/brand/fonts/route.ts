import { fieldsOf, parseInput } from '#lib/auth/parse-input.ts';
import { readBytes } from '#lib/auth/read-body.ts';
import { route } from '#lib/auth/route.ts';
import { fontInput } from '#lib/brand/brand-input.ts';
import { addBrandFont } from '#lib/brand/commands.ts';
import { fontMostBytes } from '#lib/brand/upload-limits.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { demand } from '#lib/people/permissions.ts';

/** Takes the file as the body itself; what it is called stands in the address. */
export const POST = route({}, async ({ db, actor, request }) => {
  demand(actor, 'brand.manage', null);
  const input = parseInput(fontInput, fieldsOf(request.nextUrl.searchParams));
  const bytes = await readBytes(request, fontMostBytes);
  return await addBrandFont(db, mediaStorage(), { actor, bytes, ...input });
});
