import { createHash } from 'node:crypto';

/** How many groups the accounts fall into over one interval: few enough that a batch holds many. */
const groups = 12;

/**
 * When, within each polling interval, an account has its turn. A hash of its
 * id decides, so that the accounts spread over the interval and every worker
 * agrees without asking; in twelve groups, so that those of one group share a
 * call to Meta.
 * @returns milliseconds from the start of the interval
 */
export function dueOffsetMs(accountId: string, pollIntervalMs: number): number {
  const group = createHash('sha256').update(accountId).digest().readUInt32BE(0) % groups;
  return Math.floor((group * pollIntervalMs) / groups);
}

/**
 * Whether an account's turn has come since it was last checked. One that was
 * never checked is due at once.
 */
export function isDue({
  accountId,
  lastCheckedAt,
  now,
  pollIntervalMs,
}: {
  accountId: string;
  lastCheckedAt: Date | null;
  now: Date;
  pollIntervalMs: number;
}): boolean {
  if (!lastCheckedAt) return true;
  const offset = dueOffsetMs(accountId, pollIntervalMs);
  const turn = Math.floor((now.getTime() - offset) / pollIntervalMs) * pollIntervalMs + offset;
  return lastCheckedAt.getTime() < turn;
}
