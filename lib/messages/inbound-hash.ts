import { keyedHash, type Keyring } from '../seal.ts';

/** By which a repeat of something that a phone sent is known. The wamid itself holds the phone's number, so it is not stored. */
export const inboundHash = (keys: Keyring, wamid: string): string => keyedHash(keys, 'inbound', wamid);
