import * as fc from 'fast-check';

/** Values that no form sends by itself: wrong types, prototype keys, a megabyte of text. */
export const hostileValue = fc.oneof(
  fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true, withObjectString: true }),
  fc.constantFrom(
    'x'.repeat(1_000_000),
    '1'.repeat(1_000_000),
    '\0',
    '\uD800',
    '__proto__',
    '-1',
    'NaN',
    '١٢٣',
  ),
);

/** Keys that no schema of ours names. */
export const strangeKey = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'id',
    'state',
    'createdAt',
    'isAdmin',
    'role',
    'optIn',
  ),
  fc.string({ minLength: 1, maxLength: 20 }),
);

/** An object with one more own property, even one that is called `__proto__`. */
export function withKey(
  object: Record<string, unknown>,
  key: string,
  value: unknown,
): Record<string, unknown> {
  return Object.fromEntries([...Object.entries(object), [key, value]]);
}
