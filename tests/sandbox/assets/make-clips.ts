/**
 * Makes the demo's clips once, from the sandbox's own pictures and ffmpeg's own
 * noise; needs an ffmpeg with libx264. At run time only the files are read.
 *
 *   node tests/sandbox/assets/make-clips.ts
 *
 * The index comes first so that a clip plays before it is loaded, and there is
 * neither edit list nor B-frame, since both shift sound against picture.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { composePicture } from '../pictures/compose.ts';
import { renderScene } from '../pictures/render.ts';
import type { SceneName } from '../pictures/scenes.ts';

const framesPerSecond = 25;
const seconds = 4.4;

const clips: readonly { name: string; scene: SceneName; username: string; seed: string; sound: string }[] = [
  {
    name: 'harbour',
    scene: 'sea',
    username: 'kilnbird.fr',
    seed: '30',
    sound: `anoisesrc=color=brown:seed=7:sample_rate=44100:duration=${seconds},lowpass=f=900,tremolo=f=0.23:d=0.6,volume=0.7`,
  },
  {
    name: 'rainy-window',
    scene: 'rain',
    username: 'kilnbird.au',
    seed: '30',
    sound: `anoisesrc=color=pink:seed=9:sample_rate=44100:duration=${seconds},highpass=f=500,lowpass=f=6000,volume=0.35`,
  },
];

for (const clip of clips) await makeClip(clip);

async function makeClip(clip: (typeof clips)[number]): Promise<void> {
  const frames = mkdtempSync(join(tmpdir(), 'clip-'));
  const target = (ending: string) => fileURLToPath(new URL(`${clip.name}.${ending}`, import.meta.url));
  const count = Math.round(framesPerSecond * seconds);
  for (let frame = 0; frame < count; frame += 1) {
    const { scene, lettering } = composePicture({
      seed: clip.seed,
      username: clip.username,
      language: 'en',
      scene: clip.scene,
      phase: frame / count,
      wordless: true,
    });
    const picture = await sharp(await renderScene(scene, lettering))
      .resize(540, 960)
      .png({ compressionLevel: 1 })
      .toBuffer();
    writeFileSync(join(frames, `${String(frame).padStart(4, '0')}.png`), picture);
    if (frame === 0) await sharp(picture).jpeg({ quality: 82 }).toFile(target('jpg'));
  }
  const input = [
    '-framerate',
    String(framesPerSecond),
    '-i',
    join(frames, '%04d.png'),
    '-f',
    'lavfi',
    '-i',
    clip.sound,
  ];
  const video = [
    '-vf',
    'scale=out_color_matrix=bt709:out_range=tv',
    '-c:v',
    'libx264',
    '-preset',
    'slow',
    '-crf',
    '27',
    '-bf',
    '0',
    '-pix_fmt',
    'yuv420p',
    '-profile:v',
    'main',
    '-colorspace',
    'bt709',
    '-color_primaries',
    'bt709',
    '-color_trc',
    'bt709',
  ];
  // The encoder's first packet holds nothing but its start-up delay; without an edit list it would hold the picture back.
  const audio = ['-c:a', 'aac', '-b:a', '48k', '-ac', '1', '-bsf:a', 'noise=drop=lt(pts\\,0)'];
  const container = [
    '-movflags',
    '+faststart',
    '-use_editlist',
    '0',
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-shortest',
  ];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...video, ...audio, ...container, target('mp4')], {
    stdio: 'inherit',
  });
  rmSync(frames, { recursive: true });
}
