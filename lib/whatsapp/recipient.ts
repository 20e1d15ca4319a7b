const e164 = /^\+[1-9]\d{6,14}$/;

/**
 * Insists on the international form with its plus sign. Without it WhatsApp
 * puts the business number's own country code in front, and the message goes to
 * somebody else.
 * @throws RangeError, which does not repeat the number
 */
export function recipient(to: string): string {
  if (!e164.test(to)) throw new RangeError('A recipient must be in E.164 form with its plus sign.');
  return to;
}

/** `biz_opaque_callback_data` comes back in every status; Meta takes at most 512 characters. */
export function opaque(id: string): string {
  if (id.length === 0 || id.length > 512) throw new RangeError('An opaque id has 1 to 512 characters.');
  return id;
}
