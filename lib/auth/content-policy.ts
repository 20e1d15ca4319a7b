/**
 * What a page may load and run.
 *
 * Scripts need the nonce of this very response; what such a script loads runs
 * too (`strict-dynamic`), and nothing else does. Style sheets come from us or
 * carry the nonce. Style attributes are let through: React writes a region's
 * colour and the length of a bar into the page that way, and an attribute
 * can load nothing that the other lines forbid.
 *
 * @param development React's refresh uses eval, and the dev server a web socket and style tags of its own
 */
export function contentPolicy({
  nonce,
  secure,
  development,
}: {
  nonce: string;
  secure: boolean;
  development: boolean;
}): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    ...(development ? [] : ["style-src-attr 'unsafe-inline'"]),
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    development ? "connect-src 'self' ws:" : "connect-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** For answers that are data or media: opened by themselves they may show a picture or play a video, and run nothing. */
export const dataPolicy =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
