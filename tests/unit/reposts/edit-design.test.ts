import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Design, limits } from '#lib/reposts/design/design.ts';
import { designInput } from '#lib/reposts/design/design-input.ts';
import {
  addLayer,
  changeLayer,
  chooseBackdrop,
  duplicateLayer,
  findLayer,
  moveLayer,
  normalRotation,
  removeLayer,
  reorderLayer,
  rotateLayer,
  scaleLayer,
} from '#lib/reposts/design/edit-design.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';

const ids = ({ layers }: Design) => layers.map(({ id }) => id);
const three = addLayer(addLayer(newDesign(), 'text').design, 'logo').design;
const id = 'layer-2';

type Step = (design: Design) => Design;
const anyNumber = fc.oneof(fc.double({ noNaN: false }), fc.integer({ min: -5000, max: 5000 }));
const anyId = fc.integer({ min: 1, max: 6 }).map((n) => `layer-${n}`);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom('text', 'logo', 'shape', 'source').map(
    (kind): Step =>
      (design) =>
        addLayer(design, kind).design,
  ),
  fc.tuple(anyId, anyNumber, anyNumber).map(
    ([at, x, y]): Step =>
      (d) =>
        moveLayer(d, at, { x, y }),
  ),
  fc.tuple(anyId, anyNumber).map(
    ([at, by]): Step =>
      (d) =>
        scaleLayer(d, at, by),
  ),
  fc.tuple(anyId, anyNumber).map(
    ([at, by]): Step =>
      (d) =>
        rotateLayer(d, at, by),
  ),
  fc.tuple(anyId, fc.integer({ min: -70, max: 70 })).map(
    ([at, by]): Step =>
      (d) =>
        reorderLayer(d, at, by),
  ),
  fc.tuple(anyId, fc.boolean()).map(
    ([at, locked]): Step =>
      (d) =>
        changeLayer(d, at, { locked }),
  ),
  fc.tuple(anyId, fc.string({ maxLength: 2000 }), anyNumber).map(
    ([at, words, n]): Step =>
      (d) =>
        changeLayer(d, at, { text: words, name: words, size: n, width: n, height: n, opacity: n }),
  ),
  anyId.map(
    (at): Step =>
      (d) =>
        duplicateLayer(d, at).design,
  ),
  anyId.map(
    (at): Step =>
      (d) =>
        removeLayer(d, at),
  ),
  fc.constantFrom('blur', 'crop').map(
    (kind): Step =>
      (d) =>
        chooseBackdrop(d, kind === 'blur' ? { kind } : { kind: 'crop', x: 0.5, y: 0 }),
  ),
);

describe('editing a design', () => {
  it('gives, by whatever steps, a design that the server takes', () => {
    const rule = fc.property(fc.array(anyStep, { maxLength: 90 }), (steps) => {
      const design = steps.reduce((at, step) => step(at), newDesign());
      return designInput.safeParse(design).success;
    });
    expect(fc.check(rule, { numRuns: 300 }).counterexample).toBeNull();
  });

  it('leaves the looks, the place and the order of a locked layer, which is hidden, named and unlocked all the same', () => {
    const locked = changeLayer(three, id, { locked: true });
    const steps: Step[] = [
      (d) => moveLayer(d, id, { x: 1, y: 0 }),
      (d) => scaleLayer(d, id, 2),
      (d) => rotateLayer(d, id, 5),
      (d) => reorderLayer(d, id, 1),
      (d) => changeLayer(d, id, { text: 'x' }),
      (d) => removeLayer(d, id),
    ];
    for (const step of steps) expect(step(locked)).toBe(locked);
    expect(findLayer(changeLayer(locked, id, { hidden: true, name: 'N', x: 3 }), id)).toMatchObject({
      hidden: true,
      name: 'N',
      x: 540,
    });
    expect(findLayer(changeLayer(locked, id, { locked: false }), id)).toMatchObject({ locked: false });
  });

  it('gives the same design where there is nothing to change, so that nothing is saved or undone', () => {
    for (const step of [
      (d: Design) => moveLayer(d, id, { x: 0, y: 0 }),
      (d: Design) => moveLayer(d, 'gone', { x: 9, y: 9 }),
      (d: Design) => reorderLayer(d, 'layer-3', 1),
      (d: Design) => changeLayer(d, 'layer-3', { text: 'a logo has none' }),
    ])
      expect(step(three)).toBe(three);
  });

  it('nudges by whole pixels that add up without tails', () => {
    let design = changeLayer(three, id, { x: 0.1 });
    for (let n = 0; n < 30; n += 1) design = moveLayer(design, id, { x: 0.1, y: 10 });
    expect(findLayer(design, id)).toMatchObject({ x: 3.1, y: 1636 });
  });

  it('orders layers one step at a time and to the ends', () => {
    expect(ids(reorderLayer(three, 'layer-1', 1))).toEqual(['layer-2', 'layer-1', 'layer-3']);
    expect(ids(reorderLayer(three, 'layer-1', 99))).toEqual(['layer-2', 'layer-3', 'layer-1']);
    expect(ids(reorderLayer(three, 'layer-3', -99))).toEqual(['layer-3', 'layer-1', 'layer-2']);
  });

  it('copies a layer in front of itself, unlocked and a little aside', () => {
    const { design, id: copy } = duplicateLayer(changeLayer(three, id, { locked: true }), id);
    expect(ids(design)).toEqual(['layer-1', 'layer-2', 'layer-4', 'layer-3']);
    expect(findLayer(design, copy)).toMatchObject({ locked: false, x: 580, kind: 'text' });
  });

  it('adds no layer beyond the most', () => {
    let design = newDesign();
    for (let n = 0; n < limits.layers + 5; n += 1) ({ design } = addLayer(design, 'shape'));
    expect(design.layers).toHaveLength(limits.layers);
    expect(addLayer(design, 'text')).toEqual({ design, id: null });
    expect(duplicateLayer(design, 'layer-1')).toEqual({ design, id: null });
  });

  it('hides the source layers while the source fills the frame, and shows them afterwards', () => {
    const cropped = chooseBackdrop(three, { kind: 'crop', x: 0.5, y: 0.5 });
    expect(findLayer(cropped, 'layer-1')).toMatchObject({ hidden: true });
    const shown = changeLayer(cropped, 'layer-1', { hidden: false });
    const moved = chooseBackdrop(shown, { kind: 'crop', x: 0, y: 0 });
    expect(findLayer(moved, 'layer-1')).toMatchObject({ hidden: false });
    expect(findLayer(chooseBackdrop(cropped, { kind: 'blur' }), 'layer-1')).toMatchObject({ hidden: false });
  });

  it.each([
    [0, 0],
    [180, 180],
    [-180, 180],
    [190, -170],
    [720.5, 0.5],
    [-361, -1],
  ])('turns %s° into %s°', (given, normal) => expect(normalRotation(given)).toBe(normal));
});
