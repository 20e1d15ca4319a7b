import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWholeMp4 } from '#lib/media/is-whole-mp4.ts';

function box(type: string, payload: number): Buffer {
  const bytes = Buffer.alloc(8 + payload);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.write(type, 4, 'latin1');
  return bytes;
}

function longBox(type: string, payload: number): Buffer {
  const bytes = Buffer.alloc(16 + payload);
  bytes.writeUInt32BE(1, 0);
  bytes.write(type, 4, 'latin1');
  bytes.writeBigUInt64BE(BigInt(bytes.length), 8);
  return bytes;
}

const whole = (file: Buffer) =>
  isWholeMp4((offset, length) => Promise.resolve(file.subarray(offset, offset + length)), file.length);

const film = Buffer.concat([box('ftyp', 16), box('moov', 40), box('mdat', 200)]);

describe('isWholeMp4', () => {
  it.each([
    ['index first', film],
    ['index last', Buffer.concat([box('ftyp', 16), box('mdat', 200), box('moov', 40)])],
    ['64-bit size', Buffer.concat([box('ftyp', 16), box('moov', 40), longBox('mdat', 200)])],
    ['fragmented', Buffer.concat([box('ftyp', 16), box('moov', 40), box('moof', 20), box('mdat', 60)])],
  ])('takes a film with %s', async (_, file) => {
    expect(await whole(file)).toBe(true);
  });

  it('takes a last box that runs to the end of the file', async () => {
    const last = box('mdat', 200);
    last.writeUInt32BE(0, 0);
    expect(await whole(Buffer.concat([box('ftyp', 16), box('moov', 40), last]))).toBe(true);
  });

  it('notices a cut at any byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: film.length - 1 }), async (length) => {
        expect(await whole(film.subarray(0, length))).toBe(false);
      }),
    );
  });

  it.each([
    ['bytes behind the end', Buffer.concat([film, Buffer.from([1, 2, 3])])],
    ['no index', Buffer.concat([box('ftyp', 16), box('mdat', 200)])],
    ['no pictures', Buffer.concat([box('ftyp', 16), box('moov', 40)])],
    ['another beginning', Buffer.concat([box('moov', 40), box('mdat', 200)])],
    ['a web page', Buffer.from('<!doctype html><html><body>Gone</body></html>')],
    ['a box of size 3', Buffer.concat([box('ftyp', 16), Buffer.from([0, 0, 0, 3]), Buffer.from('moov')])],
  ])('refuses %s', async (_, file) => {
    expect(await whole(file)).toBe(false);
  });
});
