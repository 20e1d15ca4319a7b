import type { NextRequest } from 'next/server';
import { route } from '#lib/auth/route.ts';
import { StorywireError } from '#lib/errors.ts';
import { keyring } from '#lib/keyring.ts';
import { byteRange } from '#lib/media/byte-range.ts';
import { mediaHeaders } from '#lib/media/media-headers.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { recordTestFetched } from '#lib/reposts/commands/record-publishing-check.ts';
import { readPublicToken } from '#lib/reposts/public-file.ts';
import { findPublicVersion, type VersionFile } from '#lib/reposts/queries/public-version.ts';
import { testPicture } from '#lib/reposts/test-picture.ts';

/**
 * One file for Meta, which signs in nowhere: the address itself is the
 * permission, signed for this file and until a moment. Next answers HEAD by it
 * as well, and Meta fetches videos in parts.
 */
export const GET = route({ access: 'public' }, async ({ db, params, request }) => {
  const opened = readPublicToken(keyring(), params['token'] ?? '', new Date());
  if (opened?.kind === 'test') {
    await recordTestFetched(db, { testId: opened.id });
    return sendTestPicture();
  }
  const file = opened && (await findPublicVersion(db, { versionId: opened.id }));
  if (!file) throw new StorywireError('not_found', 'mediaNotFound');
  return sendVersion(file, request);
});

async function sendVersion(file: VersionFile, request: NextRequest): Promise<Response> {
  const headers = { ...mediaHeaders(file), 'cache-control': 'private, no-store' };
  const range = byteRange(request.headers, headers.etag, file.bytes);
  if (range === 'unsatisfiable') {
    const whole = { 'content-range': `bytes */${file.bytes}` };
    return new Response(null, { status: 416, headers: { ...headers, ...whole } });
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
}

async function sendTestPicture(): Promise<Response> {
  const picture = await testPicture();
  return new Response(new Uint8Array(picture), {
    headers: {
      'content-type': 'image/jpeg',
      'content-length': String(picture.byteLength),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
