import { z } from 'zod';
import { readBytes } from '#lib/auth/read-body.ts';
import { route } from '#lib/auth/route.ts';
import { restoreLogo, uploadLogo } from '#lib/brand/commands.ts';
import { findLogoKey } from '#lib/brand/queries.ts';
import { logoMostBytes } from '#lib/brand/upload-limits.ts';
import { StorywireError } from '#lib/errors.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { demand } from '#lib/people/permissions.ts';

/** The logo, for everybody: the sign-in page shows it. Its address changes with it (`v`). */
export const GET = route({ access: 'public' }, async ({ db }) => {
  const key = await findLogoKey(db);
  const opened = key === null ? undefined : await mediaStorage().openFile(key);
  if (!opened) throw new StorywireError('not_found', 'notFound');
  return new Response(opened.stream, {
    headers: {
      'content-type': 'image/png',
      'content-length': String(opened.bytes),
      'cache-control': 'public, max-age=86400',
      'x-content-type-options': 'nosniff',
    },
  });
});

/** Takes the file as the body itself, and answers with the former logo's key, by which it can be put back. */
export const POST = route({}, async ({ db, actor, request }) => {
  // Before the file is read: who may not change the logo is not to fill the memory.
  demand(actor, 'brand.manage', null);
  const bytes = await readBytes(request, logoMostBytes);
  return await uploadLogo(db, mediaStorage(), { actor, bytes, now: new Date() });
});

/** Puts a former logo back, or none. */
export const PUT = route(
  { input: z.object({ logoKey: z.string().max(100).nullable() }) },
  async ({ db, actor, input }) => await restoreLogo(db, mediaStorage(), { actor, ...input, now: new Date() }),
);
