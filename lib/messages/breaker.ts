/** What the latest tries of a sender came to. Only those that Meta had a part in. */
export type RecentTries = {
  /** Accepted, refused or throttled: Meta is there and says what it means. */
  answered: number;
  /** Uncertain, 5xx, or no connection. */
  failed: number;
};

/** Older tries say nothing of how it is now. */
export const breakerWindowMs = 60_000;

/** Of fewer tries one cannot tell a storm from bad luck. */
const fewestTries = 10;
/** Lost answers of one in twenty are weather; of one in three, every further message is a message in doubt. */
const worstShare = 0.3;

/** Whether so much fails that sending on would only leave more messages in doubt. */
export function isStorm({ answered, failed }: RecentTries): boolean {
  const tries = answered + failed;
  return tries >= fewestTries && failed >= tries * worstShare;
}

const shortestMs = 2_000;
const longestMs = 30_000;

/**
 * How long after a probe the next one is sent. As long as the breaker has been
 * open, which doubles the time from probe to probe; and never longer than half a
 * minute, so that it is known within a minute when the storm is over.
 */
export function probeDelayMs(openForMs: number): number {
  return Math.min(Math.max(openForMs, shortestMs), longestMs);
}

/**
 * What becomes of the breaker. Closed, it opens on a storm. Open, it closes
 * when a probe was answered, and nothing else closes it: answers that come late
 * to what was sent before say nothing of how it is now.
 */
export function nextBreaker({
  open,
  recent,
  probeAnswered,
}: {
  open: boolean;
  recent: RecentTries;
  probeAnswered: boolean;
}): 'open' | 'closed' {
  if (open) return probeAnswered ? 'closed' : 'open';
  return isStorm(recent) ? 'open' : 'closed';
}
