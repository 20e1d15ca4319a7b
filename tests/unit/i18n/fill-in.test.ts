import { expect, it } from 'vitest';
import { fillIn } from '#lib/i18n/fill-in.ts';

it('what a language has no words for yet stays English, key by key', () => {
  const english = { feed: { title: 'Feed', empty: 'Nothing yet' }, more: { title: 'More' } };
  expect(fillIn(english, { feed: { title: 'Fil' } })).toEqual({
    feed: { title: 'Fil', empty: 'Nothing yet' },
    more: { title: 'More' },
  });
});

it('words that the build has compiled are taken whole', () => {
  expect(fillIn({ count: ['a', { n: 1 }, 'b'] }, { count: [{ n: 1 }, 'x'] })).toEqual({
    count: [{ n: 1 }, 'x'],
  });
});

it('words that English does not know are left out, and those in the place of a group', () => {
  expect(fillIn({ feed: { title: 'Feed' } }, { feed: 'Fil', gone: 'x' })).toEqual({
    feed: { title: 'Feed' },
  });
});
