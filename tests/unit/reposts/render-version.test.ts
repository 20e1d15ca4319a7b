import { randomFillSync } from 'node:crypto';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderVersion } from '#lib/reposts/render-version.ts';

const size = { width: 1080, height: 1920 };
const plain = (over: object = {}) =>
  sharp({ create: { ...size, channels: 4, background: { r: 10, g: 90, b: 200, alpha: 1 }, ...over } });

let whole: Buffer;
beforeAll(async () => {
  whole = await plain()
    .withExif({ IFD0: { Artist: 'secret-artist' } })
    .png()
    .toBuffer();
});

/** A chunk as PNG has them: length, type, content, check sum. */
function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A PNG of some hundred bytes that says it has 50,000 × 50,000 pixels. */
function bomb(): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(50_000, 0);
  head.writeUInt32BE(50_000, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    whole.subarray(0, 8),
    chunk('IHDR', head),
    chunk('IDAT', Buffer.alloc(64)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Of the right size and shape, with nothing that unpacks. */
function hollow(): Buffer {
  return Buffer.concat([
    whole.subarray(0, 33),
    chunk('IDAT', Buffer.from('this is not what a picture is packed as')),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('the file that is posted', () => {
  it('is a JPEG in sRGB of the whole frame, at full colour resolution, with nothing else in it', async () => {
    const jpeg = await renderVersion(whole);
    const facts = await sharp(jpeg).metadata();
    expect(facts).toMatchObject({ ...size, format: 'jpeg', space: 'srgb', chromaSubsampling: '4:4:4' });
    expect(facts.exif ?? facts.icc ?? facts.xmp ?? facts.iptc).toBeUndefined();
    expect(jpeg.includes('secret-artist')).toBe(false);
    expect(whole.includes('secret-artist')).toBe(true);
    const { dominant } = await sharp(jpeg).stats();
    expect(dominant.b).toBeGreaterThan(180);
  });

  it('stays below 8 MB when the picture is nothing but noise', async () => {
    const noise = randomFillSync(Buffer.alloc(size.width * size.height * 3));
    const drawn = await sharp(noise, { raw: { ...size, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    expect((await renderVersion(drawn)).byteLength).toBeLessThanOrEqual(8_000_000);
  });

  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', () => Buffer.alloc(0), 'drawnOtherType'],
    ['a picture cut in half', () => whole.subarray(0, whole.length / 2), 'drawnCut'],
    ['a picture cut in its head', () => whole.subarray(0, 20), 'drawnCut'],
    ['a picture without its last byte', () => whole.subarray(0, -1), 'drawnCut'],
    ['a JPEG', () => plain().jpeg().toBuffer(), 'drawnOtherType'],
    ['a GIF', () => plain().gif().toBuffer(), 'drawnOtherType'],
    [
      'an SVG',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'drawnOtherType',
    ],
    ['a film', () => Buffer.from('\0\0\0\u0018ftypmp42', 'latin1'), 'drawnOtherType'],
    ['another size', () => plain({ width: 1080, height: 1350 }).png().toBuffer(), 'drawnOtherSize'],
    ['50,000 × 50,000 pixels', bomb, 'drawnOtherSize'],
    [
      'a web page behind the picture',
      () => Buffer.concat([whole, Buffer.from('<script>1</script>')]),
      'drawnGoesOn',
    ],
    [
      'an archive behind the picture',
      () => Buffer.concat([whole, Buffer.from('PK\u0003\u0004')]),
      'drawnGoesOn',
    ],
    [
      'a chunk longer than the file',
      () =>
        Buffer.concat([whole.subarray(0, 33), Buffer.from([0x7f, 255, 255, 255]), Buffer.from('IDAT0000')]),
      'drawnCut',
    ],
    ['pixels that are none', hollow, 'drawnUnreadable'],
  ])('is not made of %s, and says so', async (_, sent, message) => {
    await expect(renderVersion(await sent())).rejects.toMatchObject({ code: 'invalid', message });
  });
});
