import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldsOf, parseInput, parseJson } from '#lib/auth/parse-input.ts';
import { StorywireError } from '#lib/errors.ts';

const shape = z.object({
  name: z.string().min(1, 'nameMissing').max(20),
  count: z.coerce.number().int().optional(),
});

const outcome = (given: unknown) => {
  try {
    return parseInput(shape, given);
  } catch (error) {
    if (error instanceof StorywireError)
      return { code: error.code, message: error.message, field: error.field };
    throw error;
  }
};

test('what fits passes, parsed', () => {
  expect(outcome({ name: 'Japan', count: '3' })).toEqual({ name: 'Japan', count: 3 });
});

test('what does not fit names its field, with the shape’s own words', () => {
  expect(outcome({ name: '' })).toEqual({ code: 'invalid', message: 'nameMissing', field: 'name' });
  expect(outcome({ name: 'x'.repeat(21) })).toMatchObject({ code: 'invalid', field: 'name' });
  expect(outcome({ name: 5 })).toMatchObject({ code: 'invalid', field: 'name' });
});

test.each(['role', 'userId', '__proto__', 'constructor', 'prototype', 'toString'])(
  'a key that the shape does not name is refused: %s',
  (key) => {
    expect(outcome(JSON.parse(`{"name":"Japan","${key}":{"admin":true}}`))).toMatchObject({
      code: 'invalid',
      field: key,
    });
  },
);

test('a shape with a rule over several fields is as strict', () => {
  const ruled = shape.refine(({ name }) => name !== 'no', { path: ['name'], error: 'notThat' });
  expect(() => parseInput(ruled, { name: 'yes', more: 1 })).toThrow(StorywireError);
  expect(() => parseInput(ruled, { name: 'no' })).toThrow(
    expect.objectContaining({ message: 'notThat', field: 'name' }),
  );
});

test('whatever comes, it is parsed or refused, and no object gains a property by it', () => {
  fc.assert(
    fc.property(
      fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
      (given) => {
        const result = outcome(given);
        expect('code' in result || 'name' in result).toBe(true);
        expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
      },
    ),
  );
  fc.assert(
    fc.property(fc.json(), (text) => {
      const result = outcome(parseJson(text));
      expect('code' in result || 'name' in result).toBe(true);
    }),
  );
});

test('a form’s repeated name becomes a list, which a text field refuses', () => {
  const fields = fieldsOf([
    ['name', 'a'],
    ['name', 'b'],
    ['__proto__', 'c'],
  ]);
  expect(Object.keys(fields)).toEqual(['name', '__proto__']);
  expect(fields['name']).toEqual(['a', 'b']);
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  expect(outcome(fields)).toMatchObject({ code: 'invalid' });
});

test('text that is no JSON is refused, and none at all is an empty object', () => {
  expect(() => parseJson('{')).toThrow(expect.objectContaining({ code: 'invalid', message: 'notJson' }));
  expect(parseJson('')).toEqual({});
});
