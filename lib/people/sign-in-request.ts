import { createHash } from 'node:crypto';
import { keyedHash, type Keyring, sameText } from '../seal.ts';

/** How long a code may be sent, and how long the link that answers it works. */
export const signInRequestValidMs = 10 * 60_000;

/** What a code is found by. It is short, so that only a keyed hash keeps it from being tried out on a dump. */
export const signInCodeHash = (keys: Keyring, code: string) => keyedHash(keys, 'sign-in code', code);

/** What the secret in the cookie of the browser that asked is found by. */
export const browserHash = (secret: string) => createHash('sha256').update(secret).digest('hex');

/**
 * The link that opens WhatsApp with a text written, ready to send.
 * @param base where chats are opened: `https://wa.me/`, or the sandbox's own
 * @param brandNumber as Meta writes it
 */
export const chatLink = (base: string, brandNumber: string, text: string) =>
  `${base}${brandNumber.replace(/\D/g, '')}?text=${encodeURIComponent(text)}`;

/** Whether a browser is the one that asked, by the secret in its cookie. */
export const isFromBrowser = (askedBy: string | null, browserSecret: string | undefined) =>
  askedBy !== null && browserSecret !== undefined && sameText(askedBy, browserHash(browserSecret));

/** Why a number gets no link. */
export type SignInRefusal =
  | 'invited'
  | 'paused'
  | 'opted_out'
  | 'region_archived'
  | 'disabled'
  | 'code_unknown'
  | 'code_used'
  | 'code_over';
