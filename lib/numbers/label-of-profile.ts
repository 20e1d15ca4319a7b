/**
 * What to call a number that joined by itself: the name in its WhatsApp
 * profile, which its holder chose and which may be anything. One that is empty
 * or holds a phone number, which would stand there unshortened, is not used.
 * @param name null: none came
 * @param shortened of the number, to fall back on
 */
export function labelOfProfile(name: string | null, shortened: string): string {
  const plain = (name ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .trim();
  const digits = plain.replaceAll(/\P{Nd}/gu, '');
  return plain === '' || digits.length > 5 ? shortened : plain;
}
