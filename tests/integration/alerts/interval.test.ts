import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plan } from '#db/schema.ts';
import { planStory } from '#lib/alerts/job.ts';
import { dispatchOnce } from '#lib/messages/job.ts';
import { sampleAccount, sampleRegion, sampleStory } from '#tests/support/sample-brand.ts';
import { type Scene, startScene } from '../messages/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.clear());

const kindsOf = async (numberId: string) =>
  (await scene.messagesOf(numberId)).map(({ kind, state }) => `${kind} ${state}`);
const alerts = () =>
  scene.test.db.execute(sql`select story_id, number_id, message_id, skipped_reason from alert`);
const templatesOf = async (numberId: string) =>
  (await scene.facts(numberId)).map(({ template }) => template?.replace(/_[0-9a-f]{8}$/, ''));

test('a burst of nine is one message at once and one roll-up of eight when the interval ends', async () => {
  const numberId = await scene.addNumber();
  for (let n = 0; n < 9; n += 1) await scene.tell();
  await dispatchOnce(scene.context);
  expect(await kindsOf(numberId)).toEqual(['story accepted', 'rollup planned']);
  const [, rollUp] = await scene.messagesOf(numberId);
  const waitMs = (rollUp?.dueAt.getTime() ?? 0) - Date.now();
  expect(waitMs).toBeGreaterThan(9 * 60_000);
  expect(waitMs).toBeLessThanOrEqual(10 * 60_000);
  await dispatchOnce(scene.context);
  expect(await templatesOf(numberId)).toEqual(['storywire_story_plain']);

  await scene.passInterval();
  await dispatchOnce(scene.context);
  expect(await templatesOf(numberId)).toEqual(['storywire_story_plain', 'storywire_rollup_plain']);
  const carried = (await alerts()).filter(({ message_id: id }) => id === rollUp?.id);
  expect(carried).toHaveLength(8);
});

test('stories of two regions in the same second, planned by two workers, are one message and one roll-up', async () => {
  const numbers: string[] = [];
  for (let n = 0; n < 5; n += 1) numbers.push(await scene.addNumber(`Person ${n}`));
  const { db } = scene.test;
  const other = await sampleRegion(db, { name: `Japan ${Date.now()}` });
  const accountId = await sampleAccount(db, other);
  const stories = [
    await scene.addStory(),
    (await sampleStory(db, { accountId, regionId: other, postedAt: new Date() })).id,
    await scene.addStory(),
    (await sampleStory(db, { accountId, regionId: other, postedAt: new Date() })).id,
  ];
  await db.execute(
    sql`update story set media_state = 'none', found_at = now() where media_state = 'pending'`,
  );
  await Promise.all(
    stories.flatMap((storyId) => [
      planStory(scene.context, { storyId }),
      planStory(scene.context, { storyId }),
    ]),
  );
  await Promise.all([dispatchOnce(scene.context), dispatchOnce(scene.context)]);
  for (const numberId of numbers) {
    expect((await kindsOf(numberId)).toSorted()).toEqual(['rollup planned', 'story accepted']);
    expect(await scene.facts(numberId)).toHaveLength(1);
  }
  expect(await alerts()).toHaveLength(numbers.length * stories.length);
  expect(await db.$count(plan)).toBe(stories.length);
});

test('two messages that are due for one number at once are claimed one an interval', async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await scene.tell();
  await scene.test.db.execute(sql`update message set due_at = now() where state = 'planned'`);
  await dispatchOnce(scene.context);
  await scene.test.db.execute(sql`update message set due_at = now() where state = 'planned'`);
  await scene.test.db.execute(sql`update number set not_before = null`);
  await dispatchOnce(scene.context);
  expect(await scene.facts(numberId)).toHaveLength(1);
  const [, rollUp] = await scene.messagesOf(numberId);
  expect((rollUp?.dueAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(9 * 60_000);
});

test('what was proven not to be sent is not held by the interval that it took itself', async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await dispatchOnce({
    ...scene.context,
    env: { ...scene.context.env, META_GRAPH_URL: 'http://127.0.0.1:4449' },
  });
  await scene.test.db.execute(sql`update message set due_at = now()`);
  await scene.test.db.execute(sql`update number set not_before = null`);
  await dispatchOnce(scene.context);
  expect(await kindsOf(numberId)).toEqual(['story accepted']);
});

test('a roll-up of one story reads as that story', async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await scene.tell();
  await dispatchOnce(scene.context);
  await scene.passInterval();
  await dispatchOnce(scene.context);
  expect(await templatesOf(numberId)).toEqual(['storywire_story_plain', 'storywire_story_plain']);
});

test('a roll-up stops collecting when it is claimed', async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await scene.tell();
  await dispatchOnce(scene.context);
  await scene.passInterval();
  await dispatchOnce(scene.context);
  await scene.tell();
  expect(await kindsOf(numberId)).toEqual(['story accepted', 'rollup accepted', 'rollup planned']);
});

describe('the plan', () => {
  test('is made once, and says who is not told and why', async () => {
    const active = await scene.addNumber();
    const paused = await scene.addNumber('Paused');
    await scene.test.db.execute(sql`update number set state = 'paused' where id = ${paused}`);
    const storyId = await scene.tell();
    await planStory(scene.context, { storyId });
    expect(await scene.test.db.select().from(plan)).toMatchObject([{ storyId, told: 1, skipped: 1 }]);
    const rows = await alerts();
    expect(rows.find(({ number_id: id }) => id === paused)).toMatchObject({
      skipped_reason: 'number_paused',
      message_id: null,
    });
    expect(rows.find(({ number_id: id }) => id === active)).toMatchObject({ skipped_reason: null });
  });

  test('stories that were live before the first check are never told', async () => {
    await scene.addNumber();
    const storyId = await scene.addStory();
    await scene.test.db.execute(sql`update story set alerted = false where id = ${storyId}`);
    await planStory(scene.context, { storyId });
    expect(await alerts()).toHaveLength(0);
    expect(await scene.test.db.$count(plan)).toBe(0);
  });

  test('without WhatsApp it is made, and tells nobody', async () => {
    await scene.addNumber();
    const storyId = await scene.addStory();
    const { WHATSAPP_PHONE_NUMBER_ID: _, ...env } = scene.context.env;
    await planStory({ ...scene.context, env }, { storyId });
    expect(await scene.test.db.select().from(plan)).toMatchObject([{ storyId, told: 0, skipped: 0 }]);
  });

  test('waits while the sender is not stored yet', async () => {
    const storyId = await scene.addStory();
    const env = { ...scene.context.env, WHATSAPP_PHONE_NUMBER_ID: '1' };
    await expect(planStory({ ...scene.context, env }, { storyId })).rejects.toThrow('not ready');
    expect(await scene.test.db.$count(plan)).toBe(0);
  });

  test('that breaks half way leaves nothing behind, and is made whole the next time', async () => {
    const numberId = await scene.addNumber();
    const storyId = await scene.addStory();
    await scene.test.db
      .execute(sql`insert into message (id, kind, sender_id, dedupe_key, due_at, useful_until)
      values (gen_random_uuid(), 'story', ${scene.senderId}, ${`story:${storyId}:${numberId}`}, now(), now())`);
    await expect(planStory(scene.context, { storyId })).rejects.toThrow('planned before');
    expect(await alerts()).toHaveLength(0);
    expect(await scene.test.db.$count(plan)).toBe(0);
    await scene.test.db.execute(sql`delete from message`);
    await planStory(scene.context, { storyId });
    expect(await alerts()).toHaveLength(1);
  });
});
