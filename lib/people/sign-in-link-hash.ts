import { createHash } from 'node:crypto';

/** What a one-time link is stored and found by: its secret itself is nowhere kept. */
export const signInLinkHash = (secret: string) => createHash('sha256').update(secret).digest('hex');
