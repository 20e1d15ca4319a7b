import { type Keyring, sameText, sign } from '#lib/seal.ts';

/**
 * What Meta may fetch without signing in: a version's file, or the test
 * picture by which somebody finds out whether Meta reaches us at all.
 */
export type PublicFile = { kind: 'version' | 'test'; id: string };

/** A container may fetch its file for as long as it lives, 24 hours, and an hour more for clocks that differ. */
export const publicForMs = 25 * 60 * 60_000;

const letters = { version: 'v', test: 't' } as const;
const purpose = 'reposts.public';
const form = /^([vt])\.([0-9a-f-]{36})\.(\d{10})\.([\w-]{43})$/;

/** An address part that opens one file until a moment and nothing else; US-ASCII, as Meta recommends. */
export function publicToken(keyring: Keyring, { kind, id }: PublicFile, until: Date): string {
  const said = `${letters[kind]}.${id}.${Math.floor(until.getTime() / 1000)}`;
  return `${said}.${sign(keyring, purpose, said)}`;
}

/** @returns undefined when it was not made here, was changed, or its time is over */
export function readPublicToken(keyring: Keyring, token: string, now: Date): PublicFile | undefined {
  const match = form.exec(token);
  if (!match) return undefined;
  const [, letter, id = '', seconds = '', mac = ''] = match;
  if (!sameText(mac, sign(keyring, purpose, `${letter}.${id}.${seconds}`))) return undefined;
  if (Number(seconds) * 1000 < now.getTime()) return undefined;
  return { kind: letter === 'v' ? 'version' : 'test', id };
}

/** Where Meta fetches it. */
export const publicUrl = (base: string, token: string): string => `${base}/api/reposts/public/${token}`;
