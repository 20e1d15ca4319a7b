import type { Answer } from './answer.ts';

/** A file with support for one byte range (RFC 9110, section 14), as content networks have it. */
export function fileAnswer(bytes: Buffer, type: string, range: string | undefined): Answer {
  const headers = { 'content-type': type, 'accept-ranges': 'bytes' };
  const wanted = range === undefined ? undefined : readRange(range, bytes.length);
  if (wanted === undefined) return { status: 200, headers, bytes };
  if (wanted === 'none')
    return {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${bytes.length}` },
      bytes: Buffer.alloc(0),
    };
  const contentRange = `bytes ${wanted.from}-${wanted.to}/${bytes.length}`;
  return {
    status: 206,
    headers: { ...headers, 'content-range': contentRange },
    bytes: bytes.subarray(wanted.from, wanted.to + 1),
  };
}

function readRange(text: string, length: number): { from: number; to: number } | 'none' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text);
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  if (match[1] === '') {
    const last = Math.min(Number(match[2]), length);
    return last === 0 ? 'none' : { from: length - last, to: length - 1 };
  }
  const from = Number(match[1]);
  const to = match[2] === '' ? length - 1 : Math.min(Number(match[2]), length - 1);
  return from >= length || to < from ? 'none' : { from, to };
}
