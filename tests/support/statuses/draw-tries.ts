import type { Random } from '#tests/simulation/random.ts';
import { statusKinds } from '#lib/words.ts';
import type { KnownTry } from './status-oracle.ts';

/** 2026-11-23, noon. */
export const noonMs = Date.UTC(2026, 10, 23, 12);

/** One or two tries of a message, with what Meta says of each. */
export function drawTries(random: Random): KnownTry[] {
  return Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => {
    const wanted = statusKinds.filter(() => random.chance(0.6));
    const statuses = wanted.flatMap((status) =>
      // Meta may say the same again with another time.
      Array.from({ length: random.chance(0.1) ? 2 : 1 }, () => ({
        status,
        atMs: noonMs + random.integer(0, 40) * 1_000,
        errorCode: status === 'failed' ? random.pick([131_026, 131_049]) : null,
      })),
    );
    const refused = statuses.length === 0 && random.chance(0.2);
    const answer = refused
      ? { refusedWith: 132_001, atMs: noonMs }
      : random.chance(0.8)
        ? ('accepted' as const)
        : ('none' as const);
    return { answer, statuses };
  });
}

/** In any order, by Fisher and Yates. */
export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

/** Each from one to five times, in any order. */
export const repeatedAndShuffled = <Item>(random: Random, items: readonly Item[]): Item[] =>
  shuffled(
    random,
    items.flatMap((item) => Array.from({ length: random.integer(1, 5) }, () => item)),
  );
