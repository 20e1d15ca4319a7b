import { keyring } from '../keyring.ts';
import { sign } from '../seal.ts';

/** The key that next-auth encrypts its cookie with: derived, so that STORYWIRE_SECRET itself is handed to no library. */
export const authSecret = () => sign(keyring(), 'next-auth', 'cookie');
