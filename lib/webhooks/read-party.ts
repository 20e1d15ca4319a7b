import { z } from 'zod';
import { wireText } from '#lib/meta/wire.ts';
import type { Party } from './webhook-item.ts';

/** ISO country, a dot, perhaps `ENT.`, then letters and digits. Source: whatsapp/business-scoped-user-ids. */
const userIdFormat = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/**
 * Sorts what Meta gives into phone and user id. Fields meant for the phone have
 * been seen to hold a user id.
 */
export function party(phone: string | null | undefined, userId: string | null | undefined): Party {
  if (phone && userIdFormat.test(phone)) return { waId: null, userId: userId ?? phone };
  return { waId: phone?.replace(/^\+/, '') ?? null, userId: userId ?? null };
}

export const isNobody = ({ waId, userId }: Party) => waId === null && userId === null;

/** Every property may be absent or empty. */
export const contactWire = z.object({
  wa_id: wireText.catch(null),
  user_id: wireText.catch(null),
  profile: z
    .object({ name: wireText.catch(null) })
    .nullish()
    .catch(null),
});

/** One of the contacts beside messages: who it is, and the name in their profile. */
export type Contact = Party & { profileName: string | null };

/**
 * Completes a party from the contacts beside it: the one with the same phone or
 * user id, or the only one there is.
 */
export function completeParty(known: Party, contacts: readonly Party[]): Party {
  const contact = contactOf(known, contacts);
  return { waId: known.waId ?? contact?.waId ?? null, userId: known.userId ?? contact?.userId ?? null };
}

/** The contact beside a message that is its sender's; undefined when it cannot be told. */
export function contactOf<C extends Party>(known: Party, contacts: readonly C[]): C | undefined {
  const same = contacts.find(
    (contact) =>
      (known.waId !== null && contact.waId === known.waId) ||
      (known.userId !== null && contact.userId === known.userId),
  );
  return same ?? (isNobody(known) && contacts.length === 1 ? contacts[0] : undefined);
}
