import { type Breach, breaches } from './checker.ts';
import { runSeed, type SeedResult } from './run-seed.ts';

/** What many seeds came to, together. */
export type Tally = {
  seeds: number;
  messages: number;
  accepted: number;
  attempts: number;
  resent: number;
  stale: number;
  unconfirmed: number;
  confirmedDuplicates: number;
  bytesAfterProof: number;
  /** Rules broken, by kind; a run that threw counts as stuck. */
  broken: Record<Breach, number>;
  /** What to run again, with what was found there. */
  failures: { seed: number; what: string }[];
  duplicateSeeds: number[];
};

const counted = [
  'messages',
  'accepted',
  'attempts',
  'resent',
  'stale',
  'unconfirmed',
  'confirmedDuplicates',
  'bytesAfterProof',
] as const satisfies (keyof SeedResult & keyof Tally)[];

const emptyTally = (): Tally => ({
  seeds: 0,
  messages: 0,
  accepted: 0,
  attempts: 0,
  resent: 0,
  stale: 0,
  unconfirmed: 0,
  confirmedDuplicates: 0,
  bytesAfterProof: 0,
  broken: Object.fromEntries(breaches.map((breach) => [breach, 0])) as Record<Breach, number>,
  failures: [],
  duplicateSeeds: [],
});

/** Plays so many seeds, one after the other. */
export function playSeeds(from: number, count: number): Tally {
  const tally = emptyTally();
  for (let seed = from; seed < from + count; seed += 1) {
    tally.seeds += 1;
    try {
      const result = runSeed(seed);
      for (const key of counted) tally[key] += result[key];
      for (const { breach, what } of result.found) {
        tally.broken[breach] += 1;
        tally.failures.push({ seed, what: `${breach}: ${what}` });
      }
      if (result.confirmedDuplicates > 0) tally.duplicateSeeds.push(seed);
    } catch (error) {
      tally.broken.stuck += 1;
      tally.failures.push({ seed, what: error instanceof Error ? error.message : String(error) });
    }
  }
  return tally;
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = emptyTally();
  for (const tally of tallies) {
    sum.seeds += tally.seeds;
    for (const key of counted) sum[key] += tally[key];
    for (const breach of breaches) sum.broken[breach] += tally.broken[breach];
    sum.failures.push(...tally.failures);
    sum.duplicateSeeds.push(...tally.duplicateSeeds);
  }
  return sum;
}
