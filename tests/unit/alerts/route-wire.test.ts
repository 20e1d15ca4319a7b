import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostRouteChanges, routesForm } from '#lib/alerts/route-input.ts';
import { packRoutes, unpackRoutes } from '#lib/alerts/route-wire.ts';
import { newId } from '#lib/ids.ts';
import { routeDeliveries } from '#lib/words.ts';

const ids = Array.from({ length: 100 }, () => newId());
const read = (packed: unknown) => routesForm.safeParse({ changes: JSON.stringify(packed) });
const whyNot = (packed: unknown) => read(packed).error?.issues[0]?.message;

test('what is packed is what is unpacked, whatever was painted', () => {
  const region = fc.constantFrom(...ids);
  const delivery = fc.constantFrom(...routeDeliveries);
  const change = fc.record({ sourceRegionId: region, targetRegionId: region, from: delivery, to: delivery });
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      expect(unpackRoutes(packRoutes(changes))).toEqual(changes);
    }),
  );
});

test.each([
  [30, 30],
  [100, 300],
])('the whole matrix of %i regions is read, and takes less than %i kilobytes', (count, kilobytes) => {
  const some = ids.slice(0, count);
  const changes = some.flatMap((sourceRegionId) =>
    some
      .filter((id) => id !== sourceRegionId)
      .map((targetRegionId) => ({
        sourceRegionId,
        targetRegionId,
        from: 'instant' as const,
        to: 'summary' as const,
      })),
  );
  const packed = packRoutes(changes);
  expect(JSON.stringify(packed).length).toBeLessThan(kilobytes * 1_000);
  expect(read(packed).data).toEqual({ changes });
});

test('more than can be saved at once is refused with a sentence of its own', () => {
  const cells = Array.from({ length: mostRouteChanges + 1 }, () => [0, 1, 'instant', 'off']);
  expect(whyNot({ regions: ids.slice(0, 2), cells })).toBe('routesTooMany');
});

test.each([
  ['a region that is not there', { regions: ids.slice(0, 1), cells: [[0, 1, 'instant', 'off']] }],
  ['half a place', { regions: ids.slice(0, 2), cells: [[0, 0.5, 'instant', 'off']] }],
  ['a place before the first', { regions: ids.slice(0, 2), cells: [[0, -1, 'instant', 'off']] }],
  ['no cell', { regions: [], cells: [] }],
  ['a delivery that is none', { regions: ids.slice(0, 2), cells: [[0, 1, 'instant', 'never']] }],
])('a form with %s is refused', (_, packed) => {
  expect(whyNot(packed)).toBe('invalid');
});
