import { describe, expect, it } from 'vitest';
import { checkedInput } from '#lib/checked-input.ts';
import type { Design } from '#lib/reposts/design/design.ts';
import { designInput } from '#lib/reposts/design/design-input.ts';
import { addLayer } from '#lib/reposts/design/edit-design.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';

const everything = (['text', 'logo', 'shape', 'source'] as const).reduce<Design>(
  (design, kind) => addLayer(design, kind).design,
  newDesign(),
);
const [source, text, logo, shape] = everything.layers;
const withLayer = (change: object, layer: object | undefined = text) => ({
  ...everything,
  layers: [{ ...layer, ...change }],
});

describe('a design as it is sent', () => {
  it('is taken as it is when every value is within its limits', () => {
    expect(checkedInput(designInput, everything)).toEqual(everything);
    expect(checkedInput(designInput, JSON.parse(JSON.stringify(everything)))).toEqual(everything);
  });

  it.each<[string, unknown, string]>([
    ['nothing', null, 'designUnreadable'],
    ['a list', [], 'designUnreadable'],
    ['another version', { ...everything, version: 2 }, 'designOtherVersion'],
    ['a key of its own', { ...everything, script: 'x' }, 'designUnreadable'],
    ['no backdrop', { ...everything, backdrop: null }, 'designUnreadable'],
    ['an unknown backdrop', { ...everything, backdrop: { kind: 'video' } }, 'designUnreadable'],
    [
      'a backdrop with an address',
      { ...everything, backdrop: { kind: 'blur', url: '//x' } },
      'designUnreadable',
    ],
    ['a colour in words', { ...everything, backdrop: { kind: 'color', color: 'red' } }, 'colorUnknown'],
    [
      'a crop out of the picture',
      { ...everything, backdrop: { kind: 'crop', x: 1.5, y: 0 } },
      'designOutside',
    ],
    ['layers that are none', { ...everything, layers: 'x' }, 'designUnreadable'],
    ['an unknown kind of layer', withLayer({ kind: 'html' }), 'designUnreadable'],
    ['two layers of one id', { ...everything, layers: [source, source] }, 'designUnreadable'],
    ['an id that is a path', withLayer({ id: '../x' }), 'designUnreadable'],
    ['a name without end', withLayer({ name: 'x'.repeat(61) }), 'nameTooLong'],
    ['a text without end', withLayer({ text: 'x'.repeat(1001) }), 'designTextTooLong'],
    ['a place out of reach', withLayer({ x: 1e9 }), 'designOutside'],
    ['a place that is no number', withLayer({ y: '12' }), 'designUnreadable'],
    ['no size at all', withLayer({ scale: 0 }), 'designOutside'],
    ['a full turn', withLayer({ rotation: 360 }), 'designOutside'],
    ['more than opaque', withLayer({ opacity: 2 }), 'designOutside'],
    ['a weight between weights', withLayer({ weight: 450 }), 'fontWeightUnknown'],
    ['huge letters', withLayer({ size: 5000 }), 'designOutside'],
    ['an unknown style', withLayer({ style: 'neon' }), 'designUnreadable'],
    ['a field of another kind', withLayer({ text: 'x' }, logo), 'designUnreadable'],
    ['a shape wider than four frames', withLayer({ width: 5000 }, shape), 'designOutside'],
    [
      'sixty-one layers',
      { ...everything, layers: Array.from({ length: 61 }, (_, at) => ({ ...logo, id: `layer-${at}` })) },
      'designTooManyLayers',
    ],
  ])('with %s is refused in words', (_, sent, message) => {
    expect(() => checkedInput(designInput, sent)).toThrow(
      expect.objectContaining({ code: 'invalid', message }) as Error,
    );
  });
});
