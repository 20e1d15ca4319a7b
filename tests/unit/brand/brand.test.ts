import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { accentOf } from '#lib/brand/accent.ts';
import { fontType } from '#lib/brand/font-type.ts';
import { renderLogo } from '#lib/brand/render-logo.ts';
import { contrast } from '#lib/regions/mark-contrast.ts';

describe('an accent', () => {
  it('of any colour can be read on every surface of both themes, and is itself wherever that can be read', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(channel, channel, channel), (channels) => {
        const color = `#${channels.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
        const { light, dark } = accentOf(color);
        for (const [tones, surfaces] of [
          [light, ['#faf8f4', '#f1ede4', light.soft]],
          [dark, ['#0b0a09', '#201d1a', dark.soft]],
        ] as const) {
          for (const surface of [...surfaces, tones.onAccent])
            expect(contrast(tones.accent, surface)).toBeGreaterThanOrEqual(4.5);
        }
        expect(accentOf(light.accent).light.accent).toBe(light.accent);
      }),
    );
  });
});

describe('a logo', () => {
  const picture = (format: 'png' | 'jpeg' | 'webp') =>
    sharp({ create: { width: 900, height: 300, channels: 3, background: '#0b5f59' } })
      .withExif({ IFD0: { Copyright: 'secret owner' } })
      .toFormat(format)
      .toBuffer();

  it.each(['png', 'jpeg', 'webp'] as const)(
    'sent as %s is made anew, small, without metadata',
    async (format) => {
      const logo = await renderLogo(await picture(format));
      expect(await sharp(logo).metadata()).toMatchObject({ format: 'png', width: 512, height: 171 });
      expect((await sharp(logo).metadata()).exif).toBeUndefined();
      expect(logo.includes('secret owner')).toBe(false);
    },
  );

  it('loses whatever else is in the file', async () => {
    const polyglot = Buffer.concat([
      await picture('png'),
      Buffer.from('<script>alert(1)</script>PK\u0003\u0004'),
    ]);
    expect((await renderLogo(polyglot)).includes('<script>')).toBe(false);
  });

  it.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page that says it is a picture', Buffer.from('<!doctype html><title>logo.png</title>')],
    ['nothing', Buffer.alloc(0)],
  ])('is refused as %s', async (_, bytes) => {
    await expect(renderLogo(bytes)).rejects.toMatchObject({ code: 'invalid', message: 'logoNoPicture' });
  });

  it('of 50,000 × 50,000 pixels, or cut, is refused before it fills the memory', async () => {
    const giant = await picture('png');
    giant.writeUInt32BE(50_000, 16);
    giant.writeUInt32BE(50_000, 20);
    const cut = (await picture('jpeg')).subarray(0, 400);
    for (const bytes of [giant, cut])
      await expect(renderLogo(bytes)).rejects.toMatchObject({ code: 'invalid', message: 'logoUnreadable' });
  });
});

describe('a font', () => {
  const woff2 = (length: number) => {
    const bytes = Buffer.alloc(64);
    bytes.write('wOF2', 'latin1');
    bytes.writeUInt32BE(length, 8);
    return bytes;
  };
  const trueType = (tableLength: number) => {
    const bytes = Buffer.alloc(64);
    bytes.writeUInt32BE(0x00_01_00_00);
    bytes.writeUInt16BE(1, 4);
    bytes.writeUInt32BE(28, 20);
    bytes.writeUInt32BE(tableLength, 24);
    return bytes;
  };

  it('is known by its first bytes and its own lengths', () => {
    expect(fontType(woff2(64))).toMatchObject({ mimeType: 'font/woff2' });
    expect(fontType(trueType(36))).toMatchObject({ mimeType: 'font/ttf' });
  });

  it.each([
    ['a WOFF2 that says another length', woff2(65)],
    ['a TrueType font with a table outside the file', trueType(37)],
    ['a page', Buffer.from(`<html>${' '.repeat(100)}`)],
    ['a WOFF of the first kind', Buffer.concat([Buffer.from('wOFF'), Buffer.alloc(100)])],
    ['a collection', Buffer.concat([Buffer.from('ttcf'), Buffer.alloc(100)])],
    ['its magic alone', Buffer.from('wOF2')],
  ])('is not %s', (_, bytes) => {
    expect(fontType(bytes)).toBeUndefined();
  });
});
