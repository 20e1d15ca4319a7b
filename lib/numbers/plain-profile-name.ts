/**
 * The name in a WhatsApp profile, as it may stand on a screen. Its holder chose
 * it, and it may be anything: one that is empty, or that holds a phone number,
 * which would stand there unshortened, is none.
 * @param name null: none came
 */
export function plainProfileName(name: string | null): string | null {
  const plain = (name ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .trim();
  const digits = plain.replaceAll(/\P{Nd}/gu, '');
  return plain === '' || digits.length > 5 ? null : plain;
}
