import { describe, expect, it } from 'vitest';
import { filterGroups, type PaletteGroup, wordItems } from '#components/palette/palette-item.ts';

const item = (label: string) => ({ value: label, label, path: `/${label}` });
const groups: PaletteGroup[] = [
  { value: 'go', label: 'Go to', items: [item('Flags'), item('Work numbers')] },
  { value: 'regions', label: 'Regions', items: [item('Stories of São Tomé'), item('Stories of Japan')] },
];
const labels = (words: string) =>
  filterGroups(groups, words).map(({ items }) => items.map(({ label }) => label));

describe('the palette', () => {
  it.each([
    [
      '',
      [
        ['Flags', 'Work numbers'],
        ['Stories of São Tomé', 'Stories of Japan'],
      ],
    ],
    ['sao', [['Stories of São Tomé']]],
    ['tome STORIES', [['Stories of São Tomé']]],
    ['of j', [['Stories of Japan']]],
    ['nothing such', []],
  ])('leaves what says all of %j, without groups that are empty', (words, expected) => {
    expect(labels(words)).toEqual(expected);
  });

  const say = { search: (words: string) => `Search ${words}`, open: (code: string) => `Open ${code}` };
  it.each([
    ['  ', []],
    [' café & co ', [['Search café & co', '/?q=caf%C3%A9+%26+co']]],
    [
      '7kq2md',
      [
        ['Search 7kq2md', '/?q=7kq2md'],
        ['Open 7KQ2MD', '/stories/7KQ2MD'],
      ],
    ],
  ])(
    'offers for the words %j to search them, and to open the story whose code they are',
    (words, expected) => {
      expect(wordItems(words, say).map(({ label, path }) => [label, path])).toEqual(expected);
    },
  );
});
