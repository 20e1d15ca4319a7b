import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attempt, message } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { applyStatus, type StatusReport } from '#lib/messages/commands/apply-status.ts';
import { type AttemptResult, recordOutcomes } from '#lib/messages/commands/record-outcomes.ts';
import type { SendVerdict } from '#lib/messages/classify-send.ts';
import { matchOrphans } from '#lib/messages/commands/sweep-messages.ts';
import { Random } from '#tests/simulation/random.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { sampleNumber, sampleRegion, sampleSender } from '#tests/support/sample-brand.ts';
import { drawTries, noonMs, repeatedAndShuffled, shuffled } from '#tests/support/statuses/draw-tries.ts';
import { oracleOf } from '#tests/support/statuses/status-oracle.ts';

const seed = 20_261_123;
const permutations = 500;
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

type Step = { report: StatusReport } | { answered: AttemptResult };

test('500 permutations of repeated, shuffled statuses, before and after their answers, end as the oracle says', async () => {
  const { db } = database;
  const random = new Random(seed);
  const senderId = await sampleSender(db);
  const regionId = await sampleRegion(db);
  const numberIds: string[] = [];
  for (let n = 0; n < 8; n += 1) numberIds.push(await sampleNumber(db, regionId, `Person ${n}`));
  const cases = Array.from({ length: permutations }, () => {
    // One try: two of the same message are never open at once, which is another test's matter.
    const [known] = drawTries(random);
    if (!known) throw new Error('Nothing was drawn.');
    return { messageId: newId(), attemptId: newId(), known };
  });
  await db.insert(message).values(
    cases.map(({ messageId }, n) => ({
      id: messageId,
      kind: 'story' as const,
      state: 'sending' as const,
      senderId,
      numberId: numberIds[n % numberIds.length],
      dedupeKey: `permutation:${messageId}`,
      dueAt: new Date(noonMs),
      usefulUntil: new Date(Date.now() + 3_600_000),
      leaseEpoch: 1,
    })),
  );
  await db.insert(attempt).values(
    cases.map(({ messageId, attemptId }) => ({
      id: attemptId,
      messageId,
      senderId,
      n: 1,
      epoch: 1,
      opaqueId: `v1.${attemptId}`,
    })),
  );

  const steps = cases.map(({ messageId, attemptId, known }) => {
    const reports = known.statuses.map(({ status, atMs, errorCode }): StatusReport => ({
      wamid: `wamid.${attemptId}`,
      status,
      // Meta leaves it out of some; those are found by wamid, or wait for it.
      opaqueId: random.chance(0.8) || known.answer !== 'accepted' ? `v1.${attemptId}` : null,
      at: new Date(atMs),
      errorCode,
      errorDetails: null,
    }));
    const applied: Step[] = repeatedAndShuffled(random, reports).map((report) => ({ report }));
    const { answer } = known;
    if (answer === 'none') return applied;
    const verdict: SendVerdict =
      answer === 'accepted'
        ? { kind: 'accepted', wamid: `wamid.${attemptId}`, waId: null, userId: null, pauseSenderMs: 0 }
        : { kind: 'rejected', errorCode: answer.refusedWith, details: '', unreachable: false };
    const answered = { messageId, attemptId, epoch: 1, verdict, chance: 0 };
    return applied.toSpliced(random.integer(0, applied.length), 0, { answered });
  });
  // Several webhooks are worked through at once, each to numbers of its own, so that a batch waits for none.
  const lanes = Array.from({ length: 4 }, (_, lane) =>
    shuffled(
      random,
      steps.flatMap((own, n) => (n % 4 === lane ? own : [])),
    ),
  );
  await Promise.all(
    lanes.map(async (lane) => {
      while (lane.length > 0) {
        const batch = lane.splice(0, 12);
        await db.transaction(async (tx) => {
          for (const step of batch) if ('report' in step) await applyStatus(tx, step.report);
        });
        const answers = batch.flatMap((step) => ('answered' in step ? [step.answered] : []));
        if (answers.length > 0) await recordOutcomes(db, answers);
      }
    }),
  );
  await matchOrphans(db);

  const rows = await db
    .select()
    .from(message)
    .where(
      inArray(
        message.id,
        cases.map(({ messageId }) => messageId),
      ),
    );
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const [n, { messageId, known }] of cases.entries()) {
    const row = byId.get(messageId);
    const expected = oracleOf([known]);
    const actual = row && {
      state: row.state,
      sentAt: row.sentAt?.getTime() ?? null,
      deliveredAt: row.deliveredAt?.getTime() ?? null,
      readAt: row.readAt?.getTime() ?? null,
      errorCode: row.errorCode,
      confirmedDuplicate: row.confirmedDuplicate,
    };
    if (expected) expect(actual, `seed ${seed}, permutation ${n}`).toEqual(expected);
    else expect(actual?.state).toBe('sending');
  }
  const open = await db.$count(attempt, eq(attempt.outcome, 'uncertain'));
  expect(open).toBe(0);
}, 240_000);
