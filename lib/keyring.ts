import { env } from './env.ts';
import { type Keyring, keyringFrom } from './seal.ts';

let cached: Keyring | undefined;

/** The keys of this installation. */
export function keyring(): Keyring {
  const { STORYWIRE_SECRET: present, STORYWIRE_SECRET_PREVIOUS: previous } = env();
  cached ??= keyringFrom(previous === undefined ? [present] : [present, previous]);
  return cached;
}
