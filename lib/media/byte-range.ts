/** First and last byte, both included, as in a Range header. */
export type ByteRange = { start: number; end: number };

/**
 * Which part of a file a request asks for (RFC 9110, 14.1.2 and 13.1.5), as
 * players do to seek.
 * @param etag of the file as it is: a part of another version is not wanted (If-Range)
 * @param size of the whole file, in bytes
 * @returns `undefined` where the header is absent or not to be heeded (several
 * ranges, another unit, bad syntax): the whole file is sent;
 * `unsatisfiable` where it lies outside the file: 416
 */
export function byteRange(
  headers: Headers,
  etag: string,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const condition = headers.get('if-range');
  if (condition !== null && condition !== etag) return undefined;
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range')?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  if (match[1] === '') {
    const last = Number(match[2]);
    if (last === 0 || size === 0) return 'unsatisfiable';
    return { start: Math.max(0, size - last), end: size - 1 };
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (match[2] !== '' && Number(match[2]) < start) return undefined;
  return start >= size ? 'unsatisfiable' : { start, end };
}
