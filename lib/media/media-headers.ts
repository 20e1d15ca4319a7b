/** What every answer with an archived file carries, whatever its status. */
export type MediaHeaders = {
  etag: string;
  'accept-ranges': 'bytes';
  'cache-control': string;
  'x-content-type-options': 'nosniff';
  'content-security-policy': string;
  'cross-origin-resource-policy': 'same-origin';
};

/**
 * A file never changes once it is archived, so a browser may keep it; a cache
 * that several people share may not. Nothing in it may run, whatever it is.
 * @param file its SHA-256 is the entity tag
 */
export function mediaHeaders(file: { sha256: string }): MediaHeaders {
  return {
    etag: `"${file.sha256}"`,
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  };
}
