import { type ByteRange, byteRange } from './byte-range.ts';
import { mediaHeaders } from './media-headers.ts';

/** How a request for a file is answered, apart from the bytes. */
export type FileAnswer = {
  status: 200 | 206 | 304 | 416;
  headers: Record<string, string>;
  /** Which part of the file is sent; undefined: all of it. */
  range: ByteRange | undefined;
};

/**
 * What of a file a request wants, as browsers that have it already, players
 * that seek and Meta ask for it. With 304 and 416 nothing is sent.
 */
export function fileAnswer(
  asked: Headers,
  file: { sha256: string; bytes: number; mimeType: string },
): FileAnswer {
  const headers = mediaHeaders(file);
  if (asked.get('if-none-match') === headers.etag) return { status: 304, headers, range: undefined };
  const range = byteRange(asked, headers.etag, file.bytes);
  if (range === 'unsatisfiable')
    return {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${file.bytes}` },
      range: undefined,
    };
  const typed = { ...headers, 'content-type': file.mimeType };
  if (!range) return { status: 200, headers: typed, range: undefined };
  const part = { 'content-range': `bytes ${range.start}-${range.end}/${file.bytes}` };
  return { status: 206, headers: { ...typed, ...part }, range };
}
