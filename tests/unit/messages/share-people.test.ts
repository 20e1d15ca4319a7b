import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peopleReserve, sharePeople, type WaitingPerson } from '#lib/messages/share-people.ts';

const person = (numberId: string, regionId: string, over: Partial<WaitingPerson> = {}): WaitingPerson => ({
  numberId,
  regionId,
  urgent: false,
  sinceMs: 0,
  ...over,
});
const ids = (people: readonly WaitingPerson[]) => people.map(({ numberId }) => numberId);

describe('who is written to first today', () => {
  test('regions take turns, and among equals whoever waits longest is next', () => {
    const waiting = [
      person('a1', 'A', { sinceMs: 1 }),
      person('a2', 'A', { sinceMs: 2 }),
      person('a3', 'A', { sinceMs: 3 }),
      person('b1', 'B', { sinceMs: 9 }),
      person('c1', 'C', { sinceMs: 5 }),
    ];
    const { admitted, leftOut } = sharePeople({ room: 4, reserve: 0, had: new Map(), waiting });
    expect(ids(admitted)).toEqual(['a1', 'c1', 'b1', 'a2']);
    expect(ids(leftOut)).toEqual(['a3']);
  });

  test('what a region has had already today counts', () => {
    const waiting = [person('a1', 'A'), person('b1', 'B', { sinceMs: 9 }), person('b2', 'B', { sinceMs: 9 })];
    const { admitted } = sharePeople({ room: 2, reserve: 0, had: new Map([['A', 5]]), waiting });
    expect(ids(admitted)).toEqual(['b1', 'b2']);
  });

  test('what is urgent goes first and may use the reserve, news may not', () => {
    const waiting = [person('n1', 'A'), person('n2', 'B'), person('u1', 'A', { urgent: true, sinceMs: 99 })];
    const share = (room: number) => ids(sharePeople({ room, reserve: 2, had: new Map(), waiting }).admitted);
    expect(share(0)).toEqual([]);
    expect(share(2)).toEqual(['u1']);
    expect(share(4)).toEqual(['u1', 'n2']);
  });

  test('the reserve is small, and never the whole of what there is but for the smallest', () => {
    expect([0, 3, 250, 2_000, 10_000].map(peopleReserve)).toEqual([0, 3, 13, 100, 500]);
  });
});

const scenes = fc.record({
  room: fc.integer({ min: -5, max: 60 }),
  reserve: fc.integer({ min: 0, max: 10 }),
  had: fc
    .dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.integer({ min: 0, max: 30 }))
    .map((each) => new Map(Object.entries(each))),
  waiting: fc
    .array(
      fc.record({
        regionId: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
        urgent: fc.boolean(),
        sinceMs: fc.integer({ min: 0, max: 5 }),
      }),
      { maxLength: 60 },
    )
    .map((people) => people.map((each, index) => ({ ...each, numberId: `n${index}` }))),
});

test('everybody is either admitted or left out, once, and never more than there is room for', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const { admitted, leftOut } = sharePeople(scene);
      expect([...ids(admitted), ...ids(leftOut)].toSorted()).toEqual(ids(scene.waiting).toSorted());
      expect(admitted.length).toBeLessThanOrEqual(Math.max(0, scene.room));
      const urgent = admitted.filter((each) => each.urgent).length;
      if (admitted.length > urgent)
        expect(admitted.length).toBeLessThanOrEqual(Math.max(urgent, scene.room - scene.reserve));
      if (leftOut.some((each) => each.urgent)) expect(admitted.every((each) => each.urgent)).toBe(true);
    }),
  );
});

test('no region gets one more person for news while another that waits has less', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const { admitted, leftOut } = sharePeople(scene);
      const count = (regionId: string) =>
        (scene.had.get(regionId) ?? 0) + admitted.filter((each) => each.regionId === regionId).length;
      const got = new Set(admitted.flatMap((each) => (each.urgent ? [] : [each.regionId])));
      for (const left of leftOut.filter((each) => !each.urgent)) {
        for (const regionId of got) expect(count(regionId)).toBeLessThanOrEqual(count(left.regionId) + 1);
      }
    }),
  );
});

test('within a region nobody overtakes who waits longer', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const { admitted, leftOut } = sharePeople(scene);
      for (const left of leftOut)
        for (const one of admitted)
          if (one.regionId === left.regionId && one.urgent === left.urgent)
            expect(one.sinceMs).toBeLessThanOrEqual(left.sinceMs);
    }),
  );
});
