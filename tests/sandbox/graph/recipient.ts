import { brand } from '../brand.ts';
import type { JsonObject } from '../json.ts';
import { ensurePhone, findPhoneByUserId } from '../phones/phones.ts';
import type { Phone } from '../phones/phones.ts';
import type { World } from '../world.ts';
import { badParameter, cloudError } from './graph-error.ts';

/** Whom a message goes to. `phone` is undefined where Meta accepts and the message reaches nobody; `digits` stand for it all the same. */
export type Recipient = { phone: Phone | undefined; digits: string; contact: JsonObject; byUserId: boolean };

const userId = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Country code of the business number, put before numbers that come without a plus. */
const ownCountryCode = '1';

/**
 * Finds the recipient as the Cloud API does. Without `+` the business's own country code is prepended, so the
 * message goes to somebody else; a business-scoped user id in `to` is accepted and leads nowhere.
 * @throws GraphError 100, 131008, 131009 or 131021
 */
export function readRecipient(world: World, message: JsonObject): Recipient {
  const kind = message['recipient_type'] ?? 'individual';
  if (kind !== 'individual' && kind !== 'group')
    throw badParameter('Param recipient_type must be one of {INDIVIDUAL, GROUP}');
  if (kind === 'group')
    throw cloudError(131_009, 'Parameter value is not valid', 'Groups are not imitated by this sandbox.');
  const { to, recipient } = message;
  if (to !== undefined && typeof to !== 'string') throw badParameter('Param to must be a string');
  if (recipient !== undefined && typeof recipient !== 'string')
    throw badParameter('Param recipient must be a string');
  if (to) return readNumber(world, to);
  if (recipient) return readUserId(world, recipient);
  throw badParameter('The parameter to is required.');
}

function readNumber(world: World, to: string): Recipient {
  if (userId.test(to)) {
    const digits = `${ownCountryCode}${to.replace(/\D/g, '')}`;
    return { phone: undefined, digits, contact: { input: to, wa_id: digits }, byUserId: false };
  }
  if (!/^\s*\+?[\d\s()-]+$/.test(to))
    throw cloudError(
      131_009,
      'Parameter value is not valid',
      'Recipient phone number is not a valid phone number.',
    );
  const international = to.trim().startsWith('+');
  const digits = `${international ? '' : ownCountryCode}${to.replace(/\D/g, '')}`;
  if (digits.length < 7 || digits.length > 15)
    throw cloudError(
      131_009,
      'Parameter value is not valid',
      'Recipient phone number is not a valid phone number.',
    );
  if (digits === brand.sender_number.replace(/\D/g, '')) {
    throw cloudError(
      131_021,
      'Recipient cannot be sender',
      'Recipient and sender phone number are the same.',
    );
  }
  const phone = ensurePhone(world, digits);
  return { phone, digits: phone.digits, contact: { input: to, wa_id: phone.wa_id }, byUserId: false };
}

function readUserId(world: World, recipient: string): Recipient {
  if (!userId.test(recipient))
    throw cloudError(131_009, 'Parameter value is not valid', 'Recipient user id is not valid.');
  const phone = findPhoneByUserId(world, recipient);
  return {
    phone,
    digits: phone?.digits ?? recipient.replace(/\D/g, ''),
    contact: { input: recipient, user_id: recipient },
    byUserId: true,
  };
}
