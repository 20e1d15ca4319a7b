import sharp from 'sharp';

/** A plain picture in a story's size, a few kilobytes, that is given to Meta and never published. */
export function testPicture(): Promise<Buffer> {
  return sharp({ create: { width: 1080, height: 1920, channels: 3, background: '#e7e5e4' } })
    .jpeg({ quality: 60 })
    .toBuffer();
}
