import { expect, test } from 'vitest';
import {
  blockOf,
  cellsBetween,
  columnGroups,
  gridLines,
  nameOver,
  nextStop,
  type Stop,
} from '#components/routes/grid-lines.ts';
import type { MatrixRegion } from '#lib/alerts/route-matrix.ts';

const region = (id: string, group: string | null): MatrixRegion => ({
  id,
  name: id,
  markText: 'XX',
  markColor: '#0b5f59',
  group: group === null ? null : { id: group, name: group },
  posts: true,
  mayChange: true,
});
const regions = [region('a', 'g'), region('b', 'g'), region('c', 'h')];
const lines = gridLines(regions);
const ids = (list: readonly MatrixRegion[]) => list.map(({ id }) => id).join('');

test('groups stand over their rows and their columns; without groups there is no line for them', () => {
  expect(lines.map(({ kind }) => kind)).toEqual([
    'targetGroups',
    'targets',
    'sourceGroup',
    'source',
    'source',
    'sourceGroup',
    'source',
  ]);
  expect(columnGroups(regions).map(({ name, from, to }) => [name, from, to])).toEqual([
    ['g', 0, 1],
    ['h', 2, 2],
  ]);
  expect(gridLines([region('a', null)]).map(({ kind }) => kind)).toEqual(['targets', 'source']);
});

test.each([
  ['a cell', { line: 3, from: 2, to: 2 }, 'a', 'c'],
  ['a row', { line: 3, from: -1, to: -1 }, 'a', 'abc'],
  ['a column', { line: 1, from: 1, to: 1 }, 'abc', 'b'],
  ['a group of columns', { line: 0, from: 0, to: 1 }, 'abc', 'ab'],
  ['a group of rows', { line: 2, from: -1, to: -1 }, 'ab', 'abc'],
  ['a block of two groups', { line: 5, from: 0, to: 1 }, 'c', 'ab'],
] as const)('%s stands for its rows and columns', (_what, stop, sources, targets) => {
  const block = blockOf(stop, lines, regions);
  expect([ids(block.sources), ids(block.targets)]).toEqual([sources, targets]);
});

const stops: Stop[] = [
  { line: 0, from: 0, to: 1 },
  { line: 1, from: -1, to: -1 },
  { line: 1, from: 0, to: 0 },
  { line: 1, from: 1, to: 1 },
  { line: 2, from: -1, to: -1 },
  { line: 2, from: 1, to: 1 },
];
test.each([
  ['up into a wide block', 3, 1, 'up', 0],
  ['down out of it, in the column it came along', 0, 1, 'down', 3],
  ['left to the heading', 2, 0, 'left', 1],
  ['right over what cannot be pressed', 4, -1, 'right', 5],
  ['down over a line that has nothing there', 2, 0, 'down', 2],
  ['nowhere at the edge', 3, 1, 'right', 3],
] as const)('arrows lead %s', (_what, at, column, step, to) => {
  expect(nextStop(stops, stops[at]!, column, step)).toEqual(stops[to]);
});

test('a quick drag leaves no cell out between two that it touched', () => {
  expect(cellsBetween({ line: 3, from: 0, to: 0 }, { line: 3, from: 3, to: 3 })).toEqual([
    { line: 3, column: 1 },
    { line: 3, column: 2 },
    { line: 3, column: 3 },
  ]);
});

test.each([
  ['EMEA', 1, 'EMEA'],
  ['North America', 1, 'NA'],
  ['Europe, Middle East & Africa', 2, 'EME'],
  ['Europe, Middle East & Africa', 3, 'Europe, Middle East & Africa'],
  ['日本と韓国の地域', 1, '日'],
])('the name %s over %i columns is %s', (name, columns, shown) => {
  expect(nameOver(name, columns)).toBe(shown);
});
