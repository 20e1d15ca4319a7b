import type { TokenBucket } from './token-bucket.ts';

/**
 * Lets callers go one after the other, each when the bucket has room. A turn is
 * reserved only when the one before is over: turns reserved ahead would all fall
 * due at once after the process was held up, and be a burst.
 * @param clock only goes forward
 * @returns whose promise is kept when it is the caller's turn
 */
export function takeTurns(
  bucket: TokenBucket,
  { nowMs, wait }: { nowMs: () => number; wait: (timeMs: number) => Promise<unknown> },
): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(async () => {
      const waitMs = bucket.reserve(nowMs());
      if (waitMs > 0) await wait(waitMs);
    });
    return last;
  };
}
