import sharp from 'sharp';
import { StorywireError } from '../errors.ts';
import { checkDrawn } from './check-drawn.ts';
import { frame } from './design/frame.ts';
import { postedMostBytes } from './version-limits.ts';

/** The first that fits is taken; the first nearly always does. */
const qualities = [90, 84, 76, 66, 50];

/**
 * The file that is posted, made anew from the pixels that the browser drew:
 * JPEG in sRGB at full colour resolution, without metadata or anything else
 * that was sent along (meta-api.md A.6: JPEG only, at most 8 MB).
 * @throws StorywireError `invalid` that says what is wrong with what was sent
 */
export async function renderVersion(drawn: Buffer): Promise<Buffer> {
  checkDrawn(drawn);
  const pixels = sharp(drawn, {
    limitInputPixels: frame.width * frame.height,
    failOn: 'warning',
    pages: 1,
  })
    .flatten({ background: '#000000' })
    .toColourspace('srgb');
  for (const quality of qualities) {
    const jpeg = await pixels
      .clone()
      .jpeg({ quality, chromaSubsampling: '4:4:4' })
      .toBuffer()
      .catch((cause: unknown) => {
        throw new StorywireError('invalid', 'drawnUnreadable', { field: 'picture', cause });
      });
    if (jpeg.byteLength <= postedMostBytes) return jpeg;
  }
  throw new StorywireError('invalid', 'drawnTooRich', { field: 'picture' });
}
