import { keyedHash, type Keyring } from '../seal.ts';
import { waIdCandidates } from './wa-id-candidates.ts';

/** What WhatsApp says of who wrote: either may be missing, and empty counts as missing (WhatsApp Cloud API, business-scoped user ids). */
export type SenderIds = { waId: string | null; userId: string | null };

/** The keyed hash under which a number, E.164, is found. */
export const numberHash = (keys: Keyring, e164: string) => keyedHash(keys, 'number', e164);

/** The keyed hashes by which a sender's number may be found. */
export type SenderHashes = {
  /** Of the `wa_id` as it came; null when there was none. */
  waId: string | null;
  /** Of the business-scoped user id; null when there was none. */
  userId: string | null;
  /** Of every dialled number that the `wa_id` may stand for, likeliest first. */
  dialled: string[];
};

/** Hashes what WhatsApp says of a sender. A user id that stands where the `wa_id` belongs, as seen in the wild, is taken for what it is. */
export function senderHashes(keys: Keyring, { waId, userId }: SenderIds): SenderHashes {
  const candidates = waIdCandidates(waId ?? '');
  const knownAs = userId || (waId && candidates.length === 0 ? waId : null);
  return {
    waId: candidates[0] === undefined ? null : numberHash(keys, candidates[0]),
    userId: knownAs ? keyedHash(keys, 'whatsapp user', knownAs) : null,
    dialled: candidates.map((each) => numberHash(keys, each)),
  };
}
