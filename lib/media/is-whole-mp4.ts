import { videoType } from './file-type.ts';

/** Reads `length` bytes from `offset`; fewer at the end of the file. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

/** A real file has fewer than ten boxes at the top; fragmented ones have a few hundred. */
const mostBoxes = 10_000;

/**
 * Whether a file is an MP4 that is all there: it begins with `ftyp`, its
 * top-level boxes fill it to the last byte, and picture and index are among
 * them. A video that was cut anywhere fails, without being decoded.
 * Source: ISO 14496-12, 4.2 (32-bit size and type; size 1: a 64-bit size
 * follows; size 0: to the end of the file).
 */
export async function isWholeMp4(readAt: ReadAt, size: number): Promise<boolean> {
  if (!videoType(await readAt(0, 16))) return false;
  const seen = new Set<string>();
  let offset = 0;
  for (let box = 0; offset < size; box += 1) {
    if (box === mostBoxes) return false;
    const header = Buffer.from(await readAt(offset, 16));
    if (header.length < 8) return false;
    seen.add(header.toString('latin1', 4, 8));
    const length = boxLength(header, size - offset);
    if (length === undefined) return false;
    offset += length;
  }
  return offset === size && seen.has('moov') && (seen.has('mdat') || seen.has('moof'));
}

function boxLength(header: Buffer, rest: number): number | undefined {
  const short = header.readUInt32BE(0);
  if (short === 0) return rest;
  if (short !== 1) return short >= 8 ? short : undefined;
  if (header.length < 16) return undefined;
  const long = Number(header.readBigUInt64BE(8));
  return long >= 16 && Number.isSafeInteger(long) ? long : undefined;
}
