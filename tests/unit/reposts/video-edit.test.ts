import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designInput } from '#lib/reposts/design/design-input.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';
import { pictureGraph, soundChain, type SourcePicture } from '#lib/reposts/video/filter-graph.ts';
import { uprightFilters } from '#lib/reposts/video/upright-filters.ts';
import {
  fitToSource,
  isWithinLimits,
  moveEnd,
  movePoster,
  newVideoEdit,
} from '#lib/reposts/video/video-edit.ts';

const one = 65_536;
const matrix = (a: number, b: number, c: number, d: number) => [a, b, 0, c, d, 0, 0, 0, 1_073_741_824];

describe('what is kept of a video', () => {
  it('is all of it at first, or its first minute', () => {
    expect(newVideoEdit(15_400.7)).toEqual({ startMs: 0, endMs: 15_400, muted: false, posterMs: 0 });
    expect(newVideoEdit(95_000).endMs).toBe(60_000);
  });

  it('stays one that Instagram takes, wherever its ends and its poster are moved', () => {
    const step = fc.record({
      which: fc.constantFrom('start', 'end', 'poster'),
      toMs: fc.integer({ min: -1_000, max: 700_000 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 3_000, max: 600_000 }),
        fc.array(step, { maxLength: 12 }),
        (durationMs, steps) => {
          let edit = newVideoEdit(durationMs);
          for (const { which, toMs } of steps)
            edit = which === 'poster' ? movePoster(edit, toMs) : moveEnd(edit, which, toMs, durationMs);
          expect(isWithinLimits(edit)).toBe(true);
          expect(edit.startMs).toBeGreaterThanOrEqual(0);
          expect(edit.endMs).toBeLessThanOrEqual(durationMs);
        },
      ),
    );
  });

  it('takes the other end along rather than stop at it', () => {
    const edit = { ...newVideoEdit(90_000), startMs: 10_000, endMs: 20_000 };
    expect(moveEnd(edit, 'start', 19_000, 90_000)).toMatchObject({ startMs: 19_000, endMs: 22_000 });
    expect(moveEnd(edit, 'end', 80_000, 90_000)).toMatchObject({ startMs: 20_000, endMs: 80_000 });
  });

  it('that was saved of a longer file ends where the file does', () => {
    expect(fitToSource({ startMs: 2_000, endMs: 9_000, muted: true, posterMs: 8_000 }, 6_000)).toEqual({
      startMs: 2_000,
      endMs: 6_000,
      muted: true,
      posterMs: 6_000,
    });
  });

  it('is saved with a design, and refused in words when Instagram would not take it', () => {
    const video = newVideoEdit(10_000);
    const said = (wrong: object) =>
      designInput.safeParse({ ...newDesign(), video: { ...video, ...wrong } }).error?.issues[0]?.message;
    expect(said({})).toBeUndefined();
    for (const wrong of [{ endMs: 2_000 }, { endMs: 61_000 }, { posterMs: 11_000 }, { startMs: -1 }])
      expect(said(wrong), JSON.stringify(wrong)).toBe('videoTrimOutside');
    expect(said({ speed: 2 })).toBe('designUnreadable');
  });
});

describe('a video that is to be turned', () => {
  it.each<[string, number[] | undefined, string[], boolean]>([
    ['not at all', undefined, [], false],
    ['by nothing', matrix(one, 0, 0, one), [], false],
    ['clockwise', matrix(0, one, -one, 0), ['transpose=clock'], true],
    ['upside down', matrix(-one, 0, 0, -one), ['hflip', 'vflip'], false],
    ['the other way', matrix(0, -one, one, 0), ['transpose=cclock'], true],
    ['by a matrix of nothing', matrix(0, 0, 0, 0), [], false],
  ])('%s', (_how, given, filters, swaps) => {
    expect(uprightFilters(given)).toEqual({ filters, swaps });
  });
});

describe('what the encoder is told', () => {
  const source: SourcePicture = {
    width: 1080,
    height: 1920,
    pixelRatio: 1,
    matrix: undefined,
    light: 'standard',
    colorsNamed: true,
  };
  const order = { startMs: 1_500, endMs: 9_000, backdrop: { kind: 'blur' }, overlay: null } as const;

  it('draws a backdrop only where the source leaves one to be seen', () => {
    expect(pictureGraph(source, order)).not.toContain('gblur');
    expect(pictureGraph({ ...source, height: 1080 }, order)).toContain('gblur');
    const sideways = { ...source, width: 1920, height: 1080, matrix: matrix(0, one, -one, 0) };
    expect(pictureGraph(sideways, order)).not.toContain('gblur');
    expect(
      pictureGraph({ ...source, height: 1080 }, { ...order, backdrop: { kind: 'color', color: '#102030' } }),
    ).toContain('color=0x102030');
  });

  it('names the colours of both pictures, and brings the light of phones down to that of screens', () => {
    const graph = pictureGraph(source, { ...order, overlay: 'top.png' });
    expect(graph.match(/out_color_matrix=bt709/g)).toHaveLength(2);
    expect(graph).not.toContain('tonemap');
    expect(pictureGraph({ ...source, light: 'high' }, order)).toContain('tonemap');
    expect(pictureGraph({ ...source, colorsNamed: false }, order)).toContain('in_color_matrix=bt709');
  });

  it('cuts sound and picture at the same moments', () => {
    for (const chain of [pictureGraph(source, order), soundChain(order)])
      expect(chain).toMatch(/trim=start=1\.500:end=9\.000,a?setpts=PTS-1\.500\/TB/);
  });
});
