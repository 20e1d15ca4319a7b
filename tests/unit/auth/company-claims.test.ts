import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAccount, tokenIsForUs } from '#lib/auth/company-claims.ts';

const now = new Date('2026-03-01T12:00:00Z');
const seconds = now.getTime() / 1000;
const expected = { issuer: 'https://id.example.com', clientId: 'storywire', nonce: 'n-1', now };
const claims = {
  iss: expected.issuer,
  sub: 'subject',
  aud: 'storywire',
  exp: seconds + 300,
  iat: seconds,
  nonce: 'n-1',
};
const settings = { domains: ['example.com', 'second.example'], trustEmail: false };
const who = { issuer: expected.issuer, subject: 'subject' };

test.each<[string, Record<string, unknown>, boolean]>([
  ['as it should be', {}, true],
  ['an audience of one in a list', { aud: ['storywire'] }, true],
  ['an audience of many that is ours', { aud: ['storywire', 'other'], azp: 'storywire' }, true],
  ['a clock that is a little ahead', { iat: seconds + 9 }, true],
  ['over a moment ago', { exp: seconds - 9 }, true],
  ['an audience of many without a party', { aud: ['storywire', 'other'] }, false],
  ['another party', { azp: 'other' }, false],
  ['another audience', { aud: 'other' }, false],
  ['an empty audience', { aud: [] }, false],
  ['another issuer', { iss: 'https://id.example.com/' }, false],
  ['another nonce', { nonce: 'n-2' }, false],
  ['an empty nonce', { nonce: '' }, false],
  ['over', { exp: seconds - 10 }, false],
  ['of the future', { iat: seconds + 11 }, false],
  ['a time in words', { exp: '2099-01-01' }, false],
  ['no time', { iat: undefined }, false],
  ['an empty subject', { sub: '' }, false],
])('a token, %s: %#', (_, change, isForUs) => {
  expect(tokenIsForUs({ ...claims, ...change }, expected)).toBe(isForUs);
});

test('whatever comes instead of claims is for nobody', () => {
  fc.assert(fc.property(fc.anything(), (given) => !tokenIsForUs(given, expected)));
});

test('an account is known by issuer and subject, with its address in lower case', () => {
  const stated = { email: 'Ines@Example.com', email_verified: true, name: ' Ines \n Prado ' };
  expect(readAccount(stated, who, settings)).toEqual({
    ...who,
    email: 'ines@example.com',
    name: 'Ines Prado',
  });
});

test('without a name, the address’s first part stands for it', () => {
  const stated = { email: 'ines@second.example', email_verified: true };
  expect(readAccount({ ...stated, name: '\u200b ' }, who, settings)).toMatchObject({ name: 'ines' });
  expect(readAccount(stated, who, settings)).toMatchObject({ name: 'ines' });
});

test('an issuer that does not say whether an address was verified is believed only where that is set', () => {
  const unsaid = { email: 'ines@example.com' };
  expect(readAccount(unsaid, who, settings)).toEqual({ refused: 'unverified' });
  expect(readAccount(unsaid, who, { ...settings, trustEmail: true })).toMatchObject({ email: unsaid.email });
  const denied = { ...unsaid, email_verified: false };
  expect(readAccount(denied, who, { ...settings, trustEmail: true })).toEqual({ refused: 'unverified' });
});

test('of Google’s accounts, which anybody may have, only those of the organisation get in', () => {
  const google = { issuer: 'https://accounts.google.com', subject: '1' };
  const stated = { email: 'ines@example.com', email_verified: true };
  expect(readAccount(stated, google, settings)).toEqual({ refused: 'domain' });
  expect(readAccount({ ...stated, hd: 'elsewhere.example' }, google, settings)).toEqual({
    refused: 'domain',
  });
  expect(readAccount({ ...stated, hd: 'Example.com' }, google, settings)).toMatchObject({ subject: '1' });
});

test('no address gets in whose only @ is not before an allowed domain', () => {
  const pieces = fc.constantFrom(
    'a',
    '@',
    '.',
    'example.com',
    'second.example',
    'elsewhere.example',
    ' ',
    '"',
    '\n',
    '\u0430',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const email = parts.join('');
      const account = readAccount({ email, email_verified: true }, who, settings);
      return 'refused' in account || /^[^@\s"]+@(example\.com|second\.example)$/.test(email);
    }),
    { numRuns: 2_000 },
  );
});
