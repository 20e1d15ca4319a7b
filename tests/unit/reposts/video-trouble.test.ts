import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mp4Facts, type Mp4Facts } from '#lib/media/mp4-facts.ts';
import { uprightSize, videoTrouble } from '#lib/reposts/video/video-trouble.ts';

const upright = [65_536, 0, 0, 0, 65_536, 0, 0, 0, 1_073_741_824];
const turned = [0, 65_536, 0, -65_536, 0, 0, 0, 0, 1_073_741_824];
const picture = { codec: 'avc1', width: 1080, height: 1920, framesPerSecond: 30, matrix: upright };
const sound = { codec: 'mp4a', channels: 2, hertz: 48_000 };
const good: Mp4Facts = { durationMs: 15_000, indexFirst: true, hasEditList: false, picture, sound };
const megabyte = 1_000_000;

describe('a video for Instagram', () => {
  it.each<[string, Mp4Facts | undefined, number, string | undefined]>([
    ['as its table has it', good, 9 * megabyte, undefined],
    ['without sound', { ...good, sound: null }, 9 * megabyte, undefined],
    ['HEVC', { ...good, picture: { ...picture, codec: 'hvc1' } }, megabyte, undefined],
    ['with an edit list, as Instagram itself writes', { ...good, hasEditList: true }, megabyte, undefined],
    ['3 seconds', { ...good, durationMs: 3_000 }, megabyte, undefined],
    ['60 seconds and a frame', { ...good, durationMs: 60_033 }, megabyte, undefined],
    ['23.976 a second', { ...good, picture: { ...picture, framesPerSecond: 24_000 / 1001 } }, 1, undefined],
    ['that cannot be read', undefined, megabyte, 'videoUnreadable'],
    ['of sound alone', { ...good, picture: null }, megabyte, 'videoNoPicture'],
    ['VP9', { ...good, picture: { ...picture, codec: 'vp09' } }, megabyte, 'videoCodec'],
    ['4K', { ...good, picture: { ...picture, width: 2160, height: 3840 } }, megabyte, 'videoTooWide'],
    ['61 seconds', { ...good, durationMs: 61_000 }, megabyte, 'videoTooLong'],
    ['2 seconds', { ...good, durationMs: 2_000 }, megabyte, 'videoTooShort'],
    ['15 a second', { ...good, picture: { ...picture, framesPerSecond: 15 } }, 1, 'videoPace'],
    ['120 a second', { ...good, picture: { ...picture, framesPerSecond: 120 } }, 1, 'videoPace'],
    ['six channels', { ...good, sound: { ...sound, channels: 6 } }, megabyte, 'videoSound'],
    ['96 kHz', { ...good, sound: { ...sound, hertz: 96_000 } }, megabyte, 'videoSound'],
    ['101 MB', { ...good, durationMs: 60_000 }, 101 * megabyte, 'videoTooLarge'],
    ['26 Mbps', good, (26 * megabyte * 15) / 8, 'videoTooLarge'],
  ])('%s', (_what, facts, bytes, trouble) => {
    expect(videoTrouble(facts, bytes)).toBe(trouble);
  });

  it('is measured as it is shown, not as it lies in the file', () => {
    expect(uprightSize({ ...picture, width: 1920, height: 1080, matrix: turned })).toEqual({
      width: 1080,
      height: 1920,
    });
  });
});

describe('the index of a file', () => {
  const clip = readFile(new URL('../../sandbox/assets/harbour.mp4', import.meta.url));
  const facts = async (bytes: Buffer) =>
    mp4Facts((offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)), bytes.length);

  it('says how long, how large, how fast and how loud it is', async () => {
    expect(await facts(await clip)).toMatchObject({
      durationMs: 4_400,
      indexFirst: true,
      hasEditList: false,
      picture: { codec: 'avc1', width: 540, height: 960, matrix: upright },
      sound: { codec: 'mp4a', hertz: 44_100 },
    });
  });

  it('is read or refused, and never throws, wherever it is cut or spoilt', async () => {
    const whole = await clip;
    const indexEnds = 4_000;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(indexEnds), fc.nat(255)), { maxLength: 8 }),
        async (length, changes) => {
          const spoilt = Buffer.from(whole);
          for (const [at, value] of changes) spoilt[at] = value;
          const read = await facts(spoilt.subarray(0, length));
          expect(read === undefined || Number.isFinite(read.durationMs)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
