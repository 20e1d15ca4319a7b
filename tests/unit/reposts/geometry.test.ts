import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blurPixels } from '#lib/reposts/design/blur-pixels.ts';
import { frame, safe } from '#lib/reposts/design/frame.ts';
import { isCovered } from '#lib/reposts/design/is-covered.ts';
import { boxAround, contain, cover } from '#lib/reposts/design/layer-box.ts';
import { snapBox } from '#lib/reposts/design/snap-box.ts';

const side = fc.integer({ min: 1, max: 9000 });
const anySize = fc.record({ width: side, height: side });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('where things lie', () => {
  it.each([
    ['between what Instagram covers', safe.top, safe.bottom, false],
    ['a pixel under the name above', safe.top - 1, safe.bottom, true],
    ['a pixel under the answer field below', safe.top, safe.bottom + 1, true],
    ['over the whole frame', 0, frame.height, true],
  ])('what lies %s is told from what may be read', (_, top, bottom, covered) =>
    expect(isCovered({ left: 0, top, width: 10, height: bottom - top })).toBe(covered),
  );

  it('a picture that is fitted is whole, and touches two edges of the frame', () => {
    const rule = fc.property(anySize, (size) => {
      const { width, height } = contain(size, frame);
      const near = (a: number, b: number) => Math.abs(a - b) < 1e-6;
      return (
        width <= frame.width + 1e-6 &&
        height <= frame.height + 1e-6 &&
        (near(width, frame.width) || near(height, frame.height))
      );
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });

  it('a picture that fills the frame gives a part of itself, with the proportions of the frame', () => {
    const rule = fc.property(anySize, share, share, (size, x, y) => {
      const box = cover(size, frame, { x, y });
      const proportion = (box.width / box.height) * (frame.height / frame.width);
      return (
        box.left >= -1e-6 &&
        box.top >= -1e-6 &&
        box.left + box.width <= size.width + 1e-6 &&
        box.top + box.height <= size.height + 1e-6 &&
        Math.abs(proportion - 1) < 1e-6
      );
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });

  it.each([
    [0, 200, 100],
    [90, 100, 200],
    [180, 200, 100],
    [45, 212.13, 212.13],
  ])('a box turned by %s° needs %s × %s', (rotation, width, height) => {
    const box = boxAround({ x: 500, y: 500, scale: 1, rotation }, { width: 200, height: 100 });
    expect(box.width).toBeCloseTo(width, 1);
    expect(box.height).toBeCloseTo(height, 1);
    expect(box.left + box.width / 2).toBeCloseTo(500);
  });

  it.each([
    ['the middle of the frame', { left: 435, top: 500 }, { dx: 5, dy: 0, guides: [{ axis: 'x', at: 540 }] }],
    ['the left edge', { left: -7, top: 500 }, { dx: 7, dy: 0, guides: [{ axis: 'x', at: 0 }] }],
    ['a third', { left: 355, top: 500 }, { dx: 5, dy: 0, guides: [{ axis: 'x', at: 360 }] }],
    [
      'what Instagram covers above',
      { left: 200, top: 266 },
      { dx: 0, dy: 3, guides: [{ axis: 'y', at: safe.top }] },
    ],
    [
      'what it covers below',
      { left: 200, top: 1430 },
      { dx: 0, dy: 6, guides: [{ axis: 'y', at: safe.bottom }] },
    ],
    ['nothing that is near', { left: 200, top: 500 }, { dx: 0, dy: 0, guides: [] }],
  ])('a box snaps to %s', (_, at, expected) => {
    expect(snapBox({ ...at, width: 200, height: 100 }, 8)).toEqual(expected);
  });

  it('a box that has snapped stays where it is', () => {
    const place = fc.integer({ min: -500, max: 2500 });
    const rule = fc.property(place, place, side, side, (left, top, width, height) => {
      const once = snapBox({ left, top, width, height }, 12);
      const again = snapBox({ left: left + once.dx, top: top + once.dy, width, height }, 12);
      return Math.abs(again.dx) < 1e-9 && Math.abs(again.dy) < 1e-9;
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });

  it('a blur leaves an even picture even, and spreads a dot over its neighbours', () => {
    const even = new Uint8ClampedArray(20 * 10 * 4).fill(77);
    blurPixels(even, { width: 20, height: 10, radius: 4 });
    expect(new Set(even)).toEqual(new Set([77]));
    const dot = new Uint8ClampedArray(21 * 21 * 4);
    dot.fill(255, (10 * 21 + 10) * 4, (10 * 21 + 10) * 4 + 4);
    blurPixels(dot, { width: 21, height: 21, radius: 2 });
    const red = (x: number, y: number) => dot[(y * 21 + x) * 4]!;
    expect(red(10, 10)).toBeLessThan(60);
    expect(red(12, 10)).toBe(red(8, 10));
    expect(red(0, 0)).toBe(0);
  });
});
