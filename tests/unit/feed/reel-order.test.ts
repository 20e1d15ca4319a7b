import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderReels, reelsAround } from '#lib/feed/reel-order.ts';

const member = (id: string, accountId: string, hour: number, seen = false) => ({
  id,
  accountId,
  postedAt: new Date(Date.UTC(2026, 10, 25, hour)),
  seen,
});
const ids = (reels: readonly (readonly { id: string }[])[]) => reels.map((reel) => reel.map(({ id }) => id));

describe('the order of what is watched', () => {
  it('is by account, the oldest story first, whoever posted last first', () => {
    const members = [member('b2', 'b', 9), member('a1', 'a', 7), member('b1', 'b', 3), member('c1', 'c', 8)];
    expect(ids(orderReels(members))).toEqual([['b1', 'b2'], ['c1'], ['a1']]);
  });

  it('begins with accounts of which something is unseen', () => {
    const members = [
      member('a1', 'a', 9, true),
      member('b1', 'b', 1, true),
      member('b2', 'b', 2),
      member('c1', 'c', 3),
    ];
    expect(ids(orderReels(members))).toEqual([['c1'], ['b1', 'b2'], ['a1']]);
  });

  it('is the same whatever order the stories come in, and loses none', () => {
    const members = fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[a-z]{3}$/),
        accountId: fc.constantFrom('a', 'b', 'c'),
        postedAt: fc.integer({ min: 0, max: 5 }).map((hour) => new Date(Date.UTC(2026, 10, 25, hour))),
        seen: fc.boolean(),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(members, (some) => {
        const reels = orderReels(some);
        expect(ids(orderReels(some.toReversed()))).toEqual(ids(reels));
        expect(reels.flat().length).toBe(some.length);
      }),
    );
  });
});

describe('how much is watched in one go', () => {
  const reels = [['a', 'b'], ['c'], ['d', 'e', 'f'], ['g'], ['h', 'i']];

  it.each([
    ['all that there is, when there is room', 1, 20, reels],
    [
      'what comes after the opened account, then what came before it',
      2,
      6,
      [['d', 'e', 'f'], ['g'], ['h', 'i']],
    ],
    ['what came before it, where nothing that comes after has room', 1, 3, [['a', 'b'], ['c']]],
    ['the opened account whole, however long it is', 2, 1, [['d', 'e', 'f']]],
    ['no account in part', 0, 4, [['a', 'b'], ['c']]],
  ])('is %s', (_, at, most, expected) => {
    expect(reelsAround(reels, at, most)).toEqual(expected);
  });
});
