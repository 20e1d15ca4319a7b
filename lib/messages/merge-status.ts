import type { AttemptOutcome, MessageState, StatusKind } from '../words.ts';

/** What is known of one try. */
export type AttemptFact = {
  id: string;
  outcome: AttemptOutcome;
  wamid: string | null;
  /** NULL while sending. */
  endedAt: Date | null;
  errorCode: number | null;
  details: string | null;
};

/** One status as Meta sent it. */
export type StatusFact = {
  attemptId: string;
  wamid: string;
  status: StatusKind;
  /** Meta's time. */
  at: Date;
  errorCode: number | null;
  errorDetails: string | null;
};

/** What time has decided, where Meta was silent; or a person who knows that it arrived. */
export type Verdict = { state: 'expired' | 'unconfirmed' | 'delivered'; at: Date };

/** How far a message has come, as it stands in its row. */
export type MessageProgress = {
  state: Exclude<MessageState, 'planned' | 'held' | 'sending'>;
  wamid: string | null;
  acceptedAt: Date | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  /** When it ended without being delivered. */
  failedAt: Date | null;
  errorCode: number | null;
  errorDetails: string | null;
  /** Two tries of the same message were accepted. */
  confirmedDuplicate: boolean;
};

type Standing = 'failed' | 'accepted' | 'sent' | 'delivered' | 'read';

/** Within one try, later words outrank earlier ones; *delivered* and *read* are physical evidence and outrank *failed*. */
const withinTry: readonly Standing[] = ['accepted', 'sent', 'failed', 'delivered', 'read'];
/** Between tries, one that lives outranks one that failed. */
const betweenTries: readonly Standing[] = ['failed', 'accepted', 'sent', 'delivered', 'read'];

/**
 * Derives a message's state from everything that is known of it. The order in
 * which things became known makes no difference, nor does hearing them twice:
 * statuses come late, shuffled, repeated, and before the answer they belong to.
 *
 * accepted < sent < delivered < read. *sent* never overwrites *failed*,
 * *expired* or *unconfirmed*; *delivered* and *read* do, and the error is kept.
 * A failure that Meta names outranks a verdict of time, though not a person's word that it arrived.
 * @returns undefined while nothing is known but that it is planned or being sent
 */
export function mergeStatuses(
  attempts: readonly AttemptFact[],
  events: readonly StatusFact[],
  verdict: Verdict | null,
): MessageProgress | undefined {
  const standings = attempts.flatMap((attempt) => standingOf(attempt, events) ?? []);
  const best = highest(betweenTries, standings);
  const open = attempts.some(({ outcome }) => outcome === 'sending' || outcome === 'uncertain');
  const state = decide(best, verdict, open);
  if (!state) return undefined;
  const failure = lastFailure(attempts, events);
  const ended =
    state === 'failed'
      ? failure?.at
      : state === 'expired' || state === 'unconfirmed'
        ? verdict?.at
        : undefined;
  const wamids = new Set([...attempts, ...events].flatMap(({ wamid }) => wamid ?? []));
  return {
    state,
    wamid: earliest(events)?.wamid ?? attempts.find(({ wamid }) => wamid !== null)?.wamid ?? null,
    acceptedAt: earliestDate(
      attempts.flatMap(({ outcome, endedAt }) => (outcome === 'accepted' && endedAt ? [endedAt] : [])),
    ),
    sentAt: firstOf(events, 'sent'),
    deliveredAt: firstOf(events, 'delivered') ?? (verdict?.state === 'delivered' ? verdict.at : null),
    readAt: firstOf(events, 'read'),
    failedAt: ended ?? failure?.at ?? null,
    errorCode: failure?.code ?? null,
    errorDetails: failure?.details ?? null,
    confirmedDuplicate: wamids.size > 1,
  };
}

function decide(
  best: Standing | undefined,
  verdict: Verdict | null,
  open: boolean,
): MessageProgress['state'] | undefined {
  if (best === 'delivered' || best === 'read') return best;
  if (verdict?.state === 'delivered') return verdict.state;
  // A try that is still open may yet succeed where an earlier one failed.
  if (best === 'failed' && !open) return best;
  if (verdict) return verdict.state;
  return best === 'failed' ? undefined : best;
}

function standingOf(attempt: AttemptFact, events: readonly StatusFact[]): Standing | undefined {
  const heard = events.filter(({ attemptId }) => attemptId === attempt.id).map(({ status }) => status);
  if (attempt.outcome === 'accepted') return highest(withinTry, ['accepted', ...heard]);
  if (attempt.outcome === 'rejected') return highest(withinTry, ['failed', ...heard]);
  return highest(withinTry, heard);
}

const highest = (order: readonly Standing[], standings: readonly Standing[]): Standing | undefined =>
  order[Math.max(...standings.map((each) => order.indexOf(each)), -1)];

/** The last word on what went wrong; among equally late ones the higher code, so that order makes no difference. */
function lastFailure(attempts: readonly AttemptFact[], events: readonly StatusFact[]) {
  const failures = [
    ...attempts
      .filter(({ outcome }) => outcome === 'rejected')
      .map(({ endedAt, errorCode, details }) => ({ at: endedAt ?? new Date(0), code: errorCode, details })),
    ...events
      .filter(({ status }) => status === 'failed')
      .map(({ at, errorCode, errorDetails }) => ({ at, code: errorCode, details: errorDetails })),
  ];
  const order = (failure: (typeof failures)[number]) =>
    [failure.at.getTime(), failure.code ?? 0, failure.details ?? ''] as const;
  return failures.toSorted((a, b) => (isLess(order(a), order(b)) ? 1 : -1))[0];
}

const isLess = (a: readonly [number, number, string], b: readonly [number, number, string]) =>
  a[0] !== b[0] ? a[0] < b[0] : a[1] !== b[1] ? a[1] < b[1] : a[2] < b[2];

const firstOf = (events: readonly StatusFact[], status: StatusKind): Date | null =>
  earliestDate(events.filter((event) => event.status === status).map(({ at }) => at));

const earliest = (events: readonly StatusFact[]): StatusFact | undefined =>
  events.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.wamid < b.wamid ? -1 : 1))[0];

const earliestDate = (dates: readonly Date[]): Date | null =>
  dates.length === 0 ? null : new Date(Math.min(...dates.map((date) => date.getTime())));
