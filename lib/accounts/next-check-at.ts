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

/**
 * Not before when an account is to be asked again although its listing was
 * good, because its budget is used up: the figures come with good answers too.
 * @param usage what the answer's headers said; `null`: nothing
 */
export function restAfterUsage(
  usage: { percent: number; notBefore: Date | null } | null,
  now: Date,
): Date | null {
  if (!usage) return null;
  return usage.notBefore ?? (usage.percent >= 100 ? new Date(now.getTime() + firstThrottledDelayMs) : null);
}
