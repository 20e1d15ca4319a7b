import type { NextRequest } from 'next/server';
import { route } from '#lib/auth/route.ts';
import { StorywireError } from '#lib/errors.ts';
import { keyring } from '#lib/keyring.ts';
import { fileAnswer } from '#lib/media/file-answer.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { recordTestFetched } from '#lib/reposts/commands/record-publishing-check.ts';
import { readPublicToken } from '#lib/reposts/public-file.ts';
import type { VersionFile } from '#lib/reposts/queries/find-version-file.ts';
import { findPublicVersion } from '#lib/reposts/queries/public-version.ts';
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

async function sendVersion(file: Omit<VersionFile, 'posterKey'>, request: NextRequest): Promise<Response> {
  const { status, headers: usual, range } = fileAnswer(request.headers, file);
  const headers = { ...usual, 'cache-control': 'private, no-store' };
  if (status === 304 || status === 416) return new Response(null, { status, headers });
  const opened = await mediaStorage().openFile(file.storageKey, range);
  if (!opened) throw new StorywireError('not_found', 'mediaNotFound');
  return new Response(opened.stream, {
    status,
    headers: { ...headers, 'content-length': String(opened.bytes) },
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
