const types = [
  { magic: 'wOF2', mimeType: 'font/woff2', extension: 'woff2' },
  { magic: 'OTTO', mimeType: 'font/otf', extension: 'otf' },
  { magic: '\0\u0001\0\0', mimeType: 'font/ttf', extension: 'ttf' },
  { magic: 'true', mimeType: 'font/ttf', extension: 'ttf' },
] as const;

/** Where the file's own length stands: WOFF2 says it in its header (W3C WOFF2, 4.1). */
const woff2LengthAt = 8;

/**
 * The type of a font by its first bytes: WOFF2, TrueType or OpenType, one face a file.
 * @returns undefined for anything else, and for a WOFF2 that is longer or shorter than it says
 */
export function fontType(bytes: Buffer): { mimeType: string; extension: string } | undefined {
  if (bytes.length < 48) return undefined;
  const found = types.find(({ magic }) => bytes.toString('latin1', 0, 4) === magic);
  if (!found) return undefined;
  if (found.extension === 'woff2')
    return bytes.readUInt32BE(woff2LengthAt) === bytes.length ? found : undefined;
  return hasWholeTables(bytes) ? found : undefined;
}

/** Whether the table directory is believable: every table lies within the file (OpenType, "Table directory"). */
function hasWholeTables(bytes: Buffer): boolean {
  const count = bytes.readUInt16BE(4);
  if (count === 0 || count > 64 || 12 + count * 16 > bytes.length) return false;
  return Array.from({ length: count }, (_, index) => 12 + index * 16).every(
    (at) => bytes.readUInt32BE(at + 8) + bytes.readUInt32BE(at + 12) <= bytes.length,
  );
}
