import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { runEncoder } from '#lib/reposts/job/run-encoder.ts';
import { makeClip } from '../support/make-clip.ts';

export type MeasuredVideo = { seconds: number; peakMegabytes: number; megabytes: number };

/** Makes a video of a full-size clip with something on top of it, in a process of its own. */
export async function measureVideo(seconds: number): Promise<MeasuredVideo> {
  const folder = await mkdtemp(path.join(tmpdir(), 'storywire-bench-'));
  try {
    await makeClip(path.join(folder, 'source.mp4'), { seconds, picture: 'testsrc2=size=1080x1920' });
    const label = { create: { width: 800, height: 200, channels: 4 as const, background: '#1e8c3a' } };
    await sharp({ create: { width: 1080, height: 1920, channels: 4, background: '#00000000' } })
      .composite([{ input: label, left: 140, top: 1200 }])
      .png()
      .toFile(path.join(folder, 'top.png'));
    const begun = performance.now();
    const encoded = await runEncoder(
      {
        source: 'source.mp4',
        result: 'result.mp4',
        poster: 'still.png',
        overlay: 'top.png',
        startMs: 0,
        endMs: seconds * 1000,
        muted: false,
        posterMs: 1_000,
        backdrop: { kind: 'blur' },
      },
      { folder, stop: new AbortController().signal },
    );
    if (encoded.kind !== 'done') throw new Error(`The encoder ended as ${encoded.kind}.`);
    const { size } = await stat(path.join(folder, 'result.mp4'));
    return {
      seconds: (performance.now() - begun) / 1000,
      peakMegabytes: encoded.peakMegabytes,
      megabytes: size / 1_000_000,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
