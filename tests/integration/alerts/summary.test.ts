import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { number, numberRegion, region, route } from '#db/schema.ts';
import { dispatchOnce } from '#lib/messages/job.ts';
import { eventually } from '#tests/support/eventually.ts';
import { quietNow } from '#tests/support/quiet-now.ts';
import { type Scene, startScene } from '../messages/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.clear();
  await scene.test.db.delete(route);
  await scene.test.db.update(region).set({ archivedAt: null });
});

const setQuiet = (numberId: string, quietHours: string | null) =>
  scene.test.db.update(number).set({ quietHours }).where(eq(number.id, numberId));
const carriers = () =>
  scene.test.db.execute<{ kind: string | null; state: string | null; skipped: string | null }>(
    sql`select m.kind, m.state, a.skipped_reason as skipped from alert a left join message m on m.id = a.message_id`,
  );

test('what is posted in quiet hours is one summary at their end, and no buzz before', async () => {
  const numberId = await scene.addNumber();
  await setQuiet(numberId, quietNow());
  for (let n = 0; n < 3; n += 1) await scene.tell();
  await dispatchOnce(scene.context);
  expect(await scene.facts(numberId)).toHaveLength(0);
  const messages = await scene.messagesOf(numberId);
  expect(messages).toMatchObject([{ kind: 'summary', state: 'held' }]);
  await setQuiet(numberId, 'none');
  await scene.passInterval();
  await dispatchOnce(scene.context);
  expect(await scene.facts(numberId)).toMatchObject([
    { template: expect.stringMatching(/^storywire_summary_plain_/) },
  ]);
  expect(await carriers()).toHaveLength(3);
});

test('a message that was planned before quiet hours were set moves into the summary, and so is told once', async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await setQuiet(numberId, quietNow());
  await dispatchOnce(scene.context);
  expect(await scene.facts(numberId)).toHaveLength(0);
  expect(await carriers()).toMatchObject([{ kind: 'summary', state: 'held', skipped: null }]);
  expect((await scene.messagesOf(numberId)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'story expired',
    'summary held',
  ]);
});

test('a message that was in doubt once waits for the end of quiet hours as itself, so that a late webhook finds what it carried', async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await scene.sandbox.post('/_sandbox/faults', { match: 'webhooks', fault: { webhooks: { hold: true } } });
  await dispatchOnce(scene.context);
  const { db } = scene.test;
  // As the resolver leaves it once silence has proven that it was not accepted.
  await db.execute(sql`update attempt set outcome = 'absent', wamid = null`);
  await db.execute(
    sql`update message set state = 'planned', lease_until = null, wamid = null, accepted_at = null`,
  );
  await scene.passInterval();
  await setQuiet(numberId, quietNow());
  await dispatchOnce(scene.context);
  expect(await scene.messagesOf(numberId)).toMatchObject([{ kind: 'story', state: 'held' }]);

  await scene.sandbox.remove('/_sandbox/faults');
  await scene.sandbox.post('/_sandbox/webhooks/release');
  await eventually('the late webhook has come', async () => {
    await scene.drainInbox();
    return (await scene.messagesOf(numberId))[0]?.state === 'delivered';
  });
  await setQuiet(numberId, 'none');
  await scene.passInterval();
  await dispatchOnce(scene.context);
  expect(await scene.facts(numberId)).toHaveLength(1);
  expect(await scene.messagesOf(numberId)).toHaveLength(1);
});

test('a followed region is told at once where the route says otherwise, and an archived one is told of nothing', async () => {
  const follower = await scene.addNumber('Follower');
  const other = await scene.addNumber('Other');
  const { db } = scene.test;
  const cell = { sourceRegionId: scene.source.regionId, targetRegionId: scene.targetId };
  await db.insert(route).values({ ...cell, delivery: 'summary' });
  await db.insert(numberRegion).values({ numberId: follower, regionId: scene.source.regionId });
  await scene.tell();
  expect(await scene.messagesOf(follower)).toMatchObject([{ kind: 'story' }]);
  expect(await scene.messagesOf(other)).toMatchObject([{ kind: 'summary' }]);
  await dispatchOnce(scene.context);
  // The summary that waits for tomorrow holds back nothing of today.
  await db.update(route).set({ delivery: 'instant' });
  await scene.tell();
  expect((await scene.messagesOf(other)).map(({ kind }) => kind)).toEqual(['summary', 'story']);
  await db.update(region).set({ archivedAt: new Date() }).where(eq(region.id, scene.targetId));
  await dispatchOnce(scene.context);
  expect((await carriers()).filter(({ skipped }) => skipped === 'region_archived').length).toBeGreaterThan(0);
});
