import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { parseNumber } from '#lib/numbers/parse-number.ts';

const understood: [text: string, countries: string[], e164: string, country: string | null][] = [
  ['+1 202 555 0123', [], '+12025550123', 'US'],
  ['+1 (202) 555-0123', ['BR'], '+12025550123', 'US'],
  ['(202) 555-0123', ['US'], '+12025550123', 'US'],
  ['202.555.0123', ['US'], '+12025550123', 'US'],
  ['1-416-555-0199', ['CA'], '+14165550199', 'CA'],
  ['011 44 7700 900123', ['US'], '+447700900123', 'GB'],
  ['+44 7700 900123', [], '+447700900123', 'GB'],
  ['+44 (0)7700 900123', [], '+447700900123', 'GB'],
  ['0044 7700 900 123', [], '+447700900123', 'GB'],
  ['(0044) 7700-900123', ['FR'], '+447700900123', 'GB'],
  ['07700 900123', ['GB'], '+447700900123', 'GB'],
  ['07700/900123', ['GB', 'IE'], '+447700900123', 'GB'],
  ['447700900123', ['GB'], '+447700900123', 'GB'],
  ['+44 7700 900123', ['IM'], '+447700900123', 'IM'],
  ['+33 6 39 98 01 23', [], '+33639980123', 'FR'],
  ['06 39 98 01 23', ['FR', 'BE', 'LU'], '+33639980123', 'FR'],
  ['06.12.34.56.78', ['FR'], '+33612345678', 'FR'],
  ['086 123 4567', ['GB', 'IE'], '+353861234567', 'IE'],
  ['+61 491 570 156', [], '+61491570156', 'AU'],
  ['0491 570 156', ['AU'], '+61491570156', 'AU'],
  ['+46 70 174 06 05', [], '+46701740605', 'SE'],
  ['+55 11 98765-4321', [], '+5511987654321', 'BR'],
  ['(11) 98765-4321', ['BR'], '+5511987654321', 'BR'],
  ['5511987654321', ['BR'], '+5511987654321', 'BR'],
  ['5511987654321', ['MX'], '+5511987654321', 'BR'],
  ['12025550123', [], '+12025550123', 'US'],
  ['+55 11 8765-4321', [], '+551187654321', 'BR'],
  ['+52 55 1234 5678', [], '+525512345678', 'MX'],
  ['+52 1 55 1234 5678', [], '+525512345678', 'MX'],
  ['55 1234 5678', ['MX'], '+525512345678', 'MX'],
  ['+54 9 11 2345-6789', [], '+5491123456789', 'AR'],
  ['011 15 2345-6789', ['AR'], '+5491123456789', 'AR'],
  ['+39 06 1234 5678', [], '+390612345678', 'IT'],
  ['+81 90 1234 5678', ['JP'], '+819012345678', 'JP'],
  ['090-1234-5678', ['JP'], '+819012345678', 'JP'],
  ['+870 773 111 632', [], '+870773111632', null],
  ['tel:+12025550123', [], '+12025550123', 'US'],
  ['\u202A+44 7700 900123\u202C', [], '+447700900123', 'GB'],
  ['+44\u00A07700\u00A0900123', [], '+447700900123', 'GB'],
  ['+44 7700–900–123', [], '+447700900123', 'GB'],
  ['+１ ２０２ ５５５ ０１２３', [], '+12025550123', 'US'],
  ['٠٧٧٠٠ ٩٠٠١٢٣', ['GB'], '+447700900123', 'GB'],
];

const refused: [text: string, countries: string[], reason: string][] = [
  ['+12', [], 'numberTooShort'],
  ['+1 202 555 01', [], 'numberTooShort'],
  ['+33 1 23', [], 'numberTooShort'],
  ['+1 202 555 01234', [], 'numberTooLong'],
  ['+44 7700 900123 4567 8901', [], 'numberTooLong'],
  ['+999 123 4567', [], 'numberNotPossible'],
  ['+1 900 234 5678', [], 'numberNotPossible'],
  ['07700 900123', [], 'numberNeedsCountry'],
  ['07700 900123', ['XX'], 'numberNeedsCountry'],
  ['', ['FR'], 'numberNotAPhone'],
  ['   ', ['FR'], 'numberNotAPhone'],
  ['hello', ['FR'], 'numberNotAPhone'],
  ['+1 202 555 0123 ext 4', [], 'numberNotAPhone'],
  ['+1 202 555 0123, +1 202 555 0124', [], 'numberNotAPhone'],
  ['++12025550123', [], 'numberNotAPhone'],
  ['1-800-FLOWERS', ['US'], 'numberNotAPhone'],
  ['=1+1', ['US'], 'numberNotAPhone'],
  ['<b>+12025550123</b>', [], 'numberNotAPhone'],
];

describe('reading a work number', () => {
  it.each(understood)('takes %j in %j as %s (%s)', (text, countries, e164, country) => {
    expect(parseNumber(text, countries)).toMatchObject({ ok: true, e164, country });
  });

  it.each(refused)('refuses %j in %j: %s', (text, countries, reason) => {
    expect(parseNumber(text, countries)).toEqual({ ok: false, reason });
  });

  it('shows back what it understood, readably', () => {
    expect(parseNumber('5511987654321', ['BR'])).toMatchObject({ international: '+55 11 98765 4321' });
  });

  it('reads its own answer to the same number', () => {
    for (const [text, countries] of understood) {
      const first = parseNumber(text, countries);
      if (!first.ok) throw new Error(text);
      expect(parseNumber(first.e164, countries)).toMatchObject({ ok: true, e164: first.e164 });
      expect(parseNumber(first.international)).toMatchObject({ ok: true, e164: first.e164 });
    }
  });

  it('answers any text at all without throwing, and only ever with E.164', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[+0-9 ().-]{0,30}$/)),
        fc.subarray(['US', 'GB', 'BR', 'MX', 'xx', '__proto__']),
        (text, countries) => {
          const result = parseNumber(text, countries);
          expect(result.ok ? result.e164 : '+000000').toMatch(/^\+\d{6,17}$/);
        },
      ),
      // However busy the machine is: what was tried by then counts.
      { interruptAfterTimeLimit: 10_000 },
    );
  });

  it('refuses a megabyte of digits at once', () => {
    const started = performance.now();
    expect(parseNumber('1'.repeat(1_000_000), ['US'])).toEqual({ ok: false, reason: 'numberNotAPhone' });
    expect(performance.now() - started).toBeLessThan(100);
  });
});
