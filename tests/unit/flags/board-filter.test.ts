import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BoardFilter, readBoardFilter } from '#lib/flags/board-filter.ts';
import { boardQuery } from '#lib/flags/board-query.ts';
import { leftChoices } from '#lib/flags/left-choices.ts';
import { flagKinds } from '#lib/words.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anyFilter: fc.Arbitrary<BoardFilter> = fc.record({
  region: maybe(fc.uuid()),
  kind: maybe(fc.constantFrom(...flagKinds)),
  owner: maybe(fc.oneof(fc.constantFrom('me' as const, 'nobody' as const), fc.uuid())),
  left: maybe(fc.constantFrom(...leftChoices)),
});

test('every filter comes back out of the address as it went in', () => {
  const roundTrip = fc.property(anyFilter, (filter) => {
    const read = readBoardFilter(Object.fromEntries(new URLSearchParams(boardQuery(filter))));
    expect(boardQuery(read)).toBe(boardQuery(filter));
  });
  expect(fc.check(roundTrip).counterexample).toBeNull();
});

test('what cannot be read narrows nothing', () => {
  const read = readBoardFilter({
    region: 'nowhere',
    kind: ['buzz', 'repost'],
    owner: '',
    left: '1',
    more: 'x',
  });
  expect(boardQuery(read)).toBe('');
});
