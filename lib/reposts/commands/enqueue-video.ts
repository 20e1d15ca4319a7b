import type { Queryable } from '#db/client.ts';
import { enqueue } from '../../jobs/enqueue.ts';

/** Puts a video into the queue, in the caller's transaction. One that is there already is not doubled. */
export const enqueueVideo = (tx: Queryable, videoId: string): Promise<void> =>
  enqueue(tx, 'reposts.transcode', { videoId });
