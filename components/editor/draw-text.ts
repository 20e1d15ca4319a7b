import type { TextLayer } from '#lib/reposts/design/design.ts';
import type { TextLayout, TextLine } from './text-layout.ts';

/** The baseline lies so far below the middle of a line, in sizes of the letters. */
const baselineBelow = 0.36;
const pill = { side: 0.32, above: 0.04, round: 0.28 } as const;
const strokeWidth = 0.14;
const shadow = { blur: 0.18, down: 0.04 } as const;

/**
 * Draws a text with its upper left corner at the origin. Whole lines are handed
 * to the canvas, never letter by letter, so that Arabic joins and Hindi combines.
 */
export function drawText(
  context: CanvasRenderingContext2D,
  layer: TextLayer,
  { font, layout }: { font: string; layout: TextLayout },
): void {
  context.font = font;
  context.textBaseline = 'alphabetic';
  const each = (draw: (line: TextLine, x: number, baseline: number, middle: number) => void) =>
    layout.lines.forEach((line, at) => {
      if (line.text.trim() === '') return;
      const middle = (at + 0.5) * layout.lineHeight;
      context.direction = line.direction;
      // Aligned by its left edge in either direction; where that is was measured.
      context.textAlign = 'left';
      draw(line, line.left, middle + layer.size * baselineBelow, middle);
    });
  if (layer.style === 'pill') {
    context.fillStyle = layer.styleColor;
    each((line, x, _baseline, middle) => {
      const height = layout.lineHeight * (1 - pill.above);
      const side = layer.size * pill.side;
      context.beginPath();
      context.roundRect(
        x - side,
        middle - height / 2,
        line.width + side * 2,
        height,
        layer.size * pill.round,
      );
      context.fill();
    });
  }
  if (layer.style === 'stroke') {
    context.strokeStyle = layer.styleColor;
    context.lineWidth = layer.size * strokeWidth;
    context.lineJoin = 'round';
    each((line, x, baseline) => context.strokeText(line.text, x, baseline));
  }
  if (layer.style === 'shadow') {
    // A canvas does not scale shadows with what they are of.
    const { a, b } = context.getTransform();
    const letter = layer.size * Math.hypot(a, b);
    context.shadowColor = layer.styleColor;
    context.shadowBlur = letter * shadow.blur;
    context.shadowOffsetY = letter * shadow.down;
  }
  context.fillStyle = layer.color;
  each((line, x, baseline) => context.fillText(line.text, x, baseline));
}
