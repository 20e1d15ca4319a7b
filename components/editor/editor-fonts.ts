import '@fontsource-variable/noto-sans/wght.css';
import '@fontsource-variable/noto-sans-arabic/wght.css';
import '@fontsource-variable/noto-sans-devanagari/wght.css';
import '@fontsource-variable/noto-sans-hebrew/wght.css';
import '@fontsource-variable/noto-sans-jp/wght.css';
import '@fontsource-variable/noto-sans-kr/wght.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import '@fontsource-variable/noto-sans-thai/wght.css';
import '@fontsource/noto-color-emoji/emoji-400.css';
import type { BrandFont } from '#lib/brand/brand.ts';
import type { Design, TextLayer } from '#lib/reposts/design/design.ts';
import { fontStack } from '#lib/reposts/design/font-stack.ts';

/** What text is drawn with: the brand's fonts under names of ours, and the language of the region. */
export type EditorFonts = { brand: readonly BrandFont[]; language: string };

/** How a family of a design is called in CSS; one that is gone is drawn in Inter. */
function cssFamily(family: string, { brand }: EditorFonts): string {
  if (family === 'Noto Sans') return 'Noto Sans Variable';
  const own = brand.find((font) => font.family === family);
  return own ? brandFace(own) : 'Inter Variable';
}

/** All weights of a family share a name, made of an id, since what a family is called may be no CSS. */
const brandFace = ({ family }: BrandFont) =>
  `brand ${Array.from(family, (letter) => letter.codePointAt(0)!.toString(36)).join('-')}`;

/** The `font` of a canvas for a text layer at scale 1. */
export function canvasFont(layer: TextLayer, fonts: EditorFonts): string {
  const { text, weight, size } = layer;
  const families = fontStack(cssFamily(layer.family, fonts), { text, language: fonts.language });
  return `${weight} ${size}px ${families.map((family) => `"${family}"`).join(', ')}, sans-serif`;
}

/** Makes the brand's fonts known to the page, by script, since a style sheet of ours would need a nonce. */
export function addBrandFaces(brand: readonly BrandFont[]): () => void {
  const faces = brand.map(
    (font) => new FontFace(brandFace(font), `url(${font.url})`, { weight: String(font.weight) }),
  );
  for (const face of faces) document.fonts.add(face);
  return () => {
    for (const face of faces) document.fonts.delete(face);
  };
}

/** Loads every file that the texts of a design need. A font that cannot be had leaves its text in the next one. */
export async function loadFonts({ layers }: Design, fonts: EditorFonts): Promise<void> {
  await Promise.allSettled(
    layers.flatMap((layer) =>
      layer.kind === 'text' ? [document.fonts.load(canvasFont(layer, fonts), layer.text || ' ')] : [],
    ),
  );
}
