import type { TextLayer } from '#lib/reposts/design/design.ts';
import { breakLines } from '#lib/reposts/design/break-lines.ts';
import { textDirection } from '#lib/reposts/design/text-direction.ts';

export type TextLine = {
  text: string;
  direction: 'ltr' | 'rtl';
  /** Where the line begins and how wide it is, in pixels from the layer's left edge. */
  left: number;
  width: number;
};
export type TextLayout = { lines: readonly TextLine[]; lineHeight: number; width: number; height: number };

/** Room enough for Thai marks above and Devanagari signs below. */
const lineHeights = 1.3;

/** Where every line of a text lies, before it is scaled and turned. */
export function layOutText(layer: TextLayer, font: string): TextLayout {
  const context = measuring();
  context.font = font;
  const measure = (piece: string) => context.measureText(piece).width;
  const lineHeight = layer.size * lineHeights;
  const lines = breakLines(layer.text, layer.width, measure).map(({ text, paragraph }): TextLine => {
    const direction = textDirection(paragraph, layer.direction);
    const width = measure(text);
    return { text, direction, width, left: startOf(layer, direction, width) };
  });
  return { lines, lineHeight, width: layer.width, height: Math.max(1, lines.length) * lineHeight };
}

/** `start` is where the paragraph begins: on the right in Arabic. */
function startOf({ align, width: room }: TextLayer, direction: 'ltr' | 'rtl', width: number): number {
  if (align === 'center') return (room - width) / 2;
  return (align === 'start') === (direction === 'ltr') ? 0 : room - width;
}

let kept: CanvasRenderingContext2D | undefined;
function measuring(): CanvasRenderingContext2D {
  kept ??= document.createElement('canvas').getContext('2d') ?? undefined;
  if (!kept) throw new Error('This browser has no canvas.');
  return kept;
}
