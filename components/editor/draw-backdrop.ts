import { blurPixels } from '#lib/reposts/design/blur-pixels.ts';
import type { Backdrop } from '#lib/reposts/design/design.ts';
import { frame } from '#lib/reposts/design/frame.ts';
import { cover, type Size } from '#lib/reposts/design/layer-box.ts';

/** A tenth of the frame: what is blurred holds no more detail than that. */
const small: Size = { width: 108, height: 192 };
const blurRadius = 4;
/** So that the picture in front stands out from the copy of itself behind it. */
const darker = 0.22;
const middle = { x: 0.5, y: 0.5 };

/** The source, blurred and a little darker, small; it is drawn over the whole frame. */
export function blurredCopy(source: HTMLImageElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = small.width;
  canvas.height = small.height;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  drawCover(context, source, small, middle);
  context.fillStyle = `rgb(0 0 0 / ${darker})`;
  context.fillRect(0, 0, small.width, small.height);
  const image = context.getImageData(0, 0, small.width, small.height);
  blurPixels(image.data, { ...small, radius: blurRadius });
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Fills the frame with what lies behind all layers; there is always something, since a JPEG has no holes. */
export function drawBackdrop(
  context: CanvasRenderingContext2D,
  backdrop: Backdrop,
  { source, blurred }: { source: HTMLImageElement; blurred: HTMLCanvasElement },
): void {
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  switch (backdrop.kind) {
    case 'color':
      context.fillStyle = backdrop.color;
      context.fillRect(0, 0, frame.width, frame.height);
      return;
    case 'blur':
      context.drawImage(blurred, 0, 0, frame.width, frame.height);
      return;
    case 'crop':
      drawCover(context, source, frame, backdrop);
  }
}

function drawCover(
  context: CanvasRenderingContext2D,
  source: HTMLImageElement,
  target: Size,
  keep: { x: number; y: number },
): void {
  const natural = { width: source.naturalWidth, height: source.naturalHeight };
  const part = cover(natural, target, keep);
  context.drawImage(source, part.left, part.top, part.width, part.height, 0, 0, target.width, target.height);
}
