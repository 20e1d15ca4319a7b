import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { attempt, message, number, sender, statusEvent } from '#db/schema.ts';
import { keyring } from '../../keyring.ts';
import { learnSenderIds } from '../../numbers/commands/from-phone.ts';
import { senderHashes } from '../../numbers/sender-hashes.ts';
import { senderPauseMs, type SendVerdict } from '../classify-send.ts';
import { judgeAnswer, outcomeOf, retryAfterMs } from '../judge-answer.ts';
import { judgeBreaker } from './breaker-gate.ts';
import { lockMessages } from './lock-messages.ts';
import { notifyStories } from './notify-stories.ts';
import { noteUnreachable } from './number-reach.ts';
import { settleMessages } from './settle-messages.ts';

/** What became of one attempt, as this worker saw it. */
export type AttemptResult = {
  messageId: string;
  attemptId: string;
  epoch: number;
  verdict: SendVerdict;
  /** From 0 to 1; spreads out retries. */
  chance: number;
};

/**
 * Stores what became of attempts, in one transaction. An attempt that is no
 * longer *sending* was taken from this worker, which overslept its lease: what
 * it has to say is refused and counted, and the resolver goes by webhooks.
 * @returns how many were refused as stale, and whether so much fails that sending has to stop
 */
export async function recordOutcomes(
  db: Database,
  results: readonly AttemptResult[],
): Promise<{ stale: number; stormy?: true }> {
  return db.transaction(async (tx) => {
    const locked = await lockMessages(
      tx,
      results.map(({ messageId }) => messageId),
    );
    const messages = new Map(locked.map((row) => [row.id, row]));
    const attempts = new Map((await attemptsOf(tx, results)).map((row) => [row.id, row]));
    const judged = Map.groupBy(results, (result) => judgeAnswer(result, attempts.get(result.attemptId)));
    const fresh = judged.get('fresh') ?? [];
    for (const result of fresh) await endAttempt(tx, result);
    const settled = await settleMessages(
      tx,
      fresh.map(({ messageId }) => messageId),
    );
    for (const result of fresh) {
      const row = messages.get(result.messageId);
      if (!row) continue;
      // Another attempt may have been proven accepted meanwhile; then there is nothing left to try.
      if (!settled.get(row.id) && row.state === 'sending') await planAgain(tx, result);
      await pace(tx, result.verdict, row);
      if (row.numberId !== null) await noteNumber(tx, result.verdict, row.numberId);
    }
    await notifyStories(
      tx,
      fresh.map(({ messageId }) => messageId),
    );
    const stormy = await judgeBreakers(tx, fresh, messages);
    return { stale: judged.get('stale')?.length ?? 0, ...(stormy && { stormy }) };
  });
}

/** The results of one dispatcher are of one sender; whoever brings others has them judged one by one. */
async function judgeBreakers(
  tx: Transaction,
  fresh: readonly AttemptResult[],
  messages: ReadonlyMap<string, { senderId: string }>,
): Promise<boolean> {
  let stormy = false;
  const bySender = Map.groupBy(fresh, ({ messageId }) => messages.get(messageId)?.senderId);
  for (const [senderId, results] of bySender) {
    if (senderId === undefined) continue;
    const failed = results.some(({ verdict: { kind } }) => kind === 'uncertain' || kind === 'not_sent');
    stormy = (await judgeBreaker(tx, { senderId, failed })) || stormy;
  }
  return stormy;
}

async function attemptsOf(tx: Transaction, results: readonly AttemptResult[]) {
  return tx
    .select({ id: attempt.id, outcome: attempt.outcome, epoch: attempt.epoch, wamid: attempt.wamid })
    .from(attempt)
    .where(
      inArray(
        attempt.id,
        results.map(({ attemptId }) => attemptId),
      ),
    );
}

async function endAttempt(tx: Transaction, { attemptId, verdict }: AttemptResult): Promise<void> {
  await tx
    .update(attempt)
    .set({
      outcome: outcomeOf[verdict.kind],
      endedAt: sql`now()`,
      wamid: verdict.kind === 'accepted' ? verdict.wamid : null,
      errorCode: 'errorCode' in verdict ? verdict.errorCode : null,
      details: 'details' in verdict ? verdict.details : null,
    })
    .where(eq(attempt.id, attemptId));
  if (verdict.kind === 'accepted') await adoptOrphans(tx, attemptId, verdict.wamid);
}

/** Statuses may be here before the answer that names their message. */
export async function adoptOrphans(tx: Transaction, attemptId: string, wamid: string): Promise<void> {
  await tx
    .update(statusEvent)
    .set({ attemptId })
    .where(and(eq(statusEvent.wamid, wamid), isNull(statusEvent.attemptId)));
}

/** Puts a message back into the outbox when it is proven that this attempt was not accepted. */
async function planAgain(tx: Transaction, { messageId, verdict, chance }: AttemptResult): Promise<void> {
  const unsent = verdict.kind === 'not_sent' ? await countUnsent(tx, messageId) : 0;
  const delayMs = retryAfterMs(verdict, { unsent, chance });
  if (delayMs === undefined) return;
  await tx
    .update(message)
    .set({ state: 'planned', heldReason: null, leaseUntil: null, dueAt: after(delayMs) })
    .where(and(eq(message.id, messageId), eq(message.state, 'sending')));
}

const after = (ms: number): SQL => sql`now() + ${Math.ceil(ms)} * interval '1 millisecond'`;

async function countUnsent(tx: Transaction, messageId: string): Promise<number> {
  return tx.$count(attempt, and(eq(attempt.messageId, messageId), eq(attempt.outcome, 'not_sent')));
}

/** Holds back whom Meta asked to be held back: one number, or everybody. */
async function pace(
  tx: Transaction,
  verdict: SendVerdict,
  row: { numberId: string | null; senderId: string },
): Promise<void> {
  if (verdict.kind === 'throttled' && verdict.whom === 'number' && row.numberId !== null) {
    const notBefore = sql`greatest(${number.notBefore}, ${after(verdict.pauseMs)})`;
    await tx.update(number).set({ notBefore }).where(eq(number.id, row.numberId));
  }
  const pauseMs = senderPauseMs(verdict);
  if (pauseMs === 0) return;
  const reason = verdict.kind === 'throttled' ? `throttled: ${verdict.errorCode}` : 'budget used up';
  await tx
    .update(sender)
    .set({ pausedUntil: sql`greatest(${sender.pausedUntil}, ${after(pauseMs)})`, pausedReason: reason })
    .where(eq(sender.id, row.senderId));
}

async function noteNumber(tx: Transaction, verdict: SendVerdict, numberId: string): Promise<void> {
  if (verdict.kind === 'rejected' && verdict.unreachable) await noteUnreachable(tx, numberId);
  if (verdict.kind !== 'accepted') return;
  const [row] = await tx
    .select({ waIdHash: number.waIdHash, userIdHash: number.userIdHash })
    .from(number)
    .where(eq(number.id, numberId));
  const hashes = senderHashes(keyring(), verdict);
  const isNew = (hash: string | null, stored: string | null | undefined) => hash !== null && hash !== stored;
  if (isNew(hashes.waId, row?.waIdHash) || isNew(hashes.userId, row?.userIdHash)) {
    await learnSenderIds(tx, { numberId, waId: verdict.waId, userId: verdict.userId });
  }
}
