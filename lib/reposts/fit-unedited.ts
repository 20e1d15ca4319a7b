import sharp from 'sharp';
import { StorywireError } from '../errors.ts';
import { postedMostBytes } from './version-limits.ts';

/** As for archived originals: phones send up to 12 MP, and a bomb stays outside. */
const mostPixels = 50_000_000;
const qualities = [90, 80, 65, 50];

/**
 * A story's own picture as it can be posted: the very bytes where they are an
 * upright JPEG in sRGB of at most 8 MB (meta-api.md A.6), else a JPEG made of
 * them, never enlarged, within Instagram's 1080 × 1920.
 * @throws StorywireError `conflict` when it cannot be read
 */
export async function fitUnedited(
  original: Buffer,
): Promise<{ jpeg: Buffer; width: number; height: number }> {
  try {
    const read = () => sharp(original, { limitInputPixels: mostPixels, failOn: 'error' });
    const { format, space, orientation = 1, width, height } = await read().metadata();
    if (format === 'jpeg' && space === 'srgb' && orientation === 1 && original.length <= postedMostBytes) {
      // A cut file has a good beginning: it is decoded to its end.
      await read().stats();
      return { jpeg: original, width, height };
    }
    for (const quality of qualities) {
      const { data, info } = await read()
        .autoOrient()
        .resize(1080, 1920, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#000000' })
        .toColourspace('srgb')
        .jpeg({ quality })
        .toBuffer({ resolveWithObject: true });
      if (data.length <= postedMostBytes) return { jpeg: data, width: info.width, height: info.height };
    }
  } catch (cause) {
    throw new StorywireError('conflict', 'repostFileUnreadable', { cause });
  }
  throw new StorywireError('conflict', 'repostFileUnreadable');
}
