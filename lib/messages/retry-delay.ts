const firstMs = 1_000;
const mostMs = 60_000;

/**
 * How long to wait before trying again what was never sent: doubling from one
 * second to one minute, each wait cut by up to half so that many messages do
 * not come back in step.
 * @param triesBefore tries of this message that were not sent, this one included
 * @param chance from 0 to 1
 */
export function retryDelayMs(triesBefore: number, chance: number): number {
  const whole = Math.min(firstMs * 2 ** Math.max(0, triesBefore - 1), mostMs);
  return Math.round(whole * (1 - chance / 2));
}
