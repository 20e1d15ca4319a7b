import { randomBytes } from 'node:crypto';

/**
 * A new row id: UUID version 7 (RFC 9562), so that ids made later sort later
 * and indexes stay dense. Made here rather than by the database, because a
 * row's id is bound into what is sealed in it.
 */
export function newId(now: Date = new Date()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Letters and digits that cannot be mistaken for one another when read aloud or typed on a phone. */
const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A short code that people read and type: story codes, join codes.
 * @param length number of characters; 30 choices each, so 6 give 729 million
 */
export function newCode(length: number): string {
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      // 240 is the largest multiple of 30 below 256: higher bytes would favour the first letters.
      if (byte < 240 && code.length < length) code += codeAlphabet[byte % 30];
    }
  }
  return code;
}

/** An unguessable value for links and opaque ids: 32 bytes, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
