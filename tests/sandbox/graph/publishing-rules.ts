import type { World } from '../world.ts';

/** How publishing behaves; what differs between accounts at Meta, or goes wrong there, can be set from outside. */
export type PublishingRules = {
  /** Meta's pages name 25, 50 and 100; an account says its own. */
  quota_total: number;
  containers_per_day: number;
  /** How long a container is in progress. */
  processing_ms: number;
  /** Every container that is made from now on ends as ERROR with this subcode. NULL: none does. */
  container_error: number | null;
};

const usual: PublishingRules = {
  quota_total: 50,
  containers_per_day: 400,
  processing_ms: 3000,
  container_error: null,
};
const key = 'publishing';

export function readPublishing(world: World): PublishingRules {
  const row = world.store.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key);
  return { ...usual, ...(row && (JSON.parse(row.value) as Partial<PublishingRules>)) };
}

export function changePublishing(world: World, change: Partial<PublishingRules>): PublishingRules {
  const rules = { ...readPublishing(world), ...change };
  world.store.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    JSON.stringify(rules),
  );
  return rules;
}
