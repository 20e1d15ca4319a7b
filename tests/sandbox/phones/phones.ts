import { brand } from '../brand.ts';
import { derivedDigits } from '../store/ids.ts';
import type { World } from '../world.ts';

export type Phone = {
  digits: string;
  wa_id: string;
  user_id: string;
  name: string;
  online: number;
  on_whatsapp: number;
  share_number: number;
  last_inbound_at: number | null;
};

const windowMs = 24 * 60 * 60 * 1000;

/** Countries by calling code, longest first, for the head of a business-scoped user id. */
const countries: [string, string][] = [
  ['351', 'PT'],
  ['353', 'IE'],
  ['420', 'CZ'],
  ['971', 'AE'],
  ['972', 'IL'],
  ['27', 'ZA'],
  ['31', 'NL'],
  ['32', 'BE'],
  ['33', 'FR'],
  ['34', 'ES'],
  ['39', 'IT'],
  ['41', 'CH'],
  ['43', 'AT'],
  ['44', 'GB'],
  ['45', 'DK'],
  ['46', 'SE'],
  ['47', 'NO'],
  ['48', 'PL'],
  ['49', 'DE'],
  ['52', 'MX'],
  ['54', 'AR'],
  ['55', 'BR'],
  ['56', 'CL'],
  ['57', 'CO'],
  ['61', 'AU'],
  ['62', 'ID'],
  ['64', 'NZ'],
  ['65', 'SG'],
  ['81', 'JP'],
  ['82', 'KR'],
  ['86', 'CN'],
  ['90', 'TR'],
  ['91', 'IN'],
  ['1', 'US'],
  ['7', 'KZ'],
];

/** Makes the phones of the demo brand; those that exist keep what they were. */
export function createBrandPhones(world: World): void {
  for (const number of brand.regions.flatMap((region) => region.numbers)) {
    const phone = ensurePhone(world, number.number.replace(/\D/g, ''));
    const name = number.label.replace(/ \(demo\)$/, '');
    if (phone.name !== name)
      world.store.run('UPDATE phone SET name = ? WHERE digits = ?', name, phone.digits);
  }
}

/** The phone behind dialled digits or a WhatsApp id; an unknown one comes into being. */
export function ensurePhone(world: World, dialled: string): Phone {
  const digits = canonicalDigits(dialled);
  const known = findPhone(world, digits);
  if (known) return known;
  const country = countries.find(([code]) => digits.startsWith(code))?.[1] ?? 'US';
  world.store.run(
    'INSERT INTO phone (digits, wa_id, user_id, name) VALUES (?, ?, ?, ?)',
    digits,
    waIdOf(digits),
    `${country}.${derivedDigits(`user:${digits}`, 19)}`,
    `+${digits}`,
  );
  const made = findPhone(world, digits);
  if (!made) throw new Error('The phone was not stored.');
  world.hints.tell({ topic: 'phones', digits });
  return made;
}

export function findPhone(world: World, dialled: string): Phone | undefined {
  return world.store.get<Phone>('SELECT * FROM phone WHERE digits = ?', canonicalDigits(dialled));
}

export function findPhoneByUserId(world: World, userId: string): Phone | undefined {
  return world.store.get<Phone>('SELECT * FROM phone WHERE user_id = ?', userId);
}

export function listPhones(world: World): Phone[] {
  return world.store.all<Phone>('SELECT * FROM phone ORDER BY rowid');
}

/** Whether the person wrote to the business within the last day, so that free text may be sent. */
export function windowIsOpen(phone: Phone): boolean {
  return phone.last_inbound_at !== null && phone.last_inbound_at > Date.now() - windowMs;
}

/** The dialled form of a number that may be given as a WhatsApp id: Brazil's ninth digit back in, Mexico's 1 out. */
function canonicalDigits(digits: string): string {
  if (/^55\d{2}[6-9]\d{7}$/.test(digits)) return `${digits.slice(0, 4)}9${digits.slice(4)}`;
  if (/^521\d{10}$/.test(digits)) return `52${digits.slice(3)}`;
  return digits;
}

/** WhatsApp's id of a number, which differs from the dialled one in Brazil (no ninth digit) and Mexico (an added 1). */
function waIdOf(digits: string): string {
  if (/^55\d{2}9\d{8}$/.test(digits)) return `${digits.slice(0, 4)}${digits.slice(5)}`;
  if (/^52\d{10}$/.test(digits)) return `521${digits.slice(2)}`;
  return digits;
}
