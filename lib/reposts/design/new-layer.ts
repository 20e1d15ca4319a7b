import type { Design, Layer, LogoLayer, ShapeLayer, SourceLayer, TextLayer } from './design.ts';
import { designVersion } from './design.ts';
import { frame, safe } from './frame.ts';

/** The edit that one begins with: the whole source on a blurred copy of itself. */
export function newDesign(): Design {
  return { version: designVersion, backdrop: { kind: 'blur' }, layers: [newSource('layer-1')] };
}

/** The first id of the form `layer-7` that is free. */
export function freeLayerId({ layers }: Pick<Design, 'layers'>): string {
  const numbers = layers.map(({ id }) => Number(/^layer-(\d{1,6})$/.exec(id)?.[1] ?? 0));
  return `layer-${Math.max(0, ...numbers) + 1}`;
}

const placed = (id: string, y: number = frame.height / 2) => ({
  id,
  name: '',
  x: frame.width / 2,
  y,
  scale: 1,
  rotation: 0,
  opacity: 1,
  locked: false,
  hidden: false,
});

const newSource = (id: string): SourceLayer => ({ ...placed(id), kind: 'source' });

/** A new layer of a kind, where it is seen and nothing of Instagram's lies over it. */
export function newLayer(kind: Layer['kind'], id: string): Layer {
  switch (kind) {
    case 'source':
      return newSource(id);
    case 'logo':
      return newLogo(id);
    case 'shape':
      return newShape(id);
    case 'text':
      return newText(id);
  }
}

const newLogo = (id: string): LogoLayer => ({ ...placed(id, safe.top + 120), kind: 'logo', scale: 0.75 });

const newShape = (id: string): ShapeLayer => ({
  ...placed(id),
  kind: 'shape',
  form: 'rounded',
  width: 480,
  height: 240,
  color: '#ffffff',
});

const newText = (id: string): TextLayer => ({
  ...placed(id, safe.bottom - 200),
  kind: 'text',
  text: '',
  family: 'Inter',
  weight: 700,
  size: 80,
  color: '#ffffff',
  align: 'center',
  direction: 'auto',
  style: 'shadow',
  styleColor: '#000000',
  width: 900,
});
