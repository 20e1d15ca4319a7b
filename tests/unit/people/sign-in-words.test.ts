import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJoinCode } from '#lib/numbers/join-code.ts';
import { joinText } from '#lib/regions/join-link.ts';
import { readSignIn, signInCodeLength, signInText } from '#lib/people/sign-in-words.ts';

const code = fc.string({
  unit: fc.constantFrom(...'23456789ABCDEFGHJKMNPQRSTVWXYZ'.split('')),
  minLength: signInCodeLength,
  maxLength: signInCodeLength,
});

test('whatever the code, the page’s own words are understood, in capitals and small letters', () => {
  fc.assert(
    fc.property(code, (code) => {
      const text = signInText(code);
      expect([text, text.toUpperCase(), text.toLowerCase()].map(readSignIn)).toEqual([code, code, code]);
    }),
  );
});

test('a message for joining is none for signing in, and the other way round', () => {
  fc.assert(
    fc.property(code, (code) => {
      expect(readSignIn(joinText(code))).toBeUndefined();
      expect(readSignIn(code)).toBeUndefined();
      expect(readJoinCode(signInText(code))).toBeUndefined();
    }),
  );
});

describe('what keyboards and people make of it', () => {
  test.each([
    'sign in ABCD-2345',
    'Sign in abcd 2345',
    'SIGN-IN ABCD2345',
    'signin: ABCD–2345',
    'Sign in  ABCD — 2345 ',
    'sign in ABCD‑2345.',
    'ｓｉｇｎ ｉｎ ＡＢＣＤ－２３４５',
    '\u200Esign in ABCD-2345\u200F',
    'sign in ABCD-2345 🙏',
    '*sign in ABCD-2345*',
    'log in ABCD-2345',
    'Iniciar sesión ABCD-2345',
    'entrar ABCD-2345',
    'Se connecter ABCD-2345',
    'Connexion : ABCD-2345',
    'anmelden ABCD-2345',
    'ログイン ABCD-2345',
    'サインイン　ＡＢＣＤ２３４５',
    '登录 ABCD-2345',
    'войти ABCD-2345',
    'تسجيل الدخول ABCD-2345',
    'Đăng nhập ABCD-2345',
  ])('%s', (text) => {
    expect(readSignIn(text)).toBe('ABCD2345');
  });
});

describe('what is none', () => {
  test.each([
    '',
    'sign in',
    'ABCD-2345',
    'JOIN ABCD-2345',
    'stop',
    'sign in ABCD-234',
    'sign in ABCD-23456',
    'sign in ABCD-2O45',
    'sign in ABCD-2345 or not',
    'please never sign in ABCD-2345',
    `sign in ${' '.repeat(100)}ABCD-2345`,
  ])('%s', (text) => {
    expect(readSignIn(text)).toBeUndefined();
  });

  test('no text, however strange, brings it down or gives a code of another length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (text) => {
        expect(readSignIn(text) ?? 'ABCD2345').toHaveLength(8);
      }),
    );
  });
});
