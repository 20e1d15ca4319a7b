import type { Layer, ShapeLayer } from '#lib/reposts/design/design.ts';
import type { Size } from '#lib/reposts/design/layer-box.ts';
import { drawText } from './draw-text.ts';
import { canvasFont } from './editor-fonts.ts';
import type { Materials } from './layer-size.ts';
import { layOutText } from './text-layout.ts';

const rounding = 0.12;

/** Draws a layer with its upper left corner at the origin, at scale 1. A logo that is gone is not drawn. */
export function drawLayer(
  context: CanvasRenderingContext2D,
  layer: Layer,
  { size, materials }: { size: Size; materials: Materials },
): void {
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  switch (layer.kind) {
    case 'source':
      context.drawImage(materials.source, 0, 0, size.width, size.height);
      return;
    case 'logo':
      if (typeof materials.logo !== 'string')
        context.drawImage(materials.logo, 0, 0, size.width, size.height);
      return;
    case 'shape':
      drawShape(context, layer);
      return;
    case 'text': {
      const font = canvasFont(layer, materials.fonts);
      drawText(context, layer, { font, layout: layOutText(layer, font) });
    }
  }
}

function drawShape(context: CanvasRenderingContext2D, { form, width, height, color }: ShapeLayer): void {
  context.fillStyle = color;
  context.beginPath();
  if (form === 'ellipse') context.ellipse(width / 2, height / 2, width / 2, height / 2, 0, 0, Math.PI * 2);
  else context.roundRect(0, 0, width, height, form === 'rounded' ? Math.min(width, height) * rounding : 0);
  context.fill();
}
