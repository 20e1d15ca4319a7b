import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyedHash, keyringFrom, sameText, seal, sign, unseal } from '#lib/seal.ts';

const keys = keyringFrom(['the-present-secret-of-this-installation']);
const other = keyringFrom(['another-secret-of-another-installation']);

describe('sealing', () => {
  test('what is sealed opens for the same row, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, row) => {
        expect(unseal(keys, row, seal(keys, row, text))).toBe(text.toWellFormed());
      }),
    );
  });

  test('a sealed value moved to another row does not open', () => {
    expect(() => unseal(keys, 'number:2', seal(keys, 'number:1', '+12025550123'))).toThrow();
  });

  test('another installation does not open it', () => {
    expect(() => unseal(other, 'number:1', seal(keys, 'number:1', 'x'))).toThrow();
  });

  test('a changed character anywhere keeps it shut', () => {
    const sealed = seal(keys, 'token:1', 'EAAtoken');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      // The last character of a part may carry bits that are not used: then nothing was changed.
      let opened: string | undefined;
      try {
        opened = unseal(keys, 'token:1', changed);
      } catch {
        continue;
      }
      expect(opened).toBe('EAAtoken');
      expect(Buffer.from(changed.split('.').at(-1)!, 'base64url')).toEqual(
        Buffer.from(sealed.split('.').at(-1)!, 'base64url'),
      );
    }
  });

  test('a shortened tag is refused', () => {
    const parts = seal(keys, 'token:1', 'EAAtoken').split('.');
    parts[3] = Buffer.from(parts[3]!, 'base64url').subarray(0, 4).toString('base64url');
    expect(() => unseal(keys, 'token:1', parts.join('.'))).toThrow();
  });

  test('the same text is sealed differently each time', () => {
    expect(seal(keys, 'a', 'x')).not.toBe(seal(keys, 'a', 'x'));
  });

  test('after a new secret is put in front, old values still open and hashes still match', () => {
    const rotated = keyringFrom([
      'the-new-secret-of-this-installation!!',
      'the-present-secret-of-this-installation',
    ]);
    expect(unseal(rotated, 'r', seal(keys, 'r', 'x'))).toBe('x');
    expect(keyedHash(rotated, 'number', '+1')).toBe(keyedHash(keys, 'number', '+1'));
    expect(sign(rotated, 'opaque', 'a')).toBe(sign(keys, 'opaque', 'a'));
    expect(() => unseal(keys, 'r', seal(rotated, 'r', 'x'))).toThrow();
  });
});

test('hashes of different purposes differ', () => {
  expect(keyedHash(keys, 'a', 'x')).not.toBe(keyedHash(keys, 'b', 'x'));
});

test('texts are compared whole', () => {
  expect(sameText('abc', 'abc')).toBe(true);
  expect(sameText('abc', 'abd')).toBe(false);
  expect(sameText('abc', 'abcd')).toBe(false);
});
