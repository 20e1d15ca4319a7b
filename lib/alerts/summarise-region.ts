import { type BuzzKind, buzzKinds, type SkipReason } from '../words.ts';
import type { RehearsedLine } from './rehearsal.ts';

/** A region in one line. Every number counts once in it. */
export type RegionSummary = {
  /** At once, together, in the summary; the ways that occur, in this order. Times in ISO 8601. */
  told: { kind: BuzzKind; count: number; firstAt: string; lastAt: string }[];
  /** Would be told, but no approved template fits, so that nobody knows when. */
  waiting: number;
  /** The reason of which there are most first. */
  leftOut: { reason: SkipReason; count: number }[];
};

/** Sums a region up without hiding what differs: ways of telling, waiting and reasons stay apart. */
export function summariseRegion(lines: readonly RehearsedLine[]): RegionSummary {
  const told = lines.flatMap(({ count, outcome }) =>
    outcome.told && outcome.template !== null ? [{ count, kind: outcome.kind, dueAt: outcome.dueAt }] : [],
  );
  const waiting = lines.filter(({ outcome }) => outcome.told && outcome.template === null);
  const leftOut = lines.flatMap(({ count, outcome }) =>
    outcome.told ? [] : [{ reason: outcome.reason, count }],
  );
  return {
    told: buzzKinds.flatMap((kind) => {
      const same = told.filter((each) => each.kind === kind);
      // Moments in ISO 8601 sort as text.
      const times = same.map(({ dueAt }) => dueAt).toSorted();
      const [firstAt, lastAt] = [times.at(0), times.at(-1)];
      return firstAt === undefined || lastAt === undefined
        ? []
        : [{ kind, count: sumOf(same), firstAt, lastAt }];
    }),
    waiting: sumOf(waiting),
    leftOut: leftOut.toSorted((a, b) => b.count - a.count),
  };
}

const sumOf = (list: readonly { count: number }[]) => list.reduce((sum, { count }) => sum + count, 0);
