import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteRange } from '#lib/media/byte-range.ts';

const etag = '"abc"';
const ask = (range: string | null, size: number, ifRange?: string) =>
  byteRange(
    new Headers({ ...(range !== null && { range }), ...(ifRange !== undefined && { 'if-range': ifRange }) }),
    etag,
    size,
  );

describe('byteRange', () => {
  it.each([
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    [null, undefined],
    ['bytes=5-2', undefined],
    ['bytes=0-1,5-6', undefined],
    ['bytes=-', undefined],
    ['bytes=a-b', undefined],
    ['items=0-1', undefined],
  ])('reads %s of 100 bytes', (range, expected) => {
    expect(ask(range, 100)).toEqual(expected);
  });

  it('gives no part when the asker has another version', () => {
    expect(ask('bytes=0-9', 100, '"old"')).toBeUndefined();
    expect(ask('bytes=0-9', 100, etag)).toEqual({ start: 0, end: 9 });
  });

  it('never reaches outside the file', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 1e9 }), (from, to, size) => {
        const range = ask(`bytes=${from}-${to}`, size);
        if (typeof range !== 'object') return;
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});
