import { keyring } from '../../keyring.ts';
import { unseal } from '../../seal.ts';
import type { NumberRecord } from './find-number.ts';

/**
 * The number itself, E.164, for sending to. It goes into no log, page or audit line.
 * @throws when it was sealed with another key or for another row
 */
export function unsealNumber({ id, sealed }: Pick<NumberRecord, 'id' | 'sealed'>): string {
  return unseal(keyring(), `number:${id}`, sealed);
}
