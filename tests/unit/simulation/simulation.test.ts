import { expect, test } from 'vitest';
import { breaches } from '#tests/simulation/checker.ts';
import { runSeed } from '#tests/simulation/run-seed.ts';
import { playSeeds } from '#tests/simulation/tally.ts';

test('2,000 seeds of crashes, sleep, lost answers and late webhooks break no rule of delivery', () => {
  const tally = playSeeds(1, 2_000);
  expect(tally.failures.slice(0, 5)).toEqual([]);
  expect(tally.broken).toEqual(Object.fromEntries(breaches.map((breach) => [breach, 0])));
  // The seeds do reach what they are meant to test.
  expect(tally.resent).toBeGreaterThan(100);
  expect(tally.stale).toBeGreaterThan(20);
  expect(tally.unconfirmed).toBeGreaterThan(50);
  // Only where the bytes or the status came after the proof; see the README.
  expect(tally.confirmedDuplicates).toBeLessThan(10);
});

test('a seed gives the same run every time', () => {
  for (const seed of [7, 1_234, 99_999]) expect(runSeed(seed)).toEqual(runSeed(seed));
});
