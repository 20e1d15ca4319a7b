import { messageLeaseMs } from '#lib/messages/lease-age.ts';
import {
  lateArrivalMs,
  lateLookbackMs,
  neighbourBeforeMs,
  quietWindowMs,
  resolveUncertain,
  type UncertainFacts,
} from '#lib/messages/resolve-uncertain.ts';
import { applyStatus } from './outcome-transactions.ts';
import { type AttemptRow, isWaiting, type Store } from './store.ts';

/** What lib/messages/commands/sweep-attempts.ts and sweep-messages.ts do, each in a transaction of its own. */
export const sweepTransactions: readonly ((store: Store) => void)[] = [
  expireLeases,
  matchOrphans,
  resolveAttempts,
  endUseless,
];

function expireLeases({ attempts, now }: Store): void {
  for (const attempt of attempts) {
    const until = attempt.message.leaseUntil ?? attempt.startedAt + messageLeaseMs;
    if (attempt.outcome !== 'sending' || until >= now) continue;
    Object.assign(attempt, { outcome: 'uncertain', endedAt: new Date(now) });
  }
}

function matchOrphans(store: Store): void {
  const { byOpaqueId, byWamid } = store;
  const found = store.orphans.filter(({ wamid, opaqueId }) => byWamid.has(wamid) || byOpaqueId.has(opaqueId));
  for (const orphan of found) applyStatus(store, orphan);
}

function resolveAttempts(store: Store): void {
  for (const attempt of store.attempts) {
    const { message } = attempt;
    if (attempt.outcome !== 'uncertain' || message.state !== 'sending') continue;
    const resolution = resolveUncertain(factsOf(store, attempt));
    if (resolution === 'absent') {
      attempt.outcome = 'absent';
      store.plan(message, store.now);
    }
    if (resolution === 'unconfirmed') store.end(message, 'unconfirmed');
  }
}

/** In the words of the query beside the real sweep. */
function factsOf({ attempts, inbox, now }: Store, attempt: AttemptRow): UncertainFacts {
  const { message, startedAt } = attempt;
  const windowEnds = startedAt + quietWindowMs;
  let channelAlive = false;
  let silentNeighbours = 0;
  let lateArrivals = 0;
  for (const other of attempts) {
    const { events } = other;
    if (other.startedAt >= windowEnds) channelAlive ||= events.some(({ at }) => at.getTime() >= windowEnds);
    if (
      other.outcome === 'accepted' &&
      events.length === 0 &&
      other.startedAt >= startedAt - neighbourBeforeMs &&
      other.startedAt <= windowEnds
    )
      silentNeighbours += 1;
    for (const { at, receivedAt } of events)
      if (receivedAt > now - lateLookbackMs && receivedAt > at.getTime() + lateArrivalMs) lateArrivals += 1;
  }
  return {
    ageMs: now - startedAt,
    channelAlive,
    silentNeighbours,
    lateArrivals,
    waitingWebhooks: inbox.filter(({ processed }) => !processed).length,
    doubts: message.attempts.filter(({ outcome }) => outcome === 'uncertain' || outcome === 'absent').length,
    useful: message.usefulUntil > now,
    pending: message.state === 'sending',
  };
}

function endUseless(store: Store): void {
  for (const message of store.messages) {
    const open = isWaiting(message) || message.state === 'accepted' || message.state === 'sent';
    if (open && message.usefulUntil <= store.now) store.end(message, 'expired');
  }
}
