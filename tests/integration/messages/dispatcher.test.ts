import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { connect, type Connection } from '#db/client.ts';
import { dispatchOnce, startDispatcher } from '#lib/messages/job.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
/** The database's owner, who sees what every connection is waiting for. */
let owning: Connection;
beforeAll(async () => {
  scene = await startScene();
  owning = connect(scene.test.url, { role: null, max: 2 });
});
afterAll(async () => {
  await owning.close();
  await scene.close();
});
beforeEach(() => scene.clear());
afterEach(() => vi.restoreAllMocks());

/** A worker's dispatcher, with the means to end it; a test that fails must not leave one to the next. */
const start = () => {
  const stopping = new AbortController();
  const ended = startDispatcher({ ...scene.context, signal: stopping.signal });
  const stop = async () => {
    stopping.abort();
    await ended;
  };
  onTestFinished(stop);
  return stop;
};
const owner = async () =>
  (await scene.test.db.execute(sql`select lease_owner, lease_until > now() as held from sender`))[0];
const stateCounts = async () =>
  Object.fromEntries(
    (await scene.test.db.execute(sql`select state, count(*)::int as n from message group by state`)).map(
      (row) => [row['state'], row['n']],
    ),
  );
const addNumbers = async (count: number) => {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await scene.addNumber(`Person ${n}`));
  return ids;
};

test('a message is on its way when its plan is committed, without a look by the clock', async () => {
  // A look every second would find it, too: those never come.
  const inEarnest = globalThis.setTimeout;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((run: () => void, ms?: number) =>
    inEarnest(ms === 1_000 ? () => {} : run, ms),
  );
  const numberId = await scene.addNumber();
  const stop = start();
  await expect.poll(async () => (await owner())?.['held']).toBe(true);
  // It is at rest, and nothing but the notification can wake it.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await scene.tell();
  await expect
    .poll(async () => (await scene.messagesOf(numberId))[0]?.state, { interval: 20 })
    .toBe('accepted');
  await stop();
});

test('two workers send each message once, one of them at a time, and the other takes over', async () => {
  const numbers = await addNumbers(20);
  const stops = [start(), start()];
  await scene.tell();
  await expect.poll(stateCounts).toEqual({ accepted: 20 });
  const first = (await owner())?.['lease_owner'];
  await Promise.all([stops[0]?.(), stops[1]?.()]);
  const stop = start();
  await scene.passInterval();
  await scene.tell();
  await expect.poll(stateCounts).toEqual({ accepted: 40 });
  expect((await owner())?.['lease_owner']).not.toBe(first);
  await stop();
  for (const numberId of numbers) expect(await scene.facts(numberId)).toHaveLength(2);
  expect((await owner())?.['held']).toBe(false);
});

test('a worker that is told to stop holds back what is not written, and loses nothing', async () => {
  const numbers = await addNumbers(40);
  await scene.sandbox.post('/_sandbox/faults', { match: 'messages', fault: { delay_answer_ms: 200 } });
  const before = (await scene.facts()).length;
  const stop = start();
  await scene.tell();
  await expect.poll(async () => (await scene.facts()).length, { interval: 20 }).toBeGreaterThan(before + 5);
  await stop();
  const counts = await stateCounts();
  expect(Object.keys(counts).toSorted()).toEqual(['accepted', 'planned']);
  expect(counts['planned']).toBeGreaterThan(0);
  await scene.sandbox.remove('/_sandbox/faults');
  await scene.passInterval();
  await dispatchOnce(scene.context);
  for (const numberId of numbers) expect(await scene.facts(numberId)).toHaveLength(1);
});

/** Who waits for a lock in this database. */
const waiting = () => owning.sql<{ pid: number }[]>`
  select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

test('a worker that overslept between claim and sending writes nothing', async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  let dispatched = Promise.resolve();
  await owning.sql.begin(async (tx) => {
    await tx`lock table attempt in exclusive mode`;
    dispatched = dispatchOnce(scene.context);
    await expect.poll(async () => (await waiting()).length).toBe(1);
    const woken = Date.now() + 25_000;
    vi.spyOn(Date, 'now').mockReturnValue(woken);
  });
  await dispatched;
  vi.restoreAllMocks();
  const [row] = await scene.messagesOf(numberId);
  expect(row?.state).toBe('planned');
  expect(await scene.attemptsOf(row?.id ?? '')).toMatchObject([
    { outcome: 'not_sent', details: expect.stringContaining('too old') },
  ]);
  expect(await scene.facts(numberId)).toHaveLength(0);
});

test('an answer is kept while the database is away, and stored when it is back', async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await scene.sandbox.post('/_sandbox/faults', { match: 'messages', fault: { delay_answer_ms: 400 } });
  const dispatched = dispatchOnce(scene.context);
  await expect
    .poll(async () => (await scene.messagesOf(numberId))[0]?.state, { interval: 20 })
    .toBe('sending');
  await owning.sql.begin(async (tx) => {
    await tx`lock table attempt in exclusive mode`;
    await expect.poll(async () => (await waiting()).length).toBe(1);
    for (const { pid } of await waiting()) await owning.sql`select pg_terminate_backend(${pid})`;
  });
  await dispatched;
  expect((await scene.messagesOf(numberId))[0]?.state).toBe('accepted');
  expect(await scene.facts(numberId)).toHaveLength(1);
});
