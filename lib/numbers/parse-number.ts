import {
  type CountryCode,
  isSupportedCountry,
  ParseError,
  parsePhoneNumberWithError,
  type PhoneNumber,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';

/** Why a text is not taken as a number; each is a key under `errors.`. */
type NumberRefusal =
  | 'numberTooShort'
  | 'numberTooLong'
  | 'numberNotPossible'
  | 'numberNotAPhone'
  | 'numberNeedsCountry';

export type ParsedNumber =
  | {
      ok: true;
      e164: string;
      /** ISO 3166-1 alpha-2; null when the number belongs to no one country, such as +870. */
      country: string | null;
      /** For showing back what was understood: `+55 11 98765 4321`. */
      international: string;
    }
  | { ok: false; reason: NumberRefusal };

/** Longer than any number with all its spaces and brackets. */
const longestText = 40;

/** Invisible marks that come along when a number is copied from a contact or a right-to-left page. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** What may stand in a number: digits of any script, and what people put between them. */
const plausible = /^\+?[\p{Nd}\p{Zs}()[\]\p{Pd}−./]*$/u;

/** Types that nobody carries a WhatsApp on, and that would cost those who call them. */
const notForPeople: readonly (string | undefined)[] = ['PREMIUM_RATE', 'SHARED_COST', 'VOICEMAIL', 'PAGER'];

/**
 * Reads a work number as people write it: with spaces, dashes, dots, slashes or
 * brackets, with `+`, with `00`, or in the national form of one of the region's
 * countries. Judged by what is possible rather than by what is assigned:
 * assignments change, and the ranges kept free for fiction are never assigned.
 * @param countries ISO 3166-1 alpha-2, the likeliest first
 */
export function parseNumber(text: string, countries: readonly string[] = []): ParsedNumber {
  if (text.length > longestText * 2) return refusal('numberNotAPhone');
  const tidy = text.normalize('NFKC').replace(invisible, '').trim().replace(/^tel:/i, '');
  if (tidy.length > longestText || !plausible.test(tidy)) return refusal('numberNotAPhone');
  const international = tidy.replace(/^[\s(]*00/, '+');
  const known = countries.filter((country): country is CountryCode => isSupportedCountry(country));
  const tries = international.startsWith('+') ? known.slice(0, 1) : known;
  const results = (tries.length > 0 ? tries : [undefined]).map((country) => readAs(international, country));
  const best =
    results.find((each) => each.ok && each.valid) ??
    results.find((each) => each.ok) ??
    withoutPlus(international) ??
    results[0] ??
    refusal('numberNeedsCountry');
  return best.ok
    ? { ok: true, e164: best.e164, country: best.country, international: best.international }
    : best;
}

const refusal = (reason: NumberRefusal): { ok: false; reason: NumberRefusal } => ({ ok: false, reason });

type Reading =
  | (Extract<ParsedNumber, { ok: true }> & { valid: boolean })
  | { ok: false; reason: NumberRefusal };

/** A whole international number whose + went missing, as spreadsheets drop it; taken only if it is an assigned one. */
function withoutPlus(text: string): Reading | undefined {
  if (text.startsWith('+')) return undefined;
  const reading = readAs(`+${text}`, undefined);
  return reading.ok && reading.valid ? reading : undefined;
}

function readAs(text: string, country: CountryCode | undefined): Reading {
  const number = parsed(text, country);
  if (!(number instanceof Object)) return refusal(number);
  const e164 = withoutMexicanOne(number.number);
  if (e164 !== number.number) return readAs(e164, country);
  if (!number.isPossible()) return refusal(lengthRefusal(e164));
  if (notForPeople.includes(number.getType())) return refusal('numberNotPossible');
  return {
    ok: true,
    e164,
    country: countryOf(number, country),
    international: number.formatInternational(),
    valid: number.isValid(),
  };
}

function parsed(text: string, country: CountryCode | undefined): PhoneNumber | NumberRefusal {
  try {
    return parsePhoneNumberWithError(text, {
      ...(country ? { defaultCountry: country } : {}),
      extract: false,
    });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    if (error.message === 'TOO_SHORT') return 'numberTooShort';
    if (error.message === 'TOO_LONG') return 'numberTooLong';
    if (error.message === 'INVALID_COUNTRY')
      return text.startsWith('+') ? 'numberNotPossible' : 'numberNeedsCountry';
    return 'numberNotAPhone';
  }
}

function lengthRefusal(e164: string): NumberRefusal {
  const verdict = validatePhoneNumberLength(e164);
  if (verdict === 'TOO_SHORT') return 'numberTooShort';
  return verdict === 'TOO_LONG' ? 'numberTooLong' : 'numberNotPossible';
}

/** Mexico dropped the mobile prefix 1 in 2019, and people still write it: +52 1 55… is dialled +52 55…. */
const withoutMexicanOne = (e164: string) => e164.replace(/^\+521(\d{10})$/, '+52$1');

/** Several countries may share a calling code: then the region's own, if it is one of them, or else the chief one. */
function countryOf(number: PhoneNumber, country: CountryCode | undefined): string | null {
  if (number.country) return number.country;
  const possible = number.getPossibleCountries();
  return (country && possible.includes(country) ? country : possible[0]) ?? null;
}

/** How a number that was read before is shown whole: `+55 11 98765 4321`. */
export const internationalForm = (e164: string): string =>
  parsePhoneNumberWithError(e164).formatInternational();
