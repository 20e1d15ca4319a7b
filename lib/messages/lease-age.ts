/** The same moment on two clocks: one that only goes forward, and the wall's. */
export type ClockReading = { monotonicMs: number; wallMs: number };

/**
 * How old a claim is, by whichever clock says more: the forward clock may stand
 * still while a laptop sleeps, and the wall clock may be set back.
 */
export function leaseAgeMs(claimed: ClockReading, now: ClockReading): number {
  return Math.max(now.monotonicMs - claimed.monotonicMs, now.wallMs - claimed.wallMs);
}
