import sharp from 'sharp';
import type { Rendition } from '#lib/words.ts';

/** A picture made from a story's original, ready to store. */
export type RenderedPicture = {
  rendition: Exclude<Rendition, 'original'>;
  bytes: Buffer;
  mimeType: 'image/jpeg';
  extension: 'jpg';
  width: number;
  height: number;
};

/** A picture that cannot be read, is cut, or has more pixels than we decode. */
export class NotDecodable extends Error {
  override name = 'NotDecodable';
}

/** Stories are 1080 × 1920, phones send up to 12 MP; a bomb of 50,000 × 50,000 stays outside. */
const mostPixels = 50_000_000;

/** WhatsApp refuses pictures above 5 MB. */
const whatsappMostBytes = 5_000_000;

type Plan = { width: number; height: number; quality: number };

const large: Plan = { width: 1080, height: 1920, quality: 85 };
const small: Plan = { width: 360, height: 640, quality: 80 };
const plans: Record<RenderedPicture['rendition'], Plan> = {
  display: large,
  poster: large,
  thumbnail: small,
  whatsapp: large,
};

/** A video's pictures come from Meta's thumbnail; its first frame is the poster. */
export const pictureRenditions = {
  image: ['display', 'thumbnail', 'whatsapp'],
  video: ['poster', 'thumbnail', 'whatsapp'],
} as const satisfies Record<'image' | 'video', readonly RenderedPicture['rendition'][]>;

/**
 * Decodes a picture to the last pixel and makes each rendition from it: upright,
 * sRGB, without metadata, never enlarged.
 * @throws NotDecodable
 */
export async function renderPictures(
  original: Buffer,
  wanted: readonly RenderedPicture['rendition'][],
): Promise<{ width: number; height: number; pictures: RenderedPicture[] }> {
  const { width, height } = await measure(original);
  const pictures: RenderedPicture[] = [];
  for (const rendition of wanted) {
    // Encoding is what costs: a picture that another rendition made already serves twice.
    const twin = pictures.find(
      (each) => plans[each.rendition] === plans[rendition] && fits(rendition, each.bytes),
    );
    pictures.push(twin ? { ...twin, rendition } : await render(original, rendition));
  }
  return { width, height, pictures };
}

const fits = (rendition: RenderedPicture['rendition'], bytes: Buffer) =>
  rendition !== 'whatsapp' || bytes.byteLength <= whatsappMostBytes;

const read = (original: Buffer) =>
  sharp(original, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true });

async function measure(original: Buffer): Promise<{ width: number; height: number }> {
  try {
    const { autoOrient } = await read(original).metadata();
    return { width: autoOrient.width, height: autoOrient.height };
  } catch (cause) {
    throw new NotDecodable('The picture cannot be read.', { cause });
  }
}

async function render(original: Buffer, rendition: RenderedPicture['rendition']): Promise<RenderedPicture> {
  const plan = plans[rendition];
  const upright = read(original)
    .autoOrient()
    .resize(plan.width, plan.height, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');
  let { quality } = plan;
  for (;;) {
    const { data, info } = await upright
      .clone()
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true })
      .catch((cause: unknown) => {
        throw new NotDecodable('The picture cannot be decoded.', { cause });
      });
    // Noise at this size can pass 5 MB only in theory; each step about halves it.
    if (fits(rendition, data) || quality <= 25) {
      return {
        rendition,
        bytes: data,
        mimeType: 'image/jpeg',
        extension: 'jpg',
        width: info.width,
        height: info.height,
      };
    }
    quality -= 30;
  }
}
