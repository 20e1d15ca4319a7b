/** A form of `wa_id`, and how the same phone may also be written. */
const twins: readonly { form: RegExp; other: string }[] = [
  { form: /^55(?<area>\d{2})9(?<rest>\d{8})$/, other: '55$<area>$<rest>' },
  { form: /^55(?<area>\d{2})(?<rest>\d{8})$/, other: '55$<area>9$<rest>' },
  { form: /^521(?<rest>\d{10})$/, other: '52$<rest>' },
  { form: /^52(?<rest>\d{10})$/, other: '521$<rest>' },
  { form: /^549(?<rest>\d{10})$/, other: '54$<rest>' },
  { form: /^54(?<rest>\d{10})$/, other: '549$<rest>' },
];

/**
 * The E.164 forms, as it stands first, that a `wa_id` may stand for. WhatsApp
 * keeps some accounts under another number than the one dialled: in Brazil
 * without the ninth digit that mobiles got, in Mexico with the 1 and in
 * Argentina without the 9 of mobiles. Meta: "Brazil/Mexico prefixes may be
 * altered" (messages/send-messages).
 * @returns nothing for a text that is no number, such as a business-scoped user id
 */
export function waIdCandidates(waId: string): string[] {
  const digits = waId.replace(/^\+/, '');
  if (!/^\d{7,15}$/.test(digits)) return [];
  const twin = twins.find(({ form }) => form.test(digits));
  return twin ? [`+${digits}`, `+${digits.replace(twin.form, twin.other)}`] : [`+${digits}`];
}
