import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { type AttemptFact, mergeStatuses, type StatusFact } from '#lib/messages/merge-status.ts';
import { Random } from '#tests/simulation/random.ts';
import { drawTries, noonMs, repeatedAndShuffled } from '#tests/support/statuses/draw-tries.ts';
import { type KnownTry, oracleOf } from '#tests/support/statuses/status-oracle.ts';

/** An attempt as its row stands before the answer, and after it. */
const attemptOf = ({ answer }: KnownTry, n: number, answered: boolean): AttemptFact => ({
  id: `a${n}`,
  outcome: !answered || answer === 'none' ? 'sending' : answer === 'accepted' ? 'accepted' : 'rejected',
  wamid: answered && answer === 'accepted' ? `w${n}` : null,
  endedAt: answered ? new Date(noonMs) : null,
  errorCode: answered && typeof answer === 'object' ? answer.refusedWith : null,
  details: null,
});

/** A status proves that the attempt was accepted, before its answer is here. */
const proven = (attempt: AttemptFact, heard: readonly StatusFact[]): AttemptFact =>
  attempt.outcome === 'sending' && heard.some(({ attemptId }) => attemptId === attempt.id)
    ? { ...attempt, outcome: 'accepted', wamid: attempt.id.replace('a', 'w') }
    : attempt;

const merge = (tries: readonly KnownTry[], answered: ReadonlySet<number>, heard: readonly StatusFact[]) =>
  mergeStatuses(
    tries.map((known, n) => proven(attemptOf(known, n, answered.has(n)), heard)),
    heard,
    null,
  );

test('10,000 permutations of statuses, each 1–5 times, batched, before and after the answer, end as the oracle says', () => {
  const wrong: unknown[] = [];
  for (let seed = 1; seed <= 10_000; seed += 1) {
    const random = new Random(seed);
    const tries = drawTries(random);
    type Step = { event: StatusFact } | { answer: number };
    const facts = tries.flatMap((known, n): Step[] => [
      { answer: n },
      ...known.statuses.map(({ status, atMs, errorCode }) => ({
        event: {
          attemptId: `a${n}`,
          wamid: `w${n}`,
          status,
          at: new Date(atMs),
          errorCode,
          errorDetails: null,
        },
      })),
    ]);
    const steps = repeatedAndShuffled(random, facts);
    const heard: StatusFact[] = [];
    const answered = new Set<number>();
    while (steps.length > 0) {
      // A batch is one POST: what it holds is known together.
      for (const step of steps.splice(0, random.integer(1, 4))) {
        if ('event' in step) heard.push(step.event);
        else answered.add(step.answer);
      }
      // What is derived on the way may be anything; it must not be remembered.
      if (random.chance(0.2)) merge(tries, answered, heard);
    }
    const merged = merge(tries, answered, heard);
    const expected = oracleOf(tries);
    // A try of which nothing is known is still open, and a failure of the other does not end the message.
    const open = tries.some(({ answer, statuses }) => answer === 'none' && statuses.length === 0);
    const actual = merged && {
      state: merged.state,
      sentAt: merged.sentAt?.getTime() ?? null,
      deliveredAt: merged.deliveredAt?.getTime() ?? null,
      readAt: merged.readAt?.getTime() ?? null,
      errorCode: merged.errorCode,
      confirmedDuplicate: merged.confirmedDuplicate,
    };
    if (!isDeepStrictEqual(actual, open && expected?.state === 'failed' ? undefined : expected))
      wrong.push({ seed, actual, expected });
  }
  expect(wrong.slice(0, 3)).toEqual([]);
});
