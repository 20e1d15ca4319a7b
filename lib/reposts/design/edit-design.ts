import { type Backdrop, type Design, type Layer, limits } from './design.ts';
import { freeLayerId, newLayer } from './new-layer.ts';

/** Every operation gives a new design, or the same one when there is nothing to change. */

/** What may be said of a layer at once; fields of another kind of layer are left out. */
export type LayerChange = Partial<{
  [Key in AnyKey<Layer>]: Layer extends infer Each
    ? Each extends Record<Key, infer Value>
      ? Value
      : never
    : never;
}>;
type AnyKey<Each> = Exclude<Each extends unknown ? keyof Each : never, 'id' | 'kind'>;

/** These may be changed on a locked layer as well. */
const always = new Set<string>(['locked', 'hidden', 'name']);

export const findLayer = (design: Design, id: string | null): Layer | undefined =>
  design.layers.find((layer) => layer.id === id);

/** Changes fields of a layer, held within their limits. A locked one keeps its looks and its place. */
export function changeLayer(design: Design, id: string, change: LayerChange): Design {
  const layer = findLayer(design, id);
  if (!layer) return design;
  const wanted = Object.entries(change).filter(
    ([key, value]) =>
      key in layer && layer[key as keyof Layer] !== value && (!layer.locked || always.has(key)),
  );
  if (wanted.length === 0) return design;
  const changed = within({ ...layer, ...Object.fromEntries(wanted) });
  return { ...design, layers: design.layers.map((each) => (each.id === id ? changed : each)) };
}

/** @param by pixels of the frame */
export function moveLayer(design: Design, id: string, by: { x: number; y: number }): Design {
  const layer = findLayer(design, id);
  return layer ? changeLayer(design, id, { x: layer.x + by.x, y: layer.y + by.y }) : design;
}

/** @param factor greater than 1 makes it larger */
export function scaleLayer(design: Design, id: string, factor: number): Design {
  const layer = findLayer(design, id);
  return layer ? changeLayer(design, id, { scale: layer.scale * factor }) : design;
}

/** @param degrees clockwise */
export function rotateLayer(design: Design, id: string, degrees: number): Design {
  const layer = findLayer(design, id);
  return layer ? changeLayer(design, id, { rotation: layer.rotation + degrees }) : design;
}

/** @param steps towards the front; negative ones towards the back */
export function reorderLayer(design: Design, id: string, steps: number): Design {
  const at = design.layers.findIndex((layer) => layer.id === id);
  const layer = design.layers[at];
  if (!layer || layer.locked) return design;
  const to = Math.min(design.layers.length - 1, Math.max(0, at + steps));
  if (to === at) return design;
  return { ...design, layers: design.layers.toSpliced(at, 1).toSpliced(to, 0, layer) };
}

/** Puts a new layer in front of all others; at the most layers that a design may hold, nothing. */
export function addLayer(
  design: Design,
  kind: Layer['kind'],
  change: LayerChange = {},
): { design: Design; id: string | null } {
  if (isFull(design)) return { design, id: null };
  const id = freeLayerId(design);
  const grown = { ...design, layers: [...design.layers, newLayer(kind, id)] };
  return { design: changeLayer(grown, id, change), id };
}

/** So far from the original does its copy lie, in pixels, that one sees both. */
const copyApart = 40;

/** Puts a copy right in front of a layer, unlocked. */
export function duplicateLayer(design: Design, id: string): { design: Design; id: string | null } {
  const at = design.layers.findIndex((layer) => layer.id === id);
  const layer = design.layers[at];
  if (!layer || isFull(design)) return { design, id: null };
  const copyId = freeLayerId(design);
  const copy = within({
    ...layer,
    id: copyId,
    locked: false,
    x: layer.x + copyApart,
    y: layer.y + copyApart,
  });
  return { design: { ...design, layers: design.layers.toSpliced(at + 1, 0, copy) }, id: copyId };
}

/** Takes a layer away, unless it is locked. */
export function removeLayer(design: Design, id: string): Design {
  const layer = findLayer(design, id);
  if (!layer || layer.locked) return design;
  return { ...design, layers: design.layers.filter((each) => each.id !== id) };
}

/**
 * Puts another backdrop behind everything. The source that fills the frame
 * would lie under its own smaller copy, so source layers are hidden for it,
 * and shown again afterwards.
 */
export function chooseBackdrop(design: Design, backdrop: Backdrop): Design {
  const wasCrop = design.backdrop.kind === 'crop';
  const isCrop = backdrop.kind === 'crop';
  const layers =
    wasCrop === isCrop
      ? design.layers
      : design.layers.map((layer) => (layer.kind === 'source' ? { ...layer, hidden: isCrop } : layer));
  return { ...design, backdrop, layers };
}

export const isFull = ({ layers }: Design): boolean => layers.length >= limits.layers;

const clamp = (value: number, { least, most }: { least: number; most: number }) =>
  Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;
/** A hundredth of a pixel cannot be seen, and keeps sums of many nudges from growing tails. */
const round = (value: number) => Math.round(value * 100) / 100;

/** @returns degrees in (-180, 180] */
export function normalRotation(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360;
  return round(turned > 180 ? turned - 360 : turned);
}

function within(layer: Layer): Layer {
  const placed = {
    ...layer,
    name: layer.name.slice(0, limits.name),
    x: round(clamp(layer.x, limits.x)),
    y: round(clamp(layer.y, limits.y)),
    scale: Math.round(clamp(layer.scale, limits.scale) * 10_000) / 10_000,
    rotation: Number.isFinite(layer.rotation) ? normalRotation(layer.rotation) : 0,
    opacity: clamp(layer.opacity, { least: 0, most: 1 }),
  };
  if (placed.kind === 'text') {
    return {
      ...placed,
      text: placed.text.slice(0, limits.text),
      size: round(clamp(placed.size, limits.size)),
      width: round(clamp(placed.width, limits.width)),
    };
  }
  if (placed.kind === 'shape') {
    return {
      ...placed,
      width: round(clamp(placed.width, limits.side)),
      height: round(clamp(placed.height, limits.side)),
    };
  }
  return placed;
}
