/** Graph repeats a malformed token, letter by letter, in its message. */
const token = /(?=[A-Za-z|]*\d)[A-Za-z0-9|]{20,}/g;

/** Phone numbers, and ids, which nobody needs in a sentence; error codes have at most seven digits. */
const longNumber = /\+\d[\d ()-]{5,}\d|\d{8,}/g;

/**
 * Takes tokens and long numbers out of what Meta says, since its sentences are
 * stored beside attempts and written to logs.
 */
export function withoutSecrets(text: string): string {
  return text.replace(token, '…').replace(longNumber, '…');
}
