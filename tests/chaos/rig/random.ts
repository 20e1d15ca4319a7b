/** Numbers from a seed: the same seed, the same choices. */
export type Random = {
  /** From 0 to 1, without 1. */
  next: () => number;
  pick: <T>(from: readonly T[]) => T;
  /** A whole number from `least` to `most`, both included. */
  between: (least: number, most: number) => number;
};

/** Mulberry32: small, and good enough to choose moments by. */
export function seededRandom(seed: number): Random {
  let state = Math.trunc(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
  };
}
