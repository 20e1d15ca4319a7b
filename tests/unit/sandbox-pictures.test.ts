import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { clips, storyPicture, storyVideo } from '../sandbox/pictures.ts';
import { composePicture } from '../sandbox/pictures/compose.ts';
import { headlines } from '../sandbox/pictures/headlines.ts';
import { missingLetters } from '../sandbox/pictures/lettering.ts';
import { sceneNames } from '../sandbox/pictures/scenes.ts';

describe('a story picture', () => {
  it('is an upright JPEG of 1080 by 1920 that WhatsApp takes as a header', async () => {
    const picture = await storyPicture({ seed: 1, username: 'kilnbird.jp' });
    expect(await sharp(picture).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1080,
      height: 1920,
      channels: 3,
    });
    expect(picture.length).toBeLessThan(1_000_000);
  });

  it('is the same for the same seed, and another for another seed or account', async () => {
    const first = await storyPicture({ seed: 'a', username: 'kilnbird.br' });
    expect(hash(await storyPicture({ seed: 'a', username: 'kilnbird.br' }))).toBe(hash(first));
    expect(hash(await storyPicture({ seed: 'b', username: 'kilnbird.br' }))).not.toBe(hash(first));
    expect(hash(await storyPicture({ seed: 'a', username: 'kilnbird.fr' }))).not.toBe(hash(first));
  });

  it('has content everywhere, not one flat colour', async () => {
    const { channels } = await sharp(await storyPicture({ seed: 5, username: 'kilnbird.de' })).stats();
    for (const channel of channels) expect(channel.stdev).toBeGreaterThan(15);
  });

  it.each(sceneNames)('can show the scene %s to an account that is not of the brand', (name) => {
    const { scene } = composePicture({ seed: '1', username: 'somebody.else', language: 'en', scene: name });
    expect(scene.layers.length).toBeGreaterThan(3);
    expect(scene.layers[0]?.scale).toBeLessThan(1);
    for (const layer of scene.layers) expect(layer.svg).not.toMatch(/NaN|undefined|<text/);
  });

  it('has an outline for every letter of every headline', () => {
    const texts = Object.values(headlines).flatMap((scenes) => Object.values(scenes).flat());
    expect(texts.flatMap(missingLetters)).toEqual([]);
  });

  it('shows its letters on a machine without any font', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-fonts-'));
    const configuration = join(folder, 'fonts.conf');
    writeFileSync(
      configuration,
      '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>',
    );
    const script = `const { storyPicture } = await import(${JSON.stringify(new URL('../sandbox/pictures.ts', import.meta.url).href)});
      process.stdout.write(await storyPicture({ seed: 7, username: 'kilnbird.jp' }));`;
    const bare = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      env: {
        NODE_ENV: 'test',
        PATH: process.env['PATH'],
        FONTCONFIG_FILE: configuration,
        FONTCONFIG_PATH: folder,
        HOME: folder,
      },
      maxBuffer: 10_000_000,
    });
    rmSync(folder, { recursive: true });
    expect(hash(bare)).toBe(hash(await storyPicture({ seed: 7, username: 'kilnbird.jp' })));
  });
});

describe('a story video', () => {
  it('is the same for the same seed, and every clip comes up', async () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 20; seed += 1) seen.add(hash((await storyVideo(seed)).mp4));
    expect(seen.size).toBe(clips.length);
    expect(hash((await storyVideo(3)).mp4)).toBe(hash((await storyVideo(3)).mp4));
  });

  it.each([0, 1, 2, 3])(
    'has its index before its media, no edit list, and a thumbnail (seed %i)',
    async (seed) => {
      const { mp4, thumbnail } = await storyVideo(seed);
      const boxes = topBoxes(mp4);
      expect(boxes[0]).toBe('ftyp');
      expect(boxes.indexOf('moov')).toBeGreaterThan(0);
      expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'));
      expect(mp4.includes('elst')).toBe(false);
      expect(mp4.includes('avc1')).toBe(true);
      expect(mp4.includes('mp4a')).toBe(true);
      expect(mp4.length).toBeLessThan(400_000);
      expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: 540, height: 960 });
    },
  );
});

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The names of an MP4's outermost boxes, in order. */
function topBoxes(mp4: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + 8 <= mp4.length;) {
    const size = mp4.readUInt32BE(at);
    names.push(mp4.toString('latin1', at + 4, at + 8));
    if (size < 8) break;
    at += size;
  }
  return names;
}
