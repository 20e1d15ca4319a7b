import type { Layer } from '#lib/reposts/design/design.ts';
import { frame } from '#lib/reposts/design/frame.ts';
import { contain, type Size } from '#lib/reposts/design/layer-box.ts';
import type { Picture } from './use-pictures.ts';
import { canvasFont, type EditorFonts } from './editor-fonts.ts';
import { layOutText } from './text-layout.ts';

/** What layers are drawn with. `fontsAt` changes when more fonts have come, after which texts are laid out anew. */
export type Materials = {
  source: HTMLImageElement;
  blurred: HTMLCanvasElement;
  logo: Picture;
  fonts: EditorFonts;
  fontsAt: number;
};

/** A logo at scale 1 fits in here. */
const logoBox: Size = { width: 360, height: 360 };

/** How large a layer is by itself, at scale 1. */
export function layerSize(layer: Layer, materials: Pick<Materials, 'source' | 'logo' | 'fonts'>): Size {
  switch (layer.kind) {
    case 'source':
      return contain(naturalSize(materials.source), frame);
    case 'logo':
      return typeof materials.logo === 'string' ? logoBox : contain(naturalSize(materials.logo), logoBox);
    case 'shape':
      return { width: layer.width, height: layer.height };
    case 'text': {
      const { width, height } = layOutText(layer, canvasFont(layer, materials.fonts));
      return { width, height };
    }
  }
}

const naturalSize = (image: HTMLImageElement): Size => ({
  width: image.naturalWidth,
  height: image.naturalHeight,
});
