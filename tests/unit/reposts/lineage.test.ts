import { expect, test } from 'vitest';
import { type Lineage, lineageOf, type LineageStory } from '#lib/reposts/lineage.ts';

const story = (id: string, sourceId: string | null = null): LineageStory => ({
  id,
  sourceId,
  code: id.toUpperCase(),
  region: 'Brazil',
  username: 'brand.br',
  postedAt: '2026-11-25T12:00:00.000Z',
});
const drawn = ({ code, made }: Lineage): string =>
  made.length === 0 ? code : `${code}(${made.map(drawn).join(' ')})`;

test('a story that was made of none, and of which nothing was made, has no lineage', () => {
  expect(lineageOf([story('a')])).toBeNull();
  expect(lineageOf([])).toBeNull();
});

test('each story stands under the one that it was made of', () => {
  const tree = lineageOf([story('a'), story('b', 'a'), story('c', 'a'), story('d', 'b')]);
  expect(drawn(tree!)).toBe('A(B(D) C)');
});

test('it begins at the first story that is known', () => {
  expect(drawn(lineageOf([story('b', 'removed'), story('c', 'b')])!)).toBe('B(C)');
});
