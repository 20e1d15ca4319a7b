/**
 * A program of its own, one for each video: whatever an odd file does to the
 * encoder, the worker lives on, and ending the process ends the work. It is
 * told its order as its only argument, stands in the folder of its files, says
 * how far it is, and ends when its worker does.
 */
import { writeFile } from 'node:fs/promises';
import { AV_LOG_QUIET, Log } from 'node-av';
import type { EncoderOrder } from '../../video/encoder-order.ts';
import type { EncoderWord } from '../../video/encoder-word.ts';
import { encodeVideo, NotEncodable, stillAt } from './encode-video.ts';

process.on('disconnect', () => process.exit(1));

const say = (word: EncoderWord): Promise<void> =>
  new Promise((resolve) => process.send?.(word, undefined, undefined, () => resolve()));

const peakMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);

Log.setLevel(AV_LOG_QUIET);
const [argument = ''] = process.argv.slice(2);
if (argument === '--try') {
  await say({ kind: 'done', peakMegabytes: peakMegabytes() });
} else {
  const order = JSON.parse(argument) as EncoderOrder;
  try {
    await encodeVideo(order, (frames) => void say({ kind: 'frames', frames }));
    await writeFile(order.poster, await stillAt(order.result, order.posterMs));
    await say({ kind: 'done', peakMegabytes: peakMegabytes() });
  } catch (error) {
    if (!(error instanceof NotEncodable)) throw error;
    await say({ kind: 'refused', key: error.key });
  }
}
process.exit(0);
