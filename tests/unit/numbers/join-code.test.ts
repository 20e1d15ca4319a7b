import { describe, expect, test } from 'vitest';
import { isSurelyJoinCode, readJoinCode } from '#lib/numbers/join-code.ts';

describe('a text that may hold a join code', () => {
  test.each(['join ABCD-EFGH', 'JOIN neat take', 'abcd 2345', 'ABCD-EFGH.'])(
    'is nothing else: %s',
    (text) => {
      expect(readJoinCode(text)).toBeDefined();
      expect(isSurelyJoinCode(text)).toBe(true);
    },
  );

  test('may be two words about a story', () => {
    expect(readJoinCode('Neat take!')).toBe('NEATTAKE');
    expect(isSurelyJoinCode('Neat take!')).toBe(false);
  });

  test('holds none at all', () => {
    expect(isSurelyJoinCode('join us at 10-11')).toBe(false);
  });
});
