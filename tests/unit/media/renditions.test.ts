import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { pictureType, videoType } from '#lib/media/file-type.ts';
import { NotDecodable, pictureRenditions, renderPictures } from '#lib/media/renditions.ts';
import { storageKey } from '#lib/media/storage-key.ts';

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

let story: Buffer;
beforeAll(async () => {
  story = await noise(1440, 2560)
    .withExif({ IFD0: { Copyright: 'somebody', Artist: 'canary' } })
    .jpeg({ quality: 90 })
    .toBuffer();
});

describe('renderPictures', () => {
  it('makes a display picture, a thumbnail and one for WhatsApp, each within its bounds', async () => {
    const { width, height, pictures } = await renderPictures(story, pictureRenditions.image);
    expect([width, height]).toEqual([1440, 2560]);
    expect(pictures.map((each) => [each.rendition, each.width, each.height])).toEqual([
      ['display', 1080, 1920],
      ['thumbnail', 360, 640],
      ['whatsapp', 1080, 1920],
    ]);
    for (const { bytes } of pictures) expect(pictureType(bytes)?.mimeType).toBe('image/jpeg');
  });

  it('keeps no metadata, and writes sRGB', async () => {
    const { pictures } = await renderPictures(story, ['whatsapp']);
    const facts = await sharp(pictures[0]!.bytes).metadata();
    expect(facts.exif).toBeUndefined();
    expect(facts.space).toBe('srgb');
    expect(pictures[0]!.bytes.includes('canary')).toBe(false);
  });

  it('stays under WhatsApp’s 5 MB whatever the picture', async () => {
    const { pictures } = await renderPictures(await noise(1080, 1920).png().toBuffer(), ['whatsapp']);
    expect(pictures[0]!.bytes.byteLength).toBeLessThanOrEqual(5_000_000);
  });

  it('stands a picture upright and says its size as it is seen', async () => {
    const lying = await noise(1920, 1080).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { width, height, pictures } = await renderPictures(lying, ['thumbnail']);
    expect([width, height]).toEqual([1080, 1920]);
    expect([pictures[0]!.width, pictures[0]!.height]).toEqual([360, 640]);
  });

  it('enlarges nothing', async () => {
    const { pictures } = await renderPictures(await noise(90, 160).jpeg().toBuffer(), ['display']);
    expect([pictures[0]!.width, pictures[0]!.height]).toEqual([90, 160]);
  });

  it('refuses a picture that was cut', async () => {
    await expect(renderPictures(story.subarray(0, story.length / 2), ['thumbnail'])).rejects.toThrow(
      NotDecodable,
    );
  });

  it('refuses a bomb of 50,000 × 50,000 pixels without decoding it', async () => {
    const header = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    header.writeUInt32BE(50_000, 16);
    header.writeUInt32BE(50_000, 20);
    // The header block is good: it is the size that is refused, not a damaged file.
    header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
    await expect(renderPictures(header, ['thumbnail'])).rejects.toMatchObject({
      name: 'NotDecodable',
      cause: { message: expect.stringContaining('pixel limit') },
    });
  });
});

describe('file types', () => {
  it('knows a file by its first bytes and by nothing else', async () => {
    expect(pictureType(story)?.extension).toBe('jpg');
    expect(pictureType(await noise(8, 8).png().toBuffer())?.extension).toBe('png');
    expect(pictureType(await noise(8, 8).webp().toBuffer())?.extension).toBe('webp');
    expect(videoType(Buffer.from('\0\0\0\u0018ftypmp42\0\0\0\0', 'latin1'))?.mimeType).toBe('video/mp4');
  });

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['a web page', '<!doctype html><script>alert(1)</script>'],
    ['a GIF that is also a script', 'GIF89a/*<script>*/=1'],
    ['PDF', '%PDF-1.7 and more'],
    ['nothing', ''],
    ['two bytes', '\u00ff\u00d8'],
  ])('takes %s for no picture', (_, text) => {
    expect(pictureType(Buffer.from(text, 'latin1'))).toBeUndefined();
  });
});

describe('storageKey', () => {
  it('files a story under the month it was posted in, UTC', () => {
    const posted = {
      id: '0193572c-8a00-7000-8000-000000000001',
      postedAt: new Date('2026-12-31T23:59:00-05:00'),
    };
    const file = { rendition: 'thumbnail', sha256: 'ab12', extension: 'jpg' } as const;
    expect(storageKey(posted, file)).toBe(`stories/2027/01/${posted.id}/thumbnail-ab12.jpg`);
  });
});
