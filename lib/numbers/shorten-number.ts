import { parsePhoneNumberWithError } from 'libphonenumber-js/max';

/**
 * The form in which a number is shown and stored readably: calling code and
 * last four digits, `+55 ··· 1234`. Enough for colleagues to know it again, and
 * no use to anybody else.
 * @throws when the text is not E.164
 */
export function shortenNumber(e164: string): string {
  return `+${parsePhoneNumberWithError(e164).countryCallingCode} ··· ${e164.slice(-4)}`;
}
