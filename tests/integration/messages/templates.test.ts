import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alarm, message, number, sender, template } from '#db/schema.ts';
import { changeTemplate } from '#lib/messages/commands/save-template.ts';
import { dispatchOnce, prepareSender, sweepOnce } from '#lib/messages/job.ts';
import { syncTemplates } from '#lib/messages/job/sync-templates.ts';
import { writeAbout } from '#lib/messages/notice-about.ts';
import { silentAfterSeconds } from '#lib/messages/templates/time-to-live.ts';
import { graph } from '../sandbox/graph-call.ts';
import { eventually } from '#tests/support/eventually.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());

const rows = () => scene.test.db.select().from(template).orderBy(template.name);
const atMeta = async () =>
  (
    await scene.sandbox.get<{
      templates: { id: string; name: string; language: string; status: string; category: string }[];
    }>('/_sandbox/state')
  ).templates;
const idOf = async (kind: RegExp, language = 'en') =>
  (await atMeta()).find((each) => kind.test(each.name) && each.language === language)?.id ?? '';
const rowOf = async (kind: RegExp, language = 'en') =>
  (await rows()).find((each) => kind.test(each.name) && each.language === language);
/** What the sandbox does to a template, until our row says so. */
const change = async (what: string, kind: RegExp, body: object, expected: object) => {
  await scene.sandbox.post(`/_sandbox/templates/${await idOf(kind)}/${what}`, body);
  await eventually('the webhook has been worked through', async () => {
    await scene.drainInbox();
    const row = await rowOf(kind);
    return Object.entries(expected).every(([key, value]) => Reflect.get(row ?? {}, key) === value);
  });
};
const restore = async () => {
  for (const { id, name, status, category } of await atMeta()) {
    if (!name.startsWith('storywire_')) continue;
    if (status !== 'APPROVED') await scene.sandbox.post(`/_sandbox/templates/${id}/approve`);
    if (category !== 'UTILITY')
      await scene.sandbox.post(`/_sandbox/templates/${id}/category`, { category: 'UTILITY' });
  }
  await eventually('the webhooks have come', async () => {
    const { webhooks } = await scene.sandbox.get<{ webhooks: { waiting: number } }>('/_sandbox/state');
    return webhooks.waiting === 0;
  });
  await scene.drainInbox();
  await syncTemplates(scene.context, { senderId: scene.senderId });
};
const story = /^storywire_story_[0-9a-f]{8}$/;
const plain = /^storywire_story_plain_/;

test('all seventy are submitted as utility, each with its time to live, and approved by webhook', async () => {
  expect(await rows()).toHaveLength(70);
  for (const row of await rows()) {
    expect(row).toMatchObject({
      state: 'approved',
      metaId: expect.any(String),
      category: 'UTILITY',
      reason: null,
    });
  }
  const ours = (await atMeta()).filter(({ name }) => name.startsWith('storywire_'));
  expect(new Set(ours.map(({ category }) => category))).toEqual(new Set(['UTILITY']));
  expect([...new Set(ours.map(({ language }) => language))].toSorted()).toEqual(
    ['en', 'es', 'pt_BR', 'fr', 'de', 'ja', 'ar'].toSorted(),
  );
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
  await scene.sandbox.post(`/_sandbox/templates/${await idOf(plain)}/pause`);
  await expect
    .poll(
      async () => {
        await scene.drainInbox();
        return (await rowOf(plain))?.state;
      },
      { timeout: 15_000 },
    )
    .toBe('paused');
  const numberId = await scene.addNumber();
  await scene.tell();
  await dispatchOnce(scene.context);
  expect((await scene.messagesOf(numberId))[0]).toMatchObject({ state: 'planned' });
  await scene.sandbox.post(`/_sandbox/templates/${await idOf(plain)}/approve`);
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

test('a template that Meta moves to marketing is not sent: the same without its picture goes instead', async () => {
  await scene.clear();
  await change('category', story, { category: 'MARKETING' }, { category: 'MARKETING', state: 'approved' });
  const numberId = await scene.addNumber();
  await scene.test.db.update(number).set({ language: 'en' });
  await scene.tell({ picture: true });
  await dispatchOnce(scene.context);
  await scene.passInterval();
  await dispatchOnce(scene.context);
  expect((await scene.facts(numberId)).map((fact) => fact.template)).toEqual([expect.stringMatching(plain)]);
  // Reading says the same as the webhook.
  await syncTemplates(scene.context, { senderId: scene.senderId });
  expect(await rowOf(story)).toMatchObject({ category: 'MARKETING', state: 'approved' });
  await restore();
  expect(await rowOf(story)).toMatchObject({ category: 'UTILITY' });
});

test('what is coming is noted and goes on being sent: a poor rating, and a move that Meta announces', async () => {
  await change('quality', story, { score: 'RED' }, { state: 'approved', reason: 'QUALITY_RED' });
  await syncTemplates(scene.context, { senderId: scene.senderId });
  expect(await rowOf(story)).toMatchObject({ state: 'approved', reason: 'QUALITY_RED' });
  await change('quality', story, { score: 'GREEN' }, { reason: null });
  const announced = { category: 'MARKETING', announce: true };
  await change('category', story, announced, { category: 'UTILITY', reason: 'MOVING_TO_MARKETING' });
  await syncTemplates(scene.context, { senderId: scene.senderId });
  expect(await rowOf(story)).toMatchObject({ category: 'UTILITY', reason: 'MOVING_TO_MARKETING' });
  await change('category', story, { category: 'UTILITY' }, { reason: null });
});

test.each([
  ['reject', { reason: 'PROMOTIONAL' }, { state: 'rejected', reason: 'PROMOTIONAL' }],
  ['disable', {}, { state: 'disabled' }],
  ['limit', {}, { state: 'disabled' }],
])(
  'one that Meta comes to %s is no longer sent, by webhook and by reading alike',
  async (what, body, expected) => {
    await change(what, story, body, expected);
    await syncTemplates(scene.context, { senderId: scene.senderId });
    expect(await rowOf(story)).toMatchObject(expected);
    await restore();
    expect(await rowOf(story)).toMatchObject({ state: 'approved', reason: null });
  },
);

test('a webhook that comes late and out of order does not decide: the list is read, and does', async () => {
  const { name, language } = (await rowOf(story)) ?? { name: '', language: '' };
  const jobs = () =>
    scene.test.sql`select 1 from pgboss.job where name = 'templates.sync' and state < 'active'`;
  await scene.test.sql`delete from pgboss.job where name = 'templates.sync'`;
  await scene.test.db.transaction((tx) =>
    changeTemplate(tx, { name, language, state: 'paused', reason: null }),
  );
  expect(await jobs()).toHaveLength(1);
  await syncTemplates(scene.context, { senderId: scene.senderId });
  expect(await rowOf(story)).toMatchObject({ state: 'approved' });
});

test('one that Meta does not take is noted with the reason, costs the others nothing, and is left alone for ten minutes', async () => {
  const env = { ...scene.context.env, STORYWIRE_URL: 'https://refused.example.org' };
  const sync = () => syncTemplates({ ...scene.context, env }, { senderId: scene.senderId });
  const before = new Set((await rows()).map(({ name }) => name));
  expect(await sync()).toBe(true);
  const name =
    (await rows()).find((each) => !before.has(each.name) && each.name.includes('alarm'))?.name ?? '';
  await eventually('it is approved', async () =>
    (await atMeta()).some((each) => each.name === name && each.status === 'APPROVED'),
  );
  // Meta keeps the name of what was approved and deleted for thirty days.
  const path = `${scene.context.env.WHATSAPP_BUSINESS_ACCOUNT_ID}/message_templates`;
  await graph(scene.sandbox, 'DELETE', path, { params: { name, hsm_id: await idOf(new RegExp(name)) } });
  expect(await sync()).toBe(false);
  const missing = async () => (await rows()).filter(({ state }) => state === 'missing');
  const first = await missing();
  expect(first).toMatchObject([{ name, language: 'en', reason: expect.stringContaining('2388023') }]);
  expect(await sync()).toBe(false);
  expect(await missing()).toEqual(first);
  await scene.test.db.execute(
    sql`update template set updated_at = now() - interval '11 minutes' where state = 'missing'`,
  );
  expect(await sync()).toBe(false);
  expect((await missing())[0]?.updatedAt).not.toEqual(first[0]?.updatedAt);
  await scene.test.db.delete(template).where(eq(template.publicUrl, env.STORYWIRE_URL));
});

test('another public address submits the set again; until it is approved messages wait, and none goes out with the old one', async () => {
  await scene.clear();
  await restore();
  const env = { ...scene.context.env, STORYWIRE_URL: 'https://elsewhere.example.org' };
  const context = { ...scene.context, env };
  const before = await rows();
  expect(await syncTemplates(context, { senderId: scene.senderId })).toBe(true);
  const known = new Set(before.map(({ id }) => id));
  const added = async () => (await rows()).filter(({ id }) => !known.has(id));
  // The word of welcome holds no link, and so stays.
  expect(await added()).toHaveLength(63);
  await scene.test.db.execute(sql`update template set state = 'pending' where public_url like '%elsewhere%'`);
  const numberId = await scene.addNumber();
  await scene.tell();
  await dispatchOnce(context);
  expect(await scene.messagesOf(numberId)).toMatchObject([{ state: 'planned' }]);
  expect(await scene.facts(numberId)).toEqual([]);
  await eventually('the new set is approved', async () => {
    await scene.drainInbox();
    await syncTemplates(context, { senderId: scene.senderId });
    return (await added()).every(({ state }) => state === 'approved');
  });
  await scene.passInterval();
  await dispatchOnce(context);
  const names = new Set((await added()).map(({ name }) => name));
  const sent = await scene.facts(numberId);
  expect(sent).toHaveLength(1);
  expect(names.has(sent[0]?.template ?? '')).toBe(true);
  expect(sent[0]?.text).toContain('https://elsewhere.example.org/s/');
});

test('a problem, an approval and an alarm go out in the reader’s language, and need no story', async () => {
  await scene.clear();
  const numberId = await scene.addNumber();
  await scene.test.db.update(number).set({ language: 'ar' });
  const [lasting] = await scene.test.db
    .insert(alarm)
    .values({ kind: 'mismatch', thing: 'messages' })
    .returning({ id: alarm.id });
  await scene.test.db.insert(message).values({
    kind: 'alarm',
    senderId: scene.senderId,
    numberId,
    alarmId: lasting?.id ?? '',
    dedupeKey: 'alarm:test',
    body: writeAbout('alarm', { what: 'Brazil was not checked for 45 minutes.', path: 'regions' }),
    dueAt: new Date(),
    usefulUntil: new Date(Date.now() + 3_600_000),
  });
  await dispatchOnce(scene.context);
  const [fact] = await scene.facts(numberId);
  expect(fact).toMatchObject({ template: expect.stringMatching(/^storywire_alarm_/), language: 'ar' });
  expect(fact?.text).toContain('https://stories.example.org/regions ');
  expect(fact?.text).toContain('Brazil was not checked for 45 minutes.');
});

test('what was accepted and not delivered within its time to live ends as expired, and a late delivered overrules that', async () => {
  await scene.clear();
  const numberId = await scene.addNumber();
  const phone = `/_sandbox/phones/${await scene.digits(numberId)}`;
  await scene.sandbox.put(phone, { online: false });
  await scene.tell();
  await dispatchOnce(scene.context);
  const state = async () => (await scene.messagesOf(numberId)).map((each) => each.state)[0];
  await eventually('it is sent', async () => {
    await scene.drainInbox();
    return (await state()) === 'sent';
  });
  const age = (seconds: number) =>
    scene.test.db.execute(
      sql`update message set accepted_at = now() - ${seconds} * interval '1 second', useful_until = now() + interval '20 hours'`,
    );
  await scene.test.db.execute(
    sql`update attempt set ended_at = now() - ${silentAfterSeconds('story')} * interval '1 second'`,
  );
  await age(silentAfterSeconds('story') - 60);
  await sweepOnce(scene.context);
  expect(await state()).toBe('sent');
  await age(silentAfterSeconds('story') + 1);
  await sweepOnce(scene.context);
  expect(await state()).toBe('expired');
  await scene.sandbox.put(phone, { online: true });
  await eventually('it is delivered after all', async () => {
    await scene.drainInbox();
    return (await state()) === 'delivered';
  });
});

test('Meta being away stops nothing and is told', async () => {
  const env = { ...scene.context.env, META_GRAPH_URL: 'http://127.0.0.1:4449' };
  expect(await prepareSender({ ...scene.context, env }, { tokenId: scene.tokenId })).toMatchObject({
    complete: false,
  });
});
