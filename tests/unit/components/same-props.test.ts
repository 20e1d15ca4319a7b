import { describe, expect, it } from 'vitest';
import { sameProps } from '#components/feed/same-props.ts';

const [one, other] = [{ id: 1 }, { id: 2 }];
const run = () => {};

describe('sameProps', () => {
  it.each([
    ['the very same', { a: 1, run }, { a: 1, run }],
    ['a list made anew of the same things', { list: [one, other] }, { list: [one, other] }],
    ['a record made anew of the same things', { deeds: { run, one } }, { deeds: { run, one } }],
  ])('holds for %s', (_, before, after) => {
    expect(sameProps(before, after)).toBe(true);
  });

  it.each([
    ['another value', { a: 1 }, { a: 2 }],
    ['another thing in a list', { list: [one] }, { list: [other] }],
    ['an equal thing that is another', { list: [one] }, { list: [{ id: 1 }] }],
    ['a shorter list', { list: [one, other] }, { list: [one] }],
    ['another order', { list: [one, other] }, { list: [other, one] }],
    ['a property more', { a: 1 }, { a: 1, b: undefined }],
    ['a property in the place of another', { a: undefined }, { b: undefined }],
    ['a record in the place of a list', { list: [] }, { list: {} }],
    ['sets, whose things are not compared', { set: new Set([1]) }, { set: new Set([1]) }],
  ])('does not hold for %s', (_, before, after) => {
    expect(sameProps<object>(before, after)).toBe(false);
  });
});
