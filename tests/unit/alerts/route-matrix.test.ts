import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  commonDelivery,
  deliveryAt,
  followingDelivery,
  movedCells,
  paintCells,
  type RouteDraft,
  settleMoved,
  withDraft,
} from '#lib/alerts/route-draft.ts';
import {
  cellKey,
  type MatrixRegion,
  presetDelivery,
  regionBlocks,
  routeChanges,
} from '#lib/alerts/route-matrix.ts';
import { routeSentences } from '#lib/alerts/route-sentences.ts';
import { routeDeliveries, type RouteDelivery } from '#lib/words.ts';

const region = (id: string, over: Partial<MatrixRegion> = {}): MatrixRegion => ({
  id,
  name: id,
  markText: 'XX',
  markColor: '#0b5f59',
  group: null,
  posts: true,
  mayChange: true,
  ...over,
});
const emea = { id: 'emea', name: 'EMEA' };
const hq = region('hq', { posts: false });
const brazil = region('brazil', { group: { id: 'latam', name: 'LatAm' } });
const france = region('france', { group: emea });
const spain = region('spain', { group: emea });
const regions = [hq, brazil, france, spain];
const nothing: RouteDraft = new Map();
const saved = (cells: Record<string, RouteDelivery> = {}) => new Map(Object.entries(cells));
const hears = (target: MatrixRegion, source: MatrixRegion) => cellKey(source.id, target.id);

test.each([
  ['everyone', brazil, spain, 'instant'],
  ['ownGroup', france, spain, 'instant'],
  ['ownGroup', brazil, spain, 'off'],
  ['ownGroup', hq, region('other'), 'off'],
  ['hqOnly', brazil, hq, 'instant'],
  ['hqOnly', hq, brazil, 'off'],
  ['nobody', france, spain, 'off'],
] as const)('the preset %s: of $1.name, $2.name hears %4$s', (preset, source, target, delivery) => {
  expect(presetDelivery(preset, source, target)).toBe(delivery);
});

test('regions stand by group, and those without a group together', () => {
  expect(regionBlocks(regions).map(({ name, regions: members }) => [name, members.length])).toEqual([
    [null, 1],
    ['LatAm', 1],
    ['EMEA', 2],
  ]);
});

describe('painting', () => {
  test('a block changes all its cells, but not what a region says to itself', () => {
    const draft = paintCells(nothing, saved(), [france, spain], [france, spain], () => 'off');
    expect([...draft.keys()]).toEqual([hears(spain, france), hears(france, spain)]);
  });

  test('columns of others stay as they are', () => {
    const foreign = { ...spain, mayChange: false };
    expect(paintCells(nothing, saved(), regions, [foreign], () => 'off')).toEqual(nothing);
  });

  test('what is painted back to what it was is no change', () => {
    const once = paintCells(nothing, saved(), [brazil], [spain], () => 'off');
    expect(paintCells(once, saved(), [brazil], [spain], () => 'instant')).toEqual(nothing);
  });

  const cells = fc.dictionary(
    fc.constantFrom(...regions.flatMap((a) => regions.map((b) => cellKey(a.id, b.id)))),
    fc.constantFrom(...routeDeliveries),
  );
  const strokes = fc.array(
    fc.tuple(fc.subarray(regions), fc.subarray(regions), fc.constantFrom(...routeDeliveries)),
    { maxLength: 6 },
  );
  const painted = (
    before: ReadonlyMap<string, RouteDelivery>,
    list: [MatrixRegion[], MatrixRegion[], RouteDelivery][],
  ) =>
    list.reduce(
      (draft, [sources, targets, to]) => paintCells(draft, before, sources, targets, () => to),
      nothing,
    );

  test('whatever is painted: the changes lead from what is saved to the draft, and the sentences tell each once', () => {
    fc.assert(
      fc.property(cells, strokes, (start, list) => {
        const before = saved(start);
        const after = withDraft(before, painted(before, list));
        const changes = routeChanges(regions, before, after);
        const led = new Map(before);
        for (const { sourceRegionId, targetRegionId, from, to } of changes) {
          const key = cellKey(sourceRegionId, targetRegionId);
          expect(led.get(key) ?? 'instant').toBe(from);
          led.set(key, to);
        }
        for (const source of regions)
          for (const target of regions)
            expect(deliveryAt(led, source, target)).toBe(deliveryAt(after, source, target));
        const told = routeSentences(regions, changes).reduce((sum, { sources }) => sum + sources.length, 0);
        expect(told).toBe(changes.length);
      }),
      { numRuns: 100 },
    );
  });
});

test('one sentence tells all that a region hears no more, and names whichever are fewer, they or the others', () => {
  const draft = paintCells(nothing, saved(), regions, [spain], () => 'off');
  const changes = routeChanges(regions, saved(), withDraft(saved(), draft));
  expect(routeSentences(regions, changes)).toMatchObject([
    { target: { id: 'spain' }, from: 'instant', to: 'off', allBut: [] },
  ]);
  const many = [...regions, region('italy'), region('japan')];
  const butHq = paintCells(nothing, saved(), many.slice(1), [spain], () => 'off');
  const [sentence] = routeSentences(many, routeChanges(many, saved(), withDraft(saved(), butHq)));
  expect(sentence?.allBut?.map(({ id }) => id)).toEqual(['hq']);
  const [few] = routeSentences(
    many,
    routeChanges(
      many,
      saved(),
      withDraft(
        saved(),
        paintCells(nothing, saved(), [hq], [spain], () => 'off'),
      ),
    ),
  );
  expect(few?.allBut).toBeNull();
});

describe('a cell that somebody else changed since it was painted', () => {
  const draft = paintCells(nothing, saved(), [brazil, france], [spain], () => 'off');
  const now = saved({ [hears(spain, brazil)]: 'summary' });

  test('is told apart from the others', () => {
    expect(movedCells(now, draft)).toEqual([hears(spain, brazil)]);
    expect(movedCells(saved({ [hears(spain, brazil)]: 'off' }), draft)).toEqual([]);
  });

  test('becomes what was painted, or stays as it is now, and the rest of the draft stays', () => {
    const mine = settleMoved(now, draft, 'mine');
    expect(mine.get(hears(spain, brazil))).toEqual({ from: 'summary', to: 'off' });
    const theirs = settleMoved(now, draft, 'theirs');
    expect(withDraft(now, theirs).get(hears(spain, brazil))).toBe('summary');
    for (const settled of [mine, theirs]) {
      expect(movedCells(now, settled)).toEqual([]);
      expect(settled.get(hears(spain, france))).toEqual({ from: 'instant', to: 'off' });
    }
  });
});

test('a block says what its cells have in common, and a press makes a mixed one alike first', () => {
  const cells = saved({ [hears(spain, brazil)]: 'off' });
  expect(commonDelivery(cells, [brazil], [spain])).toBe('off');
  expect(commonDelivery(cells, regions, [spain])).toBe('mixed');
  expect(commonDelivery(cells, [spain], [spain])).toBeUndefined();
  expect(routeDeliveries.map(followingDelivery)).toEqual(['summary', 'off', 'instant']);
  expect(followingDelivery('mixed')).toBe('instant');
});
