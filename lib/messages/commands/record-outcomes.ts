import { and, eq, type SQL, sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Database, Transaction } from '#db/client.ts';
import { attempt, message, number, sender } from '#db/schema.ts';
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
    await endAttempts(tx, fresh);
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
      const { verdict } = result;
      if (row.numberId !== null && verdict.kind === 'rejected' && verdict.unreachable)
        await noteUnreachable(tx, row.numberId);
    }
    await learnFrom(tx, fresh, messages);
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
      anyOf(
        attempt.id,
        results.map(({ attemptId }) => attemptId),
      ),
    );
}

/** In one statement for all of them: most of what sending costs is the way to the database and back. */
async function endAttempts(tx: Transaction, results: readonly AttemptResult[]): Promise<void> {
  if (results.length === 0) return;
  const rows = results.map(({ attemptId, verdict }) => ({
    id: attemptId,
    outcome: outcomeOf[verdict.kind],
    wamid: verdict.kind === 'accepted' ? verdict.wamid : null,
    code: 'errorCode' in verdict ? verdict.errorCode : null,
    // Half a character, as cutting leaves behind, is no JSON to PostgreSQL.
    details: 'details' in verdict ? verdict.details.toWellFormed() : null,
  }));
  await tx.execute(sql`
    update attempt a set
      outcome = r.outcome, ended_at = now(), wamid = r.wamid, error_code = r.code, details = r.details
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, outcome text, wamid text, code integer, details text)
    where a.id = r.id`);
  await adoptOrphans(
    tx,
    rows.flatMap(({ id, wamid }) => (wamid === null ? [] : [{ attemptId: id, wamid }])),
  );
}

/** Statuses may be here before the answer that names their message. */
export async function adoptOrphans(
  tx: Transaction,
  accepted: readonly { attemptId: string; wamid: string }[],
): Promise<void> {
  if (accepted.length === 0) return;
  await tx.execute(sql`
    update status_event e set attempt_id = r."attemptId"
    from jsonb_to_recordset(${JSON.stringify(accepted)}::jsonb) as r("attemptId" uuid, wamid text)
    where e.wamid = r.wamid and e.attempt_id is null`);
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

/** Learns by which ids WhatsApp knows the numbers that it accepted a message to; mostly they are known. */
async function learnFrom(
  tx: Transaction,
  results: readonly AttemptResult[],
  messages: ReadonlyMap<string, { numberId: string | null }>,
): Promise<void> {
  const told = results.flatMap(({ messageId, verdict }) => {
    const numberId = messages.get(messageId)?.numberId;
    return verdict.kind === 'accepted' && numberId ? [{ numberId, ...verdict }] : [];
  });
  if (told.length === 0) return;
  const rows = await tx
    .select({ id: number.id, waIdHash: number.waIdHash, userIdHash: number.userIdHash })
    .from(number)
    .where(
      anyOf(
        number.id,
        told.map(({ numberId }) => numberId),
      ),
    );
  const stored = new Map(rows.map((row) => [row.id, row]));
  const isNew = (hash: string | null, known: string | null | undefined) => hash !== null && hash !== known;
  for (const { numberId, waId, userId } of told) {
    const hashes = senderHashes(keyring(), { waId, userId });
    const row = stored.get(numberId);
    if (isNew(hashes.waId, row?.waIdHash) || isNew(hashes.userId, row?.userIdHash))
      await learnSenderIds(tx, { numberId, waId, userId });
  }
}
