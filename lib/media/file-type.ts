/** The kinds of file that a story's original may be. */
export type FileType = { mimeType: string; extension: string };

const jpeg: FileType = { mimeType: 'image/jpeg', extension: 'jpg' };
const png: FileType = { mimeType: 'image/png', extension: 'png' };
const webp: FileType = { mimeType: 'image/webp', extension: 'webp' };
const mp4: FileType = { mimeType: 'video/mp4', extension: 'mp4' };

/** How many bytes are looked at. */
const magicBytes = 16;

/**
 * The type of a picture by its first bytes; what the server called it is not
 * believed. SVG and everything else that a decoder might run is no picture.
 */
export function pictureType(head: Uint8Array): FileType | undefined {
  const bytes = Buffer.from(head.subarray(0, magicBytes));
  if (bytes.length < 12) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return jpeg;
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return png;
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return webp;
  return undefined;
}

/** MP4 by its `ftyp` box, which comes first (ISO 14496-12, 4.3). */
export function videoType(head: Uint8Array): FileType | undefined {
  const bytes = Buffer.from(head.subarray(0, magicBytes));
  return bytes.length >= 12 && bytes.toString('latin1', 4, 8) === 'ftyp' ? mp4 : undefined;
}
