import { isUnreachable, senderPauseMs, type SendVerdict } from '#lib/messages/classify-send.ts';
import { judgeAnswer, outcomeOf, retryAfterMs } from '#lib/messages/judge-answer.ts';
import { mergeStatuses } from '#lib/messages/merge-status.ts';
import type { AttemptRow, InboxRow, MessageRow, Report, StatusRow, Store } from './store.ts';

export type Answer = { attempt: AttemptRow; epoch: number; verdict: SendVerdict; chance: number };

/** What lib/messages/commands/record-outcomes.ts does in one transaction, for one answer. */
export function recordTransaction(store: Store, { attempt, epoch, verdict, chance }: Answer): void {
  const { message } = attempt;
  const before = message.state;
  const judged = judgeAnswer({ epoch, verdict }, attempt);
  if (judged === 'stale') store.stale += 1;
  if (judged !== 'fresh') return;
  attempt.outcome = outcomeOf[verdict.kind];
  attempt.endedAt = new Date(store.now);
  if ('errorCode' in verdict) attempt.errorCode = verdict.errorCode;
  if ('details' in verdict) attempt.details = verdict.details;
  if (verdict.kind === 'accepted') {
    setWamid(store, attempt, verdict.wamid);
    adoptOrphans(store, attempt);
  }
  settle(store, message);
  if (!message.progress && before === 'sending') {
    const unsent = message.attempts.filter(({ outcome }) => outcome === 'not_sent').length;
    const delayMs = retryAfterMs(verdict, { unsent, chance });
    if (delayMs !== undefined) store.plan(message, store.now + Math.ceil(delayMs));
  }
  if (verdict.kind === 'throttled' && verdict.whom === 'number')
    message.number.notBefore = Math.max(message.number.notBefore, store.now + verdict.pauseMs);
  const pauseMs = senderPauseMs(verdict);
  if (pauseMs > 0) store.sender.pausedUntil = Math.max(store.sender.pausedUntil, store.now + pauseMs);
  if (verdict.kind === 'rejected' && verdict.unreachable) move(message, 'active', 'unreachable');
}

/** What the receiving end of a webhook does: kept once, whatever is repeated. */
export function receiveTransaction(store: Store, bodyHash: string, reports: Report[]): InboxRow | undefined {
  if (store.bodyHashes.has(bodyHash)) return undefined;
  store.bodyHashes.add(bodyHash);
  const row = { reports, receivedAt: store.now, processed: false };
  store.inbox.push(row);
  return row;
}

/** What working through one webhook of the inbox does. */
export function processTransaction(store: Store, row: InboxRow): void {
  if (row.processed) return;
  for (const report of row.reports) applyStatus(store, report);
  row.processed = true;
}

/** What lib/messages/commands/apply-status.ts does. */
export function applyStatus(store: Store, report: Report): void {
  const attempt = store.byOpaqueId.get(report.opaqueId) ?? store.byWamid.get(report.wamid);
  const event = storeEvent(store, report, attempt);
  if (!attempt || !event) return;
  const { message } = attempt;
  if (report.status !== 'failed' || attempt.outcome !== 'rejected') {
    attempt.outcome = 'accepted';
    attempt.endedAt ??= new Date(store.now);
    if (attempt.wamid === null) setWamid(store, attempt, report.wamid);
  }
  adoptOrphans(store, attempt);
  settle(store, message);
  if (report.status === 'delivered' || report.status === 'read') move(message, 'unreachable', 'active');
  if (report.status === 'failed' && isUnreachable(report.errorCode)) move(message, 'active', 'unreachable');
}

/** @returns undefined when it was known, and had its attempt already */
function storeEvent(store: Store, report: Report, attempt: AttemptRow | undefined): StatusRow | undefined {
  const key = `${report.wamid} ${report.status} ${report.at.getTime()}`;
  const known = store.eventKeys.get(key);
  if (known?.attempt) return undefined;
  const event: StatusRow = known ?? { ...report, attemptId: '', receivedAt: store.now, attempt: null };
  if (!known) store.eventKeys.set(key, event);
  if (attempt) give(store, event, attempt);
  else if (!known) store.orphans.push(event);
  return event;
}

function give(store: Store, event: StatusRow, attempt: AttemptRow): void {
  event.attempt = attempt;
  event.attemptId = attempt.id;
  attempt.events.push(event);
  const index = store.orphans.indexOf(event);
  if (index >= 0) store.orphans.splice(index, 1);
}

function adoptOrphans(store: Store, attempt: AttemptRow): void {
  for (const orphan of store.orphans.filter(({ wamid }) => wamid === attempt.wamid)) {
    give(store, orphan, attempt);
  }
}

function setWamid(store: Store, attempt: AttemptRow, wamid: string): void {
  const holder = store.byWamid.get(wamid);
  if (holder && holder !== attempt) throw new Error('unique: attempt_wamid');
  attempt.wamid = wamid;
  store.byWamid.set(wamid, attempt);
}

/** What lib/messages/commands/settle-messages.ts does. */
function settle(store: Store, message: MessageRow): void {
  const { state, attempts } = message;
  const verdict =
    state === 'expired' || state === 'unconfirmed'
      ? { state, at: new Date(message.failedAt ?? store.now) }
      : null;
  message.progress = mergeStatuses(
    attempts,
    attempts.flatMap(({ events }) => events),
    verdict,
  );
  if (!message.progress) return;
  message.state = message.progress.state;
  message.failedAt = message.progress.failedAt?.getTime() ?? null;
  message.heldReason = null;
  message.leaseUntil = null;
}

function move({ number }: MessageRow, from: 'active' | 'unreachable', to: 'active' | 'unreachable'): void {
  if (number.state === from) number.state = to;
}
