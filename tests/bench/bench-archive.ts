import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Found } from './found.ts';
import type { MeasuredArchive } from './measure-archive.ts';

/** What the second half of the time may need beyond the first: a collection of garbage more or less. */
const mostGrowthMegabytes = 40;
/** Four are under way at once, so less than one of them is far from holding any. */
const videoMegabytes = 80;

/**
 * Five hundred pictures of 5 MB and twenty videos of 80 MB through the archive
 * job, each kind in a process of its own. Of a picture three more are made, which
 * is what its time goes into; a video is only looked into. Memory is flat when the
 * second half of the time needs hardly more than the first; and no video lies in
 * it whole when, once the first few are done, it never grows by as much as one.
 */
export async function benchArchive(): Promise<Found> {
  const pictures = await measureApart('image', 500, 5);
  const videos = await measureApart('video', 20, videoMegabytes);
  return {
    rows: [...rowsOf('500 pictures of 5 MB', pictures), ...rowsOf('20 videos of 80 MB', videos)],
    json: {
      picturesRatio: Number((pictures.archive / pictures.copy).toFixed(3)),
      picturesPeakMegabytes: Math.round(most(pictures) - pictures.idle),
      videosRatio: Number((videos.archive / videos.copy).toFixed(3)),
      videosPeakMegabytes: Math.round(most(videos) - videos.idle),
    },
    missed: [
      ...(isFlat(pictures) ? [] : ['flat memory while archiving pictures']),
      ...(isFlat(videos) ? [] : ['flat memory while archiving videos']),
      ...(most(videos) - videos.warm < videoMegabytes ? [] : ['no video whole in memory']),
    ],
  };
}

const most = ({ firstHalf, secondHalf }: MeasuredArchive) => Math.max(firstHalf, secondHalf);
const isFlat = ({ firstHalf, secondHalf }: MeasuredArchive) => secondHalf - firstHalf <= mostGrowthMegabytes;

function rowsOf(what: string, measured: MeasuredArchive): Found['rows'] {
  const { archive, copy, idle, warm, firstHalf, secondHalf } = measured;
  const over = [warm, firstHalf, secondHalf].map((each) => (each - idle).toFixed(0)).join(', ');
  return [
    [`archiving ${what}, MB per second`, archive.toFixed(0)],
    ['  beside a plain streamed copy of the same, ratio', (archive / copy).toFixed(2)],
    ['  most memory over that of an idle worker (MB)', (most(measured) - idle).toFixed(0)],
    ['  after the first four; most in each half of the time (MB)', over],
  ];
}

async function measureApart(
  kind: 'image' | 'video',
  count: number,
  megabytes: number,
): Promise<MeasuredArchive> {
  const script = fileURLToPath(new URL('./archive-process.ts', import.meta.url));
  const child = fork(script, [kind, String(count), String(megabytes)]);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`Archiving was not measured: its process ended with ${String(code)}.`);
  });
  const [measured] = (await Promise.race([once(child, 'message'), failed])) as [MeasuredArchive];
  failed.catch(() => undefined);
  return measured;
}
