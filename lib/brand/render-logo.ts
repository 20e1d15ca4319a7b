import sharp from 'sharp';
import { StorywireError } from '../errors.ts';
import { pictureType } from '../media/file-type.ts';

/** A logo of 5,000 × 5,000 is let in; a bomb of 50,000 × 50,000 stays outside. */
const mostPixels = 25_000_000;
const mostEdge = 512;

/**
 * A logo made anew from the pixels of what was sent, so that nothing else in
 * the file survives: metadata, trailing bytes, a second meaning.
 * @throws StorywireError `invalid` for SVG, for what is no PNG, JPEG or WebP by its first bytes, and for what cannot be decoded whole
 */
export async function renderLogo(bytes: Buffer): Promise<Buffer> {
  if (!pictureType(bytes)) throw new StorywireError('invalid', 'logoNoPicture', { field: 'logo' });
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
      .rotate()
      .resize({ width: mostEdge, height: mostEdge, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer();
  } catch (cause) {
    throw new StorywireError('invalid', 'logoUnreadable', { field: 'logo', cause });
  }
}
