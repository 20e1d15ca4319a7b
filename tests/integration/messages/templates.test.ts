import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sender, template } from '#db/schema.ts';
import { dispatchOnce, prepareSender, sweepOnce } from '#lib/messages/job.ts';
import { syncTemplates } from '#lib/messages/job/sync-templates.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());

const rows = () => scene.test.db.select().from(template).orderBy(template.name);
const atMeta = async () =>
  (
    await scene.sandbox.get<{ templates: { id: string; name: string; status: string; category: string }[] }>(
      '/_sandbox/state',
    )
  ).templates;
const idOf = async (kind: RegExp) => (await atMeta()).find(({ name }) => kind.test(name))?.id ?? '';

test('all seven are submitted as utility and approved by webhook', async () => {
  expect(await rows()).toHaveLength(7);
  for (const row of await rows()) {
    expect(row).toMatchObject({
      state: 'approved',
      language: 'en',
      metaId: expect.any(String),
      reason: null,
    });
  }
  expect(
    (await atMeta())
      .filter(({ name }) => name.startsWith('storywire_'))
      .map(({ category }) => category.toUpperCase()),
  ).toEqual(Array.from({ length: 7 }, () => 'UTILITY'));
});

test('comparing again changes nothing and submits nothing', async () => {
  const before = await atMeta();
  expect(await syncTemplates(scene.context, { senderId: scene.senderId })).toBe(true);
  expect(await atMeta()).toEqual(before);
});

test('the sender is read and kept', async () => {
  expect(await scene.test.db.select().from(sender)).toMatchObject([
    { throughputPerSecond: 80, displayNumber: expect.stringContaining('555') },
  ]);
  expect(await prepareSender(scene.context, { tokenId: scene.tokenId })).toMatchObject({
    senderId: scene.senderId,
    complete: true,
  });
});

test('one that Meta pauses is not sent, and its stories go without a picture only once it was turned down', async () => {
  await scene.sandbox.post(`/_sandbox/templates/${await idOf(/^storywire_story_plain_/)}/pause`);
  await expect
    .poll(
      async () => {
        await scene.drainInbox();
        return (await rows()).find(({ name }) => /story_plain/.test(name))?.state;
      },
      { timeout: 15_000 },
    )
    .toBe('paused');
  const numberId = await scene.addNumber();
  await scene.tell();
  await dispatchOnce(scene.context);
  expect((await scene.messagesOf(numberId))[0]).toMatchObject({ state: 'planned' });
  await scene.sandbox.post(`/_sandbox/templates/${await idOf(/^storywire_story_plain_/)}/approve`);
  await syncTemplates(scene.context, { senderId: scene.senderId });
  await scene.passInterval();
  await dispatchOnce(scene.context);
  expect((await scene.messagesOf(numberId))[0]).toMatchObject({ state: 'accepted' });
});

test('when news of one stays out, it is asked for', async () => {
  await scene.test.db.execute(
    sql`update template set state = 'pending', updated_at = now() - interval '2 minutes'`,
  );
  expect(await sweepOnce(scene.context)).toMatchObject({ templates: 1 });
  await syncTemplates(scene.context, { senderId: scene.senderId });
  expect((await rows()).every(({ state }) => state === 'approved')).toBe(true);
  expect(await sweepOnce(scene.context)).toMatchObject({ templates: 0 });
});

test('another public address submits the set again', async () => {
  const env = { ...scene.context.env, STORYWIRE_URL: 'https://elsewhere.example.org' };
  expect(await syncTemplates({ ...scene.context, env }, { senderId: scene.senderId })).toBe(true);
  // The word of welcome holds no link, and so stays.
  expect(await rows()).toHaveLength(13);
});

test('Meta being away stops nothing and is told', async () => {
  const env = { ...scene.context.env, META_GRAPH_URL: 'http://127.0.0.1:4449' };
  expect(await prepareSender({ ...scene.context, env }, { tokenId: scene.tokenId })).toMatchObject({
    complete: false,
  });
});
