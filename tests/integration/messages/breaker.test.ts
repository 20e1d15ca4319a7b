import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alarm, attempt, sender } from '#db/schema.ts';
import { dispatchOnce, startDispatcher, sweepOnce } from '#lib/messages/job.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.clear());

const db = () => scene.test.db;
const breaker = async () => {
  const [row] = await db()
    .select({ openedAt: sender.breakerOpenedAt, probeAt: sender.breakerProbeAt })
    .from(sender);
  return row;
};
const alarms = () => db().select().from(alarm).where(eq(alarm.kind, 'breaker_open'));
const attempts = () => db().$count(attempt);
const addNumbers = async (count: number) => {
  for (let n = 0; n < count; n += 1) await scene.addNumber(`Person ${n}`);
};
const fail = (status: number, share: number) =>
  scene.sandbox.post('/_sandbox/faults', { match: 'messages', fault: { status, body: '', share } });

test(
  'a storm of 500, 502 and 503 opens the breaker, single messages try, and it recovers without a duplicate',
  { timeout: 300_000 },
  async () => {
    await addNumbers(60);
    // A little more than half in all.
    await fail(500, 0.2);
    await fail(502, 0.25);
    await fail(503, 0.25);
    const stop = new AbortController();
    const ended = startDispatcher({ ...scene.context, signal: stop.signal });
    await scene.tell();
    await expect.poll(async () => (await alarms()).length, { timeout: 30_000 }).toBeGreaterThan(0);
    // All three now, so that no probe gets through by luck.
    await fail(500, 1);
    await expect.poll(async () => (await breaker())?.openedAt, { timeout: 30_000 }).not.toBeNull();
    const opened = await attempts();
    await expect.poll(attempts, { timeout: 60_000 }).toBeGreaterThan(opened);
    expect((await breaker())?.openedAt).not.toBeNull();

    await scene.sandbox.remove('/_sandbox/faults');
    await expect.poll(async () => (await breaker())?.openedAt, { timeout: 60_000 }).toBeNull();
    expect((await alarms()).every(({ endedAt }) => endedAt !== null)).toBe(true);
    // What is claimed and not yet written would go back into the outbox when the dispatcher stops.
    const unanswered = () =>
      db().execute(sql`select 1 from message where state in ('planned', 'held')
        union all select 1 from attempt where outcome = 'sending'`);
    await expect.poll(async () => (await unanswered()).length, { timeout: 60_000 }).toBe(0);
    stop.abort();
    await ended;
    await sweepOnce(scene.context);
    const facts = await scene.facts();
    expect(new Set(facts.map(({ to }) => to)).size).toBe(facts.length);
    const uncertain = await db().execute(sql`
    select count(*)::int as n from attempt a join message m on m.id = a.message_id
    where a.outcome = 'uncertain' and m.state <> 'sending'`);
    // What is in doubt waits for its resolver, whatever the breaker does.
    expect(uncertain[0]?.['n']).toBe(0);
    const doubts = await db().$count(attempt, eq(attempt.outcome, 'uncertain'));
    expect(facts.length + doubts).toBe(60);
  },
);

test('while it is open nothing is claimed before the time of the probe, and then one message', async () => {
  await addNumbers(5);
  await scene.tell();
  await db()
    .update(sender)
    .set({
      breakerOpenedAt: sql`now() - interval '5 seconds'`,
      breakerProbeAt: sql`now() + interval '1 hour'`,
    });
  await dispatchOnce(scene.context);
  expect(await attempts()).toBe(0);
  await fail(503, 1);
  await db()
    .update(sender)
    .set({ breakerProbeAt: sql`now()` });
  await dispatchOnce(scene.context);
  expect(await attempts()).toBe(1);
  const state = await breaker();
  expect(state?.openedAt).not.toBeNull();
  expect(state?.probeAt && state.probeAt > new Date()).toBe(true);
});

test('what the worker itself holds back, and what it leaves behind when it dies, is no storm', async () => {
  await addNumbers(30);
  await scene.tell();
  await db().execute(sql`
    insert into attempt (id, message_id, sender_id, n, opaque_id, epoch, outcome, ended_at, details)
    select gen_random_uuid(), m.id, m.sender_id, 1, m.id::text, 1, case when row_number() over () % 2 = 0 then 'not_sent' else 'absent' end, now(),
      case when row_number() over () % 2 = 0 then 'held back: the worker is stopping' else 'the worker was gone before the answer' end
    from message m`);
  await db().execute(sql`update message set lease_epoch = 1`);
  await fail(503, 0.1);
  await dispatchOnce(scene.context);
  expect((await breaker())?.openedAt).toBeNull();
});
