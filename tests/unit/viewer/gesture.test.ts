import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf, followed, holdMs, meantBy, type Track } from '#components/viewer/gesture.ts';

const track = (over: Partial<Track>): Track => ({
  startX: 200,
  dx: 0,
  dy: 0,
  ms: 80,
  width: 360,
  rtl: false,
  ...over,
});

describe('what a finger means', () => {
  it.each<[string, Partial<Track>, ReturnType<typeof meantBy>]>([
    ['a tap on the first third goes back', { startX: 100 }, 'previous'],
    ['a tap in the middle goes on', { startX: 180 }, 'next'],
    ['a tap on the last third goes on', { startX: 350 }, 'next'],
    ['a tap that trembles is a tap', { dx: 6, dy: -5 }, 'next'],
    ['a hold means nothing when it ends', { ms: holdMs + 1 }, undefined],
    ['sideways, far enough, changes the account', { dx: -100, ms: 900 }, 'accountForth'],
    ['and back', { dx: 100, ms: 900 }, 'accountBack'],
    ['sideways, fast enough, as well', { dx: -60, ms: 80 }, 'accountForth'],
    ['sideways, short and slow, snaps back', { dx: -60, ms: 900 }, undefined],
    ['down closes', { dy: 130, ms: 900 }, 'close'],
    ['down, fast enough, as well', { dy: 60, ms: 80 }, 'close'],
    ['down, short and slow, snaps back', { dy: 60, ms: 900 }, undefined],
    ['up means nothing', { dy: -300 }, undefined],
  ])('%s', (_, over, meant) => {
    expect(meantBy(track(over))).toBe(meant);
  });

  it('goes by the way it began: sideways and then down is sideways', () => {
    expect(meantBy(track({ dx: -10, dy: 300 }), 'across')).toBeUndefined();
  });

  it('is mirrored where one reads from right to left', () => {
    const opposite = {
      previous: 'next',
      accountForth: 'accountBack',
      accountBack: 'accountForth',
    } as Record<string, string>;
    for (const each of [{ startX: 100 }, { dx: -100 }, { dx: 100 }])
      expect(meantBy(track({ ...each, rtl: true }))).toBe(opposite[meantBy(track(each))!]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 360 }), (startX) => {
        expect(meantBy(track({ startX, rtl: true }))).toBe(meantBy(track({ startX: 360 - startX })));
      }),
    );
  });
});

it('a story follows the finger along one way, and never up', () => {
  expect(axisOf({ dx: 4, dy: 4 })).toBeUndefined();
  expect(followed({ dx: -50, dy: 20 }, 'across')).toEqual({ x: -50, y: 0 });
  expect(followed({ dx: 20, dy: 50 }, 'down')).toEqual({ x: 0, y: 50 });
  expect(followed({ dx: 0, dy: -50 }, 'down')).toEqual({ x: 0, y: 0 });
});
