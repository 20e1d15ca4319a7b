import outlines from './outlines.json' with { type: 'json' };

/**
 * Sets text as SVG paths, because a bare machine has no font. Letters come from
 * `outlines.json` and are measured in thousandths of the type size; a letter
 * that is missing there is left out, which a test forbids for every headline.
 */
export function letterText(text: string, place: Lettering): string {
  const lines = text.split('\n');
  const scale = place.size / 1000;
  const leading = place.leading ?? 1.14;
  return lines
    .map((line, index) => {
      const set = setLine(line, place.tracking ?? 0);
      const x = place.centred === true ? place.x - (set.width * scale) / 2 : place.x;
      const y = place.y + index * place.size * leading;
      return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(4)})" fill="${place.fill}" fill-opacity="${place.opacity ?? 1}">${set.paths}</g>`;
    })
    .join('');
}

export type Lettering = {
  x: number;
  /** The first line's baseline. */
  y: number;
  size: number;
  fill: string;
  opacity?: number;
  /** Extra room between letters, in thousandths of the type size. */
  tracking?: number;
  leading?: number;
  centred?: boolean;
};

/** The widest line of a text, in pixels at a type size. */
export function textWidth(text: string, size: number, tracking = 0): number {
  return Math.max(...text.split('\n').map((line) => (setLine(line, tracking).width * size) / 1000));
}

/** Letters of a text that `outlines.json` lacks. */
export function missingLetters(text: string): string[] {
  return Array.from(text).filter((letter) => letter !== '\n' && findGlyph(letter) === undefined);
}

const latin = outlines.latin.glyphs as unknown as Glyphs;
const japanese = outlines.japanese.glyphs as unknown as Glyphs;
const kerning = outlines.latin.kerning as Record<string, number | undefined>;

type Glyphs = Record<string, readonly [advance: number, path: string] | undefined>;

function findGlyph(letter: string) {
  return latin[letter] ?? japanese[letter];
}

function setLine(line: string, tracking: number): { paths: string; width: number } {
  const letters = Array.from(line);
  let x = 0;
  let paths = '';
  for (const [place, letter] of letters.entries()) {
    const glyph = findGlyph(letter);
    if (glyph === undefined) continue;
    const [advance, path] = glyph;
    if (path !== '') paths += `<path transform="translate(${x} 0)" d="${path}"/>`;
    x += advance + tracking + (kerning[letter + (letters[place + 1] ?? '')] ?? 0);
  }
  return { paths, width: Math.max(0, x - tracking) };
}
