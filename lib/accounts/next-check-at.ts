import type { CheckResult } from '#lib/words.ts';

const firstDelayMs = 30_000;
/** Meta did not say until when; asking soon would prolong the block. */
const firstThrottledDelayMs = 5 * 60_000;
const longestDelayMs = 15 * 60_000;

/**
 * Not before when an account is to be asked again after a check.
 * A good one sets no limit: its next turn comes by itself. Where Meta names a
 * moment it is kept to exactly, since calling while throttled prolongs the
 * block. Anything else waits half a minute (a throttle without a moment, five),
 * then twice as long each time, up to a quarter of an hour.
 * @param failuresBefore failed checks in a row before this one
 */
export function nextCheckAt({
  result,
  namedByMeta,
  failuresBefore,
  now,
}: {
  result: CheckResult;
  namedByMeta: Date | null;
  failuresBefore: number;
  now: Date;
}): Date | null {
  if (namedByMeta) return namedByMeta;
  // A broken token is not waited for: its accounts rest until it is replaced, and are then asked at once.
  if (result === 'ok' || result === 'token') return null;
  const first = result === 'throttled' ? firstThrottledDelayMs : firstDelayMs;
  return new Date(now.getTime() + Math.min(longestDelayMs, first * 2 ** Math.min(failuresBefore, 10)));
}

/** Up to here an account is asked at every turn; Meta throttles at 100. */
const fullPaceUpToPercent = 75;
/** Shorter than what counts as a gap (account-history.ts): an account that is asked rarely is asked. */
const slowestPaceMs = 4 * 60_000;

/**
 * How long an account is left alone. `notBefore`: nothing may be asked about
 * it. `pacedUntil`: what comes again and again waits; what matters more, such
 * as whether a story is gone or a post of ours, does not.
 */
export type Rest = { notBefore: Date | null; pacedUntil: Date | null };

/**
 * How an account is to rest although its answer was good, because its budget
 * runs low: the figures come with good answers too. Up to three quarters of it
 * the pace is full; then half of what was left means half the pace, so that the
 * last of a small budget lasts instead of ending in a block. A moment that Meta
 * names is kept to exactly, and a budget that is used up is a throttle.
 * @param usage what the answer's headers said; `null`: nothing
 * @param pollIntervalMs from one turn to the next at full pace
 */
export function restAfterUsage(
  usage: { percent: number; notBefore: Date | null } | null,
  now: Date,
  pollIntervalMs: number,
): Rest {
  if (!usage) return { notBefore: null, pacedUntil: null };
  if (usage.notBefore) return { notBefore: usage.notBefore, pacedUntil: null };
  if (usage.percent <= fullPaceUpToPercent) return { notBefore: null, pacedUntil: null };
  if (usage.percent >= 100)
    return { notBefore: new Date(now.getTime() + firstThrottledDelayMs), pacedUntil: null };
  const slower = (pollIntervalMs * (100 - fullPaceUpToPercent)) / (100 - usage.percent);
  const pacedUntil = new Date(now.getTime() + Math.min(Math.max(slowestPaceMs, pollIntervalMs), slower));
  return { notBefore: null, pacedUntil };
}
