import { type Keyring, sign } from '../seal.ts';

const version = 'v1';
const macLength = 12;

/**
 * What goes out with a message and comes back in each of its statuses:
 * version, attempt and a short MAC, by which an answer finds its attempt even
 * when the response was lost. Carries no personal data.
 */
export function opaqueId(keyring: Keyring, attemptId: string): string {
  const short = Buffer.from(attemptId.replaceAll('-', ''), 'hex').toString('base64url');
  return `${version}.${short}.${sign(keyring, 'attempt', attemptId, macLength)}`;
}
