import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { flag, number, region, story, user } from '#db/schema.ts';
import type { UserActor } from '#lib/actor.ts';
import { changeFlag } from '#lib/flags/commands/change-flag.ts';
import { flagStory } from '#lib/flags/commands/flag-story.ts';
import { dispatchOnce } from '#lib/messages/job.ts';
import { personWith, sampleNumber } from '#tests/support/sample-brand.ts';
import { quietNow } from '#tests/support/quiet-now.ts';
import { type Scene, startScene } from '../messages/scene.ts';

let scene: Scene;
let editor: UserActor;
beforeAll(async () => {
  scene = await startScene();
  const [row] = await scene.test.db.insert(user).values({ name: 'Rui' }).returning({ id: user.id });
  const role = { role: 'editor', regionId: scene.targetId } as const;
  editor = { ...personWith(role), userId: row?.id ?? '', name: 'Rui' };
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.test.db.delete(flag);
  await scene.clear();
  await scene.test.db.update(region).set({ quietHours: null });
});

/** A phone of the team whose story it is. */
const teamPhone = () => sampleNumber(scene.test.db, scene.source.regionId, 'Team phone');

const flagProblem = async (over: { urgent?: boolean; kind?: 'problem' | 'repost' } = {}) => {
  const { db } = scene.test;
  const storyId = await scene.addStory();
  const [row] = await db.select({ code: story.code }).from(story).where(eq(story.id, storyId));
  const made = await flagStory(db, {
    actor: editor,
    code: row?.code ?? '',
    regionId: scene.targetId,
    kind: 'problem',
    words: 'No licence for this music',
    urgent: false,
    ...over,
  });
  return { ...made, code: row?.code ?? '' };
};

test("a problem tells the source region's phones at once, with who says so and the link, and takes nobody's interval", async () => {
  const [phone, other] = [await teamPhone(), await scene.addNumber()];
  const { told, code } = await flagProblem();
  expect(told).toBe(1);
  await dispatchOnce(scene.context);
  const [fact, more] = await scene.facts(phone);
  expect(more).toBeUndefined();
  expect(fact?.template).toMatch(/^storywire_problem_/);
  expect(fact?.text).toContain('Rui');
  expect(fact?.text).toContain('Portugal');
  expect(fact?.text).toContain(code);
  expect(await scene.facts(other)).toEqual([]);
  const [row] = await scene.test.db.select().from(number).where(eq(number.id, phone));
  expect(row?.buzzMessageId).toBeNull();
});

test('no other kind of flag tells anybody', async () => {
  const phone = await teamPhone();
  expect((await flagProblem({ kind: 'repost' })).told).toBe(0);
  expect(await scene.messagesOf(phone)).toEqual([]);
});

test('in quiet hours a problem waits for their end, unless it is urgent or becomes so', async () => {
  const { db } = scene.test;
  const phone = await teamPhone();
  await db.update(number).set({ quietHours: quietNow() }).where(eq(number.id, phone));
  const waiting = await flagProblem();
  await dispatchOnce(scene.context);
  expect(await scene.facts(phone)).toEqual([]);
  expect((await scene.messagesOf(phone))[0]?.dueAt.getTime()).toBeGreaterThan(Date.now() + 58 * 60_000);

  await flagProblem({ urgent: true });
  await dispatchOnce(scene.context);
  expect(await scene.facts(phone)).toHaveLength(1);

  await changeFlag(db, { actor: editor, flagId: waiting.flagId, change: 'urgent', urgent: true });
  await scene.passInterval();
  await dispatchOnce(scene.context);
  expect(await scene.facts(phone)).toHaveLength(2);
});

test('whoever says so, and phones that are paused, are not told', async () => {
  const { db } = scene.test;
  const [own, paused] = [await teamPhone(), await teamPhone()];
  await db.update(number).set({ userId: editor.userId }).where(eq(number.id, own));
  await db.update(number).set({ state: 'paused' }).where(eq(number.id, paused));
  await flagProblem();
  expect(await scene.messagesOf(own)).toEqual([]);
  expect(await scene.messagesOf(paused)).toEqual([]);
});
