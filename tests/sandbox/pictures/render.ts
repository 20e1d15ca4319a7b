import sharp from 'sharp';
import type { Layer, Scene } from './drawing.ts';
import { chanceFrom, height, width } from './drawing.ts';

/**
 * Turns a scene into a JPEG. What lies behind the first sharp layer is put
 * together at half size and enlarged once, and blurred layers are drawn smaller
 * still: that keeps a picture under half a second. A little grain on top hides
 * the enlarging and keeps gradients from banding.
 */
export async function renderScene(scene: Scene, lettering: string): Promise<Buffer> {
  const firstSharp = scene.layers.findIndex((layer) => (layer.scale ?? 1) === 1);
  const behind = scene.layers.slice(0, firstSharp);
  const before: Layer[] = [...scene.layers.slice(firstSharp), { svg: lettering }];
  const [ground, layers, speckle] = await Promise.all([
    renderGround(behind),
    Promise.all(before.map((layer) => renderLayer(layer, full))),
    grain(),
  ]);
  return sharp(ground, { raw: { ...full, channels: 3 } })
    .composite([...layers, speckle])
    .removeAlpha()
    .jpeg({ quality: 85, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

type Size = { width: number; height: number };

const full: Size = { width, height };
const half: Size = { width: width / 2, height: height / 2 };
const grainSize = 256;

/** The layers behind, flat and opaque, at full size. */
async function renderGround(layers: readonly Layer[]): Promise<Buffer> {
  const [first, ...rest] = await Promise.all(layers.map((layer) => renderLayer(layer, half)));
  if (first === undefined) throw new Error('A scene begins with a layer that is drawn small.');
  const flat = await sharp(first.input, { raw: first.raw }).composite(rest).removeAlpha().raw().toBuffer();
  return sharp(flat, { raw: { ...half, channels: 3 } })
    .resize(width, height, { kernel: 'cubic' })
    .raw()
    .toBuffer();
}

/** One layer as pixels of the wanted size, ready to be laid over others. */
async function renderLayer(layer: Layer, wanted: Size) {
  const scale = layer.scale ?? 1;
  const small = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${small.width}" height="${small.height}" viewBox="0 0 ${width} ${height}">${layer.svg}</svg>`;
  let image = sharp(Buffer.from(svg)).ensureAlpha();
  const blur = (layer.blur ?? 0) * scale;
  if (blur >= 0.3) image = image.blur(blur);
  if (small.width !== wanted.width) image = image.resize(wanted.width, wanted.height, { kernel: 'linear' });
  return {
    input: await image.raw().toBuffer(),
    raw: { ...wanted, channels: 4 as const },
    blend: layer.blend ?? ('over' as const),
  };
}

let madeGrain: Promise<Buffer> | undefined;

/** Film grain, the same in every picture. */
async function grain() {
  madeGrain ??= Promise.resolve().then(() => {
    const chance = chanceFrom('grain');
    const pixels = Buffer.alloc(grainSize * grainSize * 4);
    for (let at = 0; at < pixels.length; at += 4) {
      const value = Math.round(128 + (chance.next() + chance.next() + chance.next() - 1.5) * 62);
      pixels.fill(value, at, at + 3);
      pixels[at + 3] = 120;
    }
    return pixels;
  });
  return {
    input: await madeGrain,
    raw: { width: grainSize, height: grainSize, channels: 4 as const },
    tile: true,
    blend: 'soft-light' as const,
  };
}
