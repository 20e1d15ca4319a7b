import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { number, optIn, region, user } from '#db/schema.ts';
import { welcomeNumbers } from '#lib/alerts/commands/welcome-numbers.ts';
import { dispatchOnce, sweepOnce } from '#lib/messages/job.ts';
import { quietNow } from '#tests/support/quiet-now.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
let admin = '';
beforeAll(async () => {
  scene = await startScene();
  const [row] = await scene.test.db.insert(user).values({ name: 'An admin' }).returning({ id: user.id });
  admin = row?.id ?? '';
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.clear();
  await scene.test.db.update(region).set({ quietHours: null });
});

/** A number that a person vouched for, as the form and the import make it. */
const vouchedFor = async () => {
  const numberId = await scene.addNumber();
  await scene.test.db.update(optIn).set({ attestedByUserId: admin }).where(eq(optIn.numberId, numberId));
  return numberId;
};
const kindsOf = async (numberId: string) =>
  (await scene.messagesOf(numberId)).map(({ kind, state }) => `${kind} ${state}`);

test('a number that somebody vouched for is told so once, however often it is asked, and by the sweep if nobody does', async () => {
  const [first, second] = [await vouchedFor(), await vouchedFor()];
  const told = await Promise.all([
    welcomeNumbers(scene.test.db, { numberIds: [first] }),
    welcomeNumbers(scene.test.db, { numberIds: [first] }),
  ]);
  expect(told.toSorted()).toEqual([0, 1]);
  expect(await sweepOnce(scene.context)).toMatchObject({ joined: 1 });
  await dispatchOnce(scene.context);
  expect(await sweepOnce(scene.context)).toMatchObject({ joined: 0 });
  for (const numberId of [first, second]) {
    expect(await kindsOf(numberId)).toEqual(['joined accepted']);
    expect(await scene.facts(numberId)).toMatchObject([
      { template: expect.stringMatching(/^storywire_joined_/) },
    ]);
  }
});

test('numbers that the system set up, or that joined by themselves, need no telling', async () => {
  const numberId = await scene.addNumber();
  expect(await welcomeNumbers(scene.test.db, { numberIds: [numberId] })).toBe(0);
  expect(await sweepOnce(scene.context)).toMatchObject({ joined: 0 });
});

test('no story is told before it, and its interval is left to the first story', async () => {
  const numberId = await vouchedFor();
  await welcomeNumbers(scene.test.db, { numberIds: [numberId] });
  await scene.test.db.execute(
    sql`update message set due_at = now() + interval '1 hour' where kind = 'joined'`,
  );
  await scene.tell();
  await dispatchOnce(scene.context);
  expect(await scene.facts(numberId)).toHaveLength(0);
  await scene.test.db.execute(sql`update message set due_at = now() where kind = 'joined'`);
  await dispatchOnce(scene.context);
  await scene.test.db.execute(sql`update number set not_before = null`);
  await dispatchOnce(scene.context);
  expect((await scene.facts(numberId)).map(({ template }) => template?.replace(/_[0-9a-f]{8}$/, ''))).toEqual(
    ['storywire_joined', 'storywire_story_plain'],
  );
});

test('it waits for the end of quiet hours', async () => {
  const numberId = await vouchedFor();
  await scene.test.db.update(number).set({ quietHours: quietNow() }).where(eq(number.id, numberId));
  await welcomeNumbers(scene.test.db, { numberIds: [numberId] });
  const [joined] = await scene.messagesOf(numberId);
  const waitMs = (joined?.dueAt.getTime() ?? 0) - Date.now();
  expect(waitMs).toBeGreaterThan(58 * 60_000);
  expect(waitMs).toBeLessThanOrEqual(60 * 60_000);
});
