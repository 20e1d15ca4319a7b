/**
 * Draws every letter that the headlines use as SVG path data, once, into
 * `outlines.json`, so that pictures need no font at run time.
 *
 * Fonts: Noto Serif Display Medium and Noto Serif JP Medium, SIL Open Font
 * License 1.1, which allows outlines of its letters in pictures. Run:
 *
 *   npm install --prefix FOLDER opentype.js @fontsource/noto-serif-display @fontsource/noto-serif-jp
 *   node tests/sandbox/pictures/make-outlines.ts FOLDER
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { headlines } from './headlines.ts';

type Glyph = {
  unicode?: number;
  advanceWidth: number;
  getPath: (x: number, y: number, size: number) => { toPathData: (places: number) => string };
};
type Font = {
  charToGlyph: (letter: string) => Glyph;
  getKerningValue: (a: Glyph, b: Glyph) => number;
  unitsPerEm: number;
};
type Opentype = { parse: (bytes: ArrayBuffer) => Font };
type Outlines = { glyphs: Record<string, [advance: number, path: string]>; kerning: Record<string, number> };

const folder = process.argv[2];
if (folder === undefined) throw new Error('Say in which folder opentype.js and the fonts are installed.');

const opentype = (await import(
  pathToFileURL(join(folder, 'node_modules/opentype.js/dist/opentype.mjs')).href
)) as Opentype;

/** Letters are measured in thousandths of the type size. */
const em = 1000;

/** What the brand writes under its pictures, besides the headlines. */
const alwaysNeeded = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,·’?!@-–';

function openFonts(family: string, subsets: RegExp): Font[] {
  const files = join(folder ?? '', 'node_modules/@fontsource', family, 'files');
  return readdirSync(files)
    .filter((name) => subsets.test(name))
    .map((name) => {
      const bytes = readFileSync(join(files, name));
      return opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    });
}

function outline(texts: string[], fonts: Font[]): Outlines {
  const made: Outlines = { glyphs: {}, kerning: {} };
  const fontOf = (letter: string) =>
    fonts.find((font) => font.charToGlyph(letter).unicode === letter.codePointAt(0));
  for (const letter of new Set(texts.join(''))) {
    if (letter === '\n') continue;
    const font = fontOf(letter);
    if (font === undefined) throw new Error(`No font has the letter ${letter}.`);
    const glyph = font.charToGlyph(letter);
    made.glyphs[letter] = [
      Math.round((glyph.advanceWidth / font.unitsPerEm) * em),
      glyph.getPath(0, 0, em).toPathData(0),
    ];
  }
  for (const text of texts) {
    const letters = Array.from(text);
    for (const [place, letter] of letters.entries()) {
      const next = letters[place + 1];
      const font = fontOf(letter);
      if (next === undefined || font === undefined || font !== fontOf(next)) continue;
      const value = font.getKerningValue(font.charToGlyph(letter), font.charToGlyph(next));
      if (value !== 0) made.kerning[letter + next] = Math.round((value / font.unitsPerEm) * em);
    }
  }
  return made;
}

const latinTexts = Object.entries(headlines)
  .filter(([language]) => language !== 'ja')
  .flatMap(([, scenes]) => Object.values(scenes).flat());
const japaneseTexts = Object.values(headlines.ja).flat();

const outlines = {
  latin: outline(
    [alwaysNeeded, 'Kilnbird', ...latinTexts],
    openFonts('noto-serif-display', /-latin(-ext)?-500-normal\.woff$/),
  ),
  japanese: outline(japaneseTexts, openFonts('noto-serif-jp', /-(\d+|japanese)-500-normal\.woff$/)),
};
const target = new URL('outlines.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(outlines, null, 1)}\n`);
process.stdout.write(
  `${Object.keys(outlines.latin.glyphs).length} Latin and ${Object.keys(outlines.japanese.glyphs).length} Japanese letters\n`,
);
