import { StorywireError } from '../errors.ts';
import { frame } from './design/frame.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type and check sum of a chunk (PNG, 5.3). */
const chunkOverhead = 12;
const lastChunk = 'IEND';

/**
 * Whether bytes are one whole PNG of the frame's size and nothing else, before
 * any decoder sees them: a browser draws an edit as exactly that. Its chunks
 * are walked to the end, since a file that goes on after its picture may be
 * something else to another reader.
 * @throws StorywireError `invalid` that says what is wrong with it
 */
export function checkDrawn(bytes: Buffer): void {
  if (!bytes.subarray(0, signature.length).equals(signature)) throw refused('drawnOtherType');
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') throw refused('drawnCut');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width !== frame.width || height !== frame.height) throw refused('drawnOtherSize', { width, height });
  let at = signature.length;
  while (at + chunkOverhead <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    at += chunkOverhead + bytes.readUInt32BE(at);
    if (type !== lastChunk) continue;
    if (at > bytes.length) break;
    if (at < bytes.length) throw refused('drawnGoesOn');
    return;
  }
  throw refused('drawnCut');
}

const refused = (message: string, values: Record<string, number> = {}) =>
  new StorywireError('invalid', message, { field: 'picture', values });
