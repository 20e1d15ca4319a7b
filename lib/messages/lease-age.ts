/** The same moment on two clocks: one that only goes forward, and the wall's. */
export type ClockReading = { monotonicMs: number; wallMs: number };

/** How long an attempt may take before others call it uncertain: twice what Meta's client allows itself in all. */
export const messageLeaseMs = 60_000;

/** Another worker takes over when a dispatcher has not been heard of for this long. */
export const senderLeaseMs = 15_000;

/**
 * Nothing is written later than this after its claim: well before its lease
 * ends, even with the 28 s that a request may take in all.
 */
const writeWithinMs = 20_000;

/**
 * How old a claim is, by whichever clock says more: the forward clock may stand
 * still while a laptop sleeps, and the wall clock may be set back.
 */
export function leaseAgeMs(claimed: ClockReading, now: ClockReading): number {
  return Math.max(now.monotonicMs - claimed.monotonicMs, now.wallMs - claimed.wallMs);
}

/** Whether a worker has slept on a claim for so long that it must not write any more. */
export const isTooOldToWrite = (claimed: ClockReading, now: ClockReading): boolean =>
  leaseAgeMs(claimed, now) > writeWithinMs;
