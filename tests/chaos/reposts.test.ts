import { expect, test } from 'vitest';
import { runReposts } from './rig/reposts/run-reposts.ts';

test('R20: a crash at any point of a post, and inside each call, neither loses it nor posts it twice', async () => {
  const { seed, lost, dup, stuck, broken, unknown, resolved, crashes } = await runReposts({
    seed: 1,
    quick: true,
  });
  expect({ seed, lost, dup, stuck, broken, unresolved: unknown - resolved }).toEqual({
    seed: 1,
    lost: 0,
    dup: 0,
    stuck: 0,
    broken: [],
    unresolved: 0,
  });
  // Otherwise it has shown nothing.
  expect(crashes).toBeGreaterThan(20);
  expect(unknown).toBeGreaterThan(3);
});
