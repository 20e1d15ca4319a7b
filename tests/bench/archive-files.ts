import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { makeClip } from '../support/make-clip.ts';

/**
 * The server of the files, as a process of its own, so that its memory is not
 * measured. `/picture/7.jpg` is a JPEG of 5 MB and `/video/7.mp4` a film of
 * 80 MB, each with other bytes; `/thumbnail.jpg` is a small picture. Its
 * address goes to the parent.
 */
const pictureBytes = 5_000_000;
const videoBytes = 80_000_000;
const pieceBytes = 64 * 1024;

/** Noise of full size, at the quality that comes nearest to 5 MB; a comment fills it up. */
async function makePicture(): Promise<Buffer> {
  const noise = sharp({
    create: {
      width: 1440,
      height: 2560,
      channels: 3,
      background: '#888888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });
  const raw = await noise.raw().toBuffer({ resolveWithObject: true });
  let best: Buffer | undefined;
  for (let quality = 60; quality <= 98; quality += 2) {
    const jpeg = await sharp(raw.data, { raw: raw.info }).jpeg({ quality }).toBuffer();
    if (jpeg.length > pictureBytes - 200) break;
    best = jpeg;
  }
  if (!best) throw new Error('No quality gives a picture below 5 MB.');
  return best;
}

/** Comments after the first marker, of up to 64 KB each: the picture stays the same and its bytes do not. */
function numbered(picture: Buffer, number: number): Buffer {
  const parts = [picture.subarray(0, 2)];
  let missing = pictureBytes - picture.length;
  while (missing > 4) {
    const length = Math.min(missing, 65_000);
    const comment = Buffer.alloc(length, `picture ${number} `);
    comment.writeUInt16BE(0xfffe, 0);
    comment.writeUInt16BE(length - 2, 2);
    parts.push(comment);
    missing -= length;
  }
  parts.push(picture.subarray(2));
  return Buffer.concat(parts);
}

async function makeVideo(): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'storywire-bench-clip-'));
  try {
    const file = path.join(folder, 'clip.mp4');
    await makeClip(file, { seconds: 2, picture: 'testsrc2=size=360x640' });
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A real film, and then a box that players skip (ISO 14496-12, 8.1.2), sent piece by piece. */
async function sendVideo(response: ServerResponse, clip: Buffer, number: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': videoBytes });
  response.write(clip);
  let left = videoBytes - clip.length;
  const head = Buffer.alloc(8);
  head.writeUInt32BE(left, 0);
  head.write('free', 4, 'latin1');
  response.write(head);
  left -= head.length;
  const piece = Buffer.alloc(pieceBytes, `film ${number} `);
  const gone = once(response, 'close');
  while (left > 0 && !response.destroyed) {
    const some = piece.subarray(0, Math.min(left, piece.length));
    left -= some.length;
    // Ends the wait as well when whoever asked has gone.
    if (!response.write(some)) await Promise.race([once(response, 'drain'), gone]);
  }
  response.end();
}

const picture = await makePicture();
const thumbnail = await sharp(picture).resize(360, 640).jpeg().toBuffer();
const clip = await makeVideo();

const server: Server = createServer((request, response) => {
  const [, kind, number] = /^\/(picture|video|thumbnail)(?:\/(\d+))?\./.exec(request.url ?? '') ?? [];
  if (kind === 'video') void sendVideo(response, clip, Number(number));
  else if (kind) {
    const bytes = kind === 'picture' ? numbered(picture, Number(number)) : thumbnail;
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': bytes.length }).end(bytes);
  } else response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit(0));
