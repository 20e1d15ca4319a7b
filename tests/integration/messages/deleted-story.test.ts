import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alert, message, story } from '#db/schema.ts';
import { dispatchOnce } from '#lib/messages/job.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.clear());

const deleteEarly = (storyId: string) =>
  scene.test.db.update(story).set({ deletedAt: new Date() }).where(eq(story.id, storyId));
const fateOf = async (storyId: string, numberId: string) =>
  (
    await scene.test.db
      .select({ messageId: alert.messageId, reason: alert.skippedReason })
      .from(alert)
      .where(and(eq(alert.storyId, storyId), eq(alert.numberId, numberId)))
  )[0];

test('a story that its team deleted between plan and sending is not sent, though nothing has withdrawn it yet', async () => {
  const numberId = await scene.addNumber();
  const storyId = await scene.tell();
  await deleteEarly(storyId);
  await dispatchOnce(scene.context);
  expect(await scene.facts(numberId)).toEqual([]);
  expect(await scene.messagesOf(numberId)).toMatchObject([
    { state: 'expired', errorDetails: 'story_deleted' },
  ]);
  expect(await fateOf(storyId, numberId)).toEqual({ messageId: null, reason: 'story_deleted' });
});

test('a roll-up that is due leaves it out and tells of the rest', async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await dispatchOnce(scene.context);
  const [gone, kept] = [await scene.tell(), await scene.tell()];
  await deleteEarly(gone);
  await scene.passInterval();
  await scene.test.db.update(message).set({ dueAt: new Date() }).where(eq(message.state, 'planned'));
  await dispatchOnce(scene.context);
  expect(await scene.facts(numberId)).toHaveLength(2);
  expect((await fateOf(gone, numberId))?.reason).toBe('story_deleted');
  const carried = await fateOf(kept, numberId);
  const messages = await scene.messagesOf(numberId);
  expect(messages.find(({ id }) => id === carried?.messageId)).toMatchObject({
    kind: 'rollup',
    state: 'accepted',
  });
});

test('what has been sent already keeps the story that it carried', async () => {
  const numberId = await scene.addNumber();
  const storyId = await scene.tell();
  await dispatchOnce(scene.context);
  await deleteEarly(storyId);
  await dispatchOnce(scene.context);
  expect((await fateOf(storyId, numberId))?.reason).toBeNull();
  expect(await scene.facts(numberId)).toHaveLength(1);
});
