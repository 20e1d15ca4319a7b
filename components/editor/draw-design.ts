import type { Design, Layer } from '#lib/reposts/design/design.ts';
import { frame } from '#lib/reposts/design/frame.ts';
import { drawBackdrop } from './draw-backdrop.ts';
import { drawLayer } from './draw-layer.ts';
import { layerSize, type Materials } from './layer-size.ts';

/**
 * Draws a design at its full size: the same strokes that the stage draws for the screen, at one pixel of the frame each.
 * @param bare leaves out the backdrop: the layers are on nothing
 */
export function drawDesign(
  { backdrop, layers }: Design,
  materials: Materials,
  bare: boolean,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = frame.width;
  canvas.height = frame.height;
  const context = canvas.getContext('2d')!;
  if (!bare) {
    context.save();
    drawBackdrop(context, backdrop, materials);
    context.restore();
  }
  for (const layer of layers) if (!layer.hidden) drawPlaced(context, layer, materials);
  return canvas;
}

function drawPlaced(context: CanvasRenderingContext2D, layer: Layer, materials: Materials): void {
  const size = layerSize(layer, materials);
  context.save();
  context.globalAlpha = layer.opacity;
  context.translate(layer.x, layer.y);
  context.rotate((layer.rotation * Math.PI) / 180);
  context.scale(layer.scale, layer.scale);
  context.translate(-size.width / 2, -size.height / 2);
  drawLayer(context, layer, { size, materials });
  context.restore();
}
