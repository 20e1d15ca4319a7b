import { env } from './env.ts';
import { type Keyring, keyringFrom } from './seal.ts';

let cached: Keyring | undefined;

/** The keys of this installation. */
export function keyring(): Keyring {
  cached ??= keyringFrom([env().STORYWIRE_SECRET]);
  return cached;
}
