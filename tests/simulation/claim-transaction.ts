import { checkClaim, onePerNumber, quietDueAt } from '#lib/messages/check-claim.ts';
import { pairIntervalMs } from '#lib/messages/classify-send.ts';
import { messageLeaseMs, senderLeaseMs } from '#lib/messages/lease-age.ts';
import { summaryUsefulMs } from '#lib/messages/summary-useful.ts';
import type { QuietClock } from '#lib/regions/quiet-hours.ts';
import { type AttemptRow, isWaiting, type MessageRow, type Store } from './store.ts';

/** What lib/messages/commands/sender-lease.ts does. */
export function holdSender({ sender, now }: Store, owner: string): boolean {
  if (sender.leaseOwner !== owner && sender.leaseUntil >= now) return false;
  Object.assign(sender, { leaseOwner: owner, leaseUntil: now + senderLeaseMs });
  return true;
}

export type Claimed = { attempt: AttemptRow; epoch: number; throttledBefore: number };

/** What lib/messages/commands/claim-messages.ts does in one transaction. */
export function claimTransaction(store: Store, limit: number, clock: QuietClock): Claimed[] {
  const { now, sender } = store;
  if (!sender.tokenHealthy || sender.pausedUntil > now) return [];
  const due = store.messages
    .filter((each) => isWaiting(each) && each.dueAt <= now && each.number.notBefore <= now)
    .toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
  const rows = onePerNumber(due.map((message) => ({ message, numberId: message.number.id })));
  return rows.flatMap(({ message }) => (isStillWanted(store, message, clock) ? claim(store, message) : []));
}

function isStillWanted(store: Store, message: MessageRow, clock: QuietClock): boolean {
  const { now } = store;
  const { number, kind } = message;
  const check = checkClaim({
    kind,
    useful: message.usefulUntil > now,
    windowOpen: false,
    state: number.state,
    muted: number.mutedUntil !== null && number.mutedUntil > now,
    archived: false,
    heldReason: null,
  });
  if (check.do === 'skip') {
    for (const alert of message.alerts) Object.assign(alert, { message: null, skipped: check.reason });
    message.alerts = [];
  }
  if (check.do !== 'send') {
    store.end(message, 'expired');
    return false;
  }
  const { ownQuietHours, region } = number;
  const dueAt = quietDueAt(
    { kind, ownQuietHours, regionQuietHours: region.quietHours, timeZone: region.timeZone },
    new Date(now),
    clock,
  )?.getTime();
  if (dueAt === undefined) return true;
  holdForSummary(store, message, dueAt);
  return false;
}

/** What lib/messages/commands/hold-for-summary.ts does. */
function holdForSummary(store: Store, message: MessageRow, dueAt: number): void {
  const { kind, number } = message;
  const usefulUntil = dueAt + summaryUsefulMs;
  if (kind === 'summary' || message.attempts.some(({ outcome }) => outcome === 'absent')) {
    Object.assign(message, { state: 'held', heldReason: 'quiet_hours', dueAt, usefulUntil });
    store.onDue(dueAt);
    return;
  }
  const summary =
    store.collecting(number, 'summary') ??
    store.addMessage(`summary:${number.id}:${message.id}`, {
      kind: 'summary',
      number,
      heldReason: 'quiet_hours',
      dueAt,
      usefulUntil,
    });
  for (const alert of message.alerts) store.carry(alert, summary);
  store.end(message, 'expired');
}

function claim(store: Store, message: MessageRow): Claimed[] {
  const { now } = store;
  const { number } = message;
  if (number.buzzFreeAt > now && number.buzzMessageId !== message.id) {
    message.dueAt = number.buzzFreeAt;
    store.onDue(message.dueAt);
    return [];
  }
  number.buzzFreeAt = now + number.buzzIntervalMinutes * 60_000;
  number.buzzMessageId = message.id;
  number.notBefore = now + pairIntervalMs;
  Object.assign(message, {
    state: 'sending',
    heldReason: null,
    leaseEpoch: message.leaseEpoch + 1,
    leaseUntil: now + messageLeaseMs,
  });
  const attempt = store.addAttempt(message);
  store.onClaimed(attempt);
  const throttledBefore = message.attempts.filter(({ outcome }) => outcome === 'throttled').length;
  return [{ attempt, epoch: message.leaseEpoch, throttledBefore }];
}
