import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { BrandFont } from '#lib/brand/brand.ts';
import type { Design } from '#lib/reposts/design/design.ts';
import { blurredCopy } from './draw-backdrop.ts';
import { drawDesign } from './draw-design.ts';
import { addBrandFaces, type EditorFonts, loadFonts } from './editor-fonts.ts';
import type { Materials } from './layer-size.ts';
import { usePicture } from './use-pictures.ts';

type Given = {
  source: HTMLImageElement;
  logoUrl: string | null;
  brandFonts: BrandFont[];
  /** BCP 47, of the region. */
  language: string;
  design: Design;
  /** The file shows the layers on nothing. */
  bare: boolean;
};

/** Everything that layers are drawn with, anew when more fonts have come; and the drawing of the file. */
export function useMaterials({ source, logoUrl, brandFonts, language, design, bare }: Given) {
  const logo = usePicture(logoUrl);
  const [fontsAt, setFontsAt] = useState(0);
  const fonts = useMemo<EditorFonts>(() => ({ brand: brandFonts, language }), [brandFonts, language]);
  const blurred = useMemo(() => blurredCopy(source), [source]);
  const latest = useRef(design);
  useLayoutEffect(() => {
    latest.current = design;
  }, [design]);
  useEffect(() => addBrandFaces(brandFonts), [brandFonts]);
  const written = design.layers.map((layer) =>
    layer.kind === 'text' ? `${layer.family} ${layer.weight} ${layer.text}` : '',
  );
  const key = JSON.stringify(written);
  useEffect(() => {
    let wanted = true;
    void loadFonts(design, fonts).then(() => {
      if (wanted) setFontsAt((at) => at + 1);
    });
    return () => {
      wanted = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a layer that is moved needs no other fonts
  }, [key, fonts]);
  const materials = useMemo<Materials>(
    () => ({ source, blurred, logo, fonts, fontsAt }),
    [source, blurred, logo, fonts, fontsAt],
  );
  /** Draws what is on the table at this moment, once all its fonts are there. */
  const draw = useCallback(async () => {
    const drawn = latest.current;
    await loadFonts(drawn, fonts);
    return drawDesign(drawn, materials, bare);
  }, [fonts, materials, bare]);
  return { materials, draw };
}
