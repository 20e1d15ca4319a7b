import { expect, test } from 'vitest';
import { z } from 'zod';
import { safeRead } from '#lib/safe-read.ts';

const shape = z.object({ name: z.string().max(20), parts: z.array(z.string().max(2)).max(3).optional() });
const incomparable = '{"length":{"toString":1,"valueOf":1}}';

test('what fits is read as its shape reads it', () => {
  expect(safeRead(shape, { name: 'Japan', parts: ['a'] })).toEqual(
    shape.safeParse({ name: 'Japan', parts: ['a'] }),
  );
});

test.each([
  [`{"name":${incomparable}}`, ['name']],
  [`{"name":"Japan","parts":[${incomparable}]}`, ['parts']],
  [`{"name":"Japan","parts":${incomparable}}`, ['parts']],
  [incomparable, []],
])('a length that cannot be compared is refused and told by its field: %s', (text, path) => {
  const result = safeRead(shape, JSON.parse(text));
  expect(result.error?.issues).toEqual([expect.objectContaining({ message: 'invalid', path })]);
});

test('however deep a value is, it is read', () => {
  const depth = 100_000;
  const deep: unknown = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
  expect(safeRead(shape, { name: deep }).success).toBe(false);
  expect(safeRead(shape, { name: 'Japan', unnamed: deep }).success).toBe(true);
});
