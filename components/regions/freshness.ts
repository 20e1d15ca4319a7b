import type { AccountRow, AccountTrouble } from '#lib/regions/region-row.ts';

/** Accounts are checked every minute; after this long without a good check something is wrong. */
const lateMs = 15 * 60_000;

/**
 * How fresh what is known of some accounts is: `never`, one was not checked
 * yet; `late`, one was not checked for a quarter of an hour. Of several the worst counts.
 */
export type Freshness =
  | { state: 'none' }
  | { state: 'never' }
  | { state: 'late' | 'fresh'; at: Date; trouble: AccountTrouble | null };

export function freshnessOf(accounts: readonly AccountRow[], now: Date): Freshness {
  const times = accounts.map(({ lastGoodCheckAt }) =>
    lastGoodCheckAt === null ? null : Date.parse(lastGoodCheckAt),
  );
  const checked = times.filter((time) => time !== null);
  const oldest = Math.min(...checked);
  const worst = accounts.find(
    ({ lastGoodCheckAt }) => lastGoodCheckAt !== null && Date.parse(lastGoodCheckAt) === oldest,
  );
  const found = { at: new Date(oldest), trouble: worst?.trouble ?? null };
  if (times.length === 0) return { state: 'none' };
  if (checked.length > 0 && now.getTime() - oldest > lateMs) return { state: 'late', ...found };
  if (checked.length < times.length) return { state: 'never' };
  return { state: 'fresh', ...found };
}
