import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { removeBrandFont } from '#lib/brand/commands.ts';
import { findBrandFont } from '#lib/brand/queries.ts';
import { StorywireError } from '#lib/errors.ts';
import { mediaStorage } from '#lib/media/storage.ts';

const params = z.object({ fontId: z.uuid() });

/** A font's file, for everyone signed in. */
export const GET = route({ params }, async ({ db, actor, params: { fontId } }) => {
  const font = await findBrandFont(db, { actor, fontId });
  const opened = font && (await mediaStorage().openFile(font.storageKey));
  if (!opened) throw new StorywireError('not_found', 'notFound');
  return new Response(opened.stream, {
    headers: {
      'content-type': font.mimeType,
      'content-length': String(opened.bytes),
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
  });
});

export const DELETE = route({ params }, async ({ db, actor, params: { fontId } }) => {
  await removeBrandFont(db, { actor, fontId });
});
