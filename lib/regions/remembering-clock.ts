import { nextSummaryAt, type QuietClock, type QuietHours, quietUntil } from './quiet-hours.ts';

type Answer = { from: Date; until: Date; quietUntil: Date | undefined };

const dayMs = 24 * 60 * 60_000;

/**
 * A clock that says what the rules of quiet hours say, and remembers for how
 * long it holds: reckoning with time zones is slow, and a month of stories for
 * hundreds of numbers asks the same a million times.
 */
export function rememberingClock(): QuietClock {
  const known = new Map<string, Answer[]>();
  const ask = (what: string, at: Date, work: () => Answer): Answer => {
    // By day, so that few answers have to be looked through.
    const key = `${Math.floor(at.getTime() / dayMs)} ${what}`;
    const kept = known.get(key) ?? [];
    const found = kept.find(({ from, until }) => from <= at && at < until);
    if (found) return found;
    const answer = work();
    known.set(key, [...kept, answer]);
    return answer;
  };
  return {
    quietUntil: (hours, timeZone, at) =>
      ask(`quiet ${keyOf(hours)} ${timeZone}`, at, () => {
        const until = quietUntil(hours, timeZone, at);
        // It is not quiet until the clock on the wall next shows the beginning.
        const begins = () => nextSummaryAt({ from: hours.until, until: hours.from }, timeZone, at);
        return { from: at, until: until ?? begins(), quietUntil: until };
      }).quietUntil,
    nextSummaryAt: (hours, timeZone, at) =>
      ask(`summary ${hours ? keyOf(hours) : ''} ${timeZone}`, at, () => {
        return { from: at, until: nextSummaryAt(hours, timeZone, at), quietUntil: undefined };
      }).until,
  };
}

const keyOf = ({ from, until }: QuietHours) => `${from}-${until}`;
