import { and, eq, isNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alarm, audit, number } from '#db/schema.ts';
import type { StorywireError } from '#lib/errors.ts';
import { applyStatus } from '#lib/messages/commands/apply-status.ts';
import { markReceived, resendMessage } from '#lib/messages/commands/settle-unconfirmed.ts';
import { dispatchOnce, sweepOnce } from '#lib/messages/job.ts';
import { personWith, tester } from '#tests/support/sample-brand.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.clear();
  await scene.test.db.delete(alarm);
  await scene.sandbox.post('/_sandbox/faults', { match: 'webhooks', fault: { webhooks: { hold: true } } });
});

const db = () => scene.test.db;
const actor = tester;
/** A message whose answer was lost and whose fate stayed in doubt, with its alarm. */
const unconfirmed = async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await dispatchOnce(scene.context);
  const [row] = await scene.messagesOf(numberId);
  if (!row) throw new Error('There is no message.');
  await db().execute(
    sql`update attempt set outcome = 'uncertain', wamid = null where message_id = ${row.id}`,
  );
  await db().execute(
    sql`update message set state = 'unconfirmed', failed_at = now(), wamid = null, accepted_at = null where id = ${row.id}`,
  );
  await sweepOnce(scene.context);
  return { numberId, messageId: row.id, wamid: row.wamid ?? '' };
};
const read = async (numberId: string) => (await scene.messagesOf(numberId))[0];
const openAlarms = () =>
  db()
    .select()
    .from(alarm)
    .where(and(eq(alarm.kind, 'unconfirmed'), isNull(alarm.endedAt)));
const reasons = (work: Promise<unknown>[]) =>
  Promise.allSettled(work).then((all) =>
    all.map((each) => (each.status === 'rejected' ? (each.reason as StorywireError).message : 'done')),
  );
const status = (opaqueId: string, wamid: string, kind: 'sent' | 'delivered' | 'failed') =>
  db().transaction((tx) =>
    applyStatus(tx, { wamid, status: kind, opaqueId, at: new Date(), errorCode: null, errorDetails: null }),
  );

test('Resend makes one more attempt, however often and by however many it is pressed', async () => {
  const { numberId, messageId } = await unconfirmed();
  expect(await openAlarms()).toMatchObject([{ thing: messageId }]);
  const pressed = await reasons([1, 2, 3].map(() => resendMessage(db(), { actor, messageId })));
  expect(pressed.toSorted()).toEqual(['done', 'messageSettled', 'messageSettled']);
  await scene.passInterval();
  await dispatchOnce(scene.context);
  expect(await scene.attemptsOf(messageId)).toMatchObject([{ outcome: 'absent' }, { outcome: 'accepted' }]);
  expect(await read(numberId)).toMatchObject({ state: 'accepted' });
  expect(await scene.facts(numberId)).toHaveLength(2);
  expect(await openAlarms()).toEqual([]);
  const lines = await db().select().from(audit).where(eq(audit.action, 'message.resend'));
  expect(lines).toMatchObject([{ thingId: numberId, detail: { messageId, regionId: scene.targetId } }]);
});

test('a status that comes after Resend and before the attempt calls the attempt off', async () => {
  const { numberId, messageId, wamid } = await unconfirmed();
  await resendMessage(db(), { actor, messageId });
  const [first] = await scene.attemptsOf(messageId);
  await status(first?.opaqueId ?? '', wamid, 'delivered');
  await scene.passInterval();
  await dispatchOnce(scene.context);
  expect(await scene.attemptsOf(messageId)).toHaveLength(1);
  expect(await scene.facts(numberId)).toHaveLength(1);
  expect(await read(numberId)).toMatchObject({ state: 'delivered' });
});

test('an attempt after Resend that is in doubt again is not made a third time by itself', async () => {
  const { numberId, messageId } = await unconfirmed();
  await resendMessage(db(), { actor, messageId });
  await scene.passInterval();
  await dispatchOnce(scene.context);
  await db().execute(sql`update attempt set outcome = 'uncertain', wamid = null where outcome = 'accepted'`);
  await db().execute(sql`update message set state = 'sending', lease_until = null, wamid = null`);
  await db().execute(sql`update attempt set started_at = started_at - interval '200 seconds'`);
  await sweepOnce(scene.context);
  expect(await read(numberId)).toMatchObject({ state: 'unconfirmed' });
  expect(await openAlarms()).toHaveLength(1);
});

test('Resend is refused once the news is old, the number is gone, or it was settled', async () => {
  const { messageId } = await unconfirmed();
  await db().execute(sql`update message set useful_until = now() - interval '1 second'`);
  expect(await reasons([resendMessage(db(), { actor, messageId })])).toEqual(['messageOfNoUse']);
  await db().delete(number);
  expect(await reasons([resendMessage(db(), { actor, messageId })])).toEqual(['messageNumberGone']);
  await markReceived(db(), { actor, messageId });
  expect(await reasons([resendMessage(db(), { actor, messageId })])).toEqual(['messageSettled']);
  const nowhere = '0193b1f2-0000-7000-8000-000000000000';
  expect(await reasons([resendMessage(db(), { actor, messageId: nowhere })])).toEqual(['messageNotFound']);
});

test('Mark as received counts as delivered, and no later word of Meta’s undoes it', async () => {
  const { numberId, messageId, wamid } = await unconfirmed();
  const pressed = await reasons([1, 2].map(() => markReceived(db(), { actor, messageId })));
  expect(pressed.toSorted()).toEqual(['done', 'messageSettled']);
  const marked = await read(numberId);
  expect(marked).toMatchObject({ state: 'delivered', deliveredAt: expect.any(Date), failedAt: null });
  expect(await openAlarms()).toEqual([]);
  const [first] = await scene.attemptsOf(messageId);
  for (const kind of ['sent', 'failed'] as const) {
    await status(first?.opaqueId ?? '', wamid, kind);
    expect(await read(numberId)).toMatchObject({ state: 'delivered', deliveredAt: marked?.deliveredAt });
  }
  await sweepOnce(scene.context);
  expect(await read(numberId)).toMatchObject({ state: 'delivered' });
  const lines = and(eq(audit.action, 'message.mark_received'), eq(audit.thingId, numberId));
  expect(await db().$count(audit, lines)).toBe(1);
});

test('only an admin of the number’s region, or of all, decides; and what has no number is for those of all', async () => {
  const { messageId } = await unconfirmed();
  const of = (role: 'admin' | 'editor' | 'viewer', regionId: string | null) => personWith({ role, regionId });
  const others = [
    of('editor', null),
    of('viewer', scene.targetId),
    of('editor', scene.targetId),
    of('admin', scene.source.regionId),
    personWith(),
  ];
  for (const each of others) {
    expect(await reasons([resendMessage(db(), { actor: each, messageId })])).toEqual(['notAllowed']);
    expect(await reasons([markReceived(db(), { actor: each, messageId })])).toEqual(['notAllowed']);
  }
  await db().delete(number);
  expect(await reasons([markReceived(db(), { actor: of('admin', scene.targetId), messageId })])).toEqual([
    'notAllowed',
  ]);
});
