import type { World } from '../world.ts';

export const tiers = ['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED'] as const;
type Tier = (typeof tiers)[number];
export const qualities = ['GREEN', 'YELLOW', 'RED', 'NA'] as const;
export const levels = ['STANDARD', 'HIGH'] as const;

/** How the business number stands. Kept, so that a restart changes nothing. */
export type SenderState = {
  tier: Tier;
  quality: (typeof qualities)[number];
  level: (typeof levels)[number];
};

const usual: SenderState = { tier: 'TIER_2K', quality: 'GREEN', level: 'STANDARD' };
const key = 'sender-state';

export function readSenderState(world: World): SenderState {
  const row = world.store.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key);
  return row ? { ...usual, ...(JSON.parse(row.value) as Partial<SenderState>) } : usual;
}

export function changeSenderState(world: World, change: Partial<SenderState>): SenderState {
  const next = { ...readSenderState(world), ...change };
  world.store.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    JSON.stringify(next),
  );
  return next;
}

/** People who may be written to outside their service window in a moving 24 hours (messaging limits). -1: no limit, as webhooks say it. */
export function peopleOf(tier: Tier): number {
  return { TIER_250: 250, TIER_2K: 2_000, TIER_10K: 10_000, TIER_100K: 100_000, TIER_UNLIMITED: -1 }[tier];
}
