/** Largest file that is taken, bytes: some ten thousand numbers. */
export const fileLimitBytes = 1_000_000;

export type FileRefusal = 'empty' | 'tooLarge' | 'workbook' | 'binary';
export type Decoded = { ok: true; text: string; encoding: FileEncoding } | { ok: false; reason: FileRefusal };
export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * The text of an uploaded file, whatever a spreadsheet wrote it as: UTF-8 or
 * UTF-16 with or without its mark, and otherwise Windows-1252, which is what
 * Excel's plain "CSV" is in most of Europe and the Americas. Runs in the
 * browser, so that what travels is text.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length > fileLimitBytes) return { ok: false, reason: 'tooLarge' };
  // A workbook is a ZIP file (xlsx) or an OLE container (xls).
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return { ok: false, reason: 'workbook' };
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.trim() === '') return { ok: false, reason: 'empty' };
  if (text.includes('\0')) return { ok: false, reason: 'binary' };
  return { ok: true, text, encoding };
}

const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, at) => bytes[at] === byte);

function encodingOf(bytes: Uint8Array): FileEncoding {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const utf16 = unmarkedUtf16(bytes);
  if (utf16) return utf16;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** Digits and separators are ASCII, so that in UTF-16 about every other byte is zero. */
function unmarkedUtf16(bytes: Uint8Array): FileEncoding | undefined {
  const sample = bytes.subarray(0, 2_000);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]! += 1;
  const half = sample.length / 2;
  if (zeros[1]! > half * 0.4 && zeros[0]! < half * 0.1) return 'utf-16le';
  if (zeros[0]! > half * 0.4 && zeros[1]! < half * 0.1) return 'utf-16be';
  return undefined;
}
