import { createHash, randomBytes, randomInt } from 'node:crypto';

/** A fresh id of Meta's look: the given lead and random digits up to `length`. */
export function digitId(lead: string, length: number): string {
  let id = lead;
  while (id.length < length) id += String(randomInt(0, 10));
  return id;
}

/** Digits derived from a text, the same on every start. */
export function derivedDigits(text: string, length: number): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const digits = BigInt(`0x${hex}`).toString();
  return digits.slice(1, length + 1);
}

/** A message id as WhatsApp writes it: base64 of a small record with the person's digits and 18 random hex figures. */
export function wamid(digits: string, inbound: boolean): string {
  const hex = randomBytes(9).toString('hex').toUpperCase();
  const record = Buffer.concat([
    Buffer.from([0x1c, 0x18, digits.length]),
    Buffer.from(digits, 'ascii'),
    Buffer.from([0x15, 0x02, 0x00, inbound ? 0x12 : 0x11, 0x18, hex.length]),
    Buffer.from(hex, 'ascii'),
    Buffer.from([0x00]),
  ]);
  return `wamid.${record.toString('base64')}`;
}

/** Meta's trace id of an answer. */
export function traceId(): string {
  return `A${randomBytes(17).toString('base64url').slice(0, 22)}`;
}
