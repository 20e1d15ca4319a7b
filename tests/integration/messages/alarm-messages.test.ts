import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { grant, message, number, region, user } from '#db/schema.ts';
import { endAlarm } from '#lib/alarms/commands.ts';
import { keepAlarms, raiseAlarm } from '#lib/messages/commands/raise-alarm.ts';
import { dispatchOnce, sweepOnce } from '#lib/messages/job.ts';
import { getStatusPage } from '#lib/status/queries/get-status-page.ts';
import type { AlarmKind } from '#lib/words.ts';
import { quietNow } from '#tests/support/quiet-now.ts';
import { adminEverywhere } from '#tests/support/sample-brand.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
let [admin, editor] = ['', ''];
beforeAll(async () => {
  scene = await startScene();
  const { db } = scene.test;
  const people = await db
    .insert(user)
    .values([{ name: 'An admin' }, { name: 'Not everywhere' }])
    .returning();
  [admin = '', editor = ''] = people.map(({ id }) => id);
  await db.insert(grant).values([
    { userId: admin, role: 'admin', regionId: null },
    { userId: editor, role: 'admin', regionId: scene.targetId },
    { userId: editor, role: 'editor', regionId: null },
  ]);
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.clear();
  await scene.test.db.update(region).set({ quietHours: null });
  await scene.test.db.update(user).set({ state: 'active' });
});

const phoneOf = async (userId: string, over: Partial<typeof number.$inferInsert> = {}) => {
  const numberId = await scene.addNumber();
  await scene.test.db
    .update(number)
    .set({ userId, ...over })
    .where(eq(number.id, numberId));
  return numberId;
};
const raise = (kind: AlarmKind, thing = 'x', detail = {}) =>
  scene.test.db.transaction((tx) => raiseAlarm(tx, { kind, thing, detail }));
const written = () => scene.test.db.$count(message, eq(message.kind, 'alarm'));
const toldOf = async (kind: AlarmKind) => {
  const page = await getStatusPage(scene.test.db, { actor: adminEverywhere() });
  return { told: page.alarms.find((group) => group.kind === kind)?.told, phones: page.alarmPhones };
};

test('a grave alarm is told to the admins of all regions whose phones hear, in their language, at night and between two buzzes', async () => {
  const phone = await phoneOf(admin, { language: 'de-AT', quietHours: quietNow() });
  const others = [
    await phoneOf(editor),
    await phoneOf(admin, { state: 'opted_out' }),
    await phoneOf(admin, { state: 'invited' }),
    await scene.addNumber(),
  ];
  await scene.test.db.update(number).set({ buzzFreeAt: sql`now() + interval '10 minutes'` });
  const before = await scene.test.db.select().from(number).where(eq(number.id, phone));
  expect(await raise('mismatch')).toBe(true);
  expect(await toldOf('mismatch')).toMatchObject({ told: [{ label: 'Ana', fate: 'waiting' }], phones: 1 });
  await dispatchOnce(scene.context);
  expect(await scene.facts(phone)).toMatchObject([
    { template: expect.stringMatching(/^storywire_alarm_/), language: 'de' },
  ]);
  const [row] = await scene.messagesOf(phone);
  expect(row?.body).toContain('Die Summen gehen nicht auf');
  for (const other of others) expect(await scene.messagesOf(other)).toEqual([]);
  const after = await scene.test.db.select().from(number).where(eq(number.id, phone));
  expect(after[0]?.buzzFreeAt).toEqual(before[0]?.buzzFreeAt);
  expect(await toldOf('mismatch')).toMatchObject({ told: [{ fate: 'sent' }] });
});

test('it is told once while it lasts, and once an hour of a kind however often it comes, by whomever', async () => {
  const phone = await phoneOf(admin);
  await Promise.all([raise('unconfirmed', 'a'), raise('unconfirmed', 'b'), raise('unconfirmed', 'a')]);
  await keepAlarms(scene.test.db, 'unconfirmed', [{ thing: 'c' }]);
  expect(await written()).toBe(1);
  await dispatchOnce(scene.context);
  await endAlarm(scene.test.db, { kind: 'unconfirmed', thing: 'c' });
  await raise('unconfirmed', 'c');
  expect(await written()).toBe(1);
  expect(await toldOf('unconfirmed')).toMatchObject({ told: [{ label: 'Ana' }] });
  await scene.test.db.execute(sql`update alarm set opened_at = opened_at - interval '61 minutes'`);
  await raise('unconfirmed', 'd');
  await raise('mismatch');
  expect((await scene.messagesOf(phone)).map(({ dedupeKey }) => dedupeKey.split(':')[0])).toEqual([
    'alarm',
    'alarm',
    'alarm',
  ]);
});

test('what is amber, and an alarm message in doubt, is told to nobody', async () => {
  await phoneOf(admin);
  await raise('limit_near');
  await raise('unreachable');
  await raise('unconfirmed', 'x', { kind: 'alarm' });
  expect(await written()).toBe(0);
});

test('alarm messages that cannot be sent, or whose fate stays in doubt, make no more of them', async () => {
  const phone = await phoneOf(admin);
  await raise('mismatch');
  await dispatchOnce(scene.context);
  await scene.test.db.execute(
    sql`update attempt set outcome = 'uncertain', wamid = null, started_at = now() - interval '5 minutes'`,
  );
  await scene.test.db.execute(sql`update message set state = 'unconfirmed', failed_at = now(), wamid = null`);
  await sweepOnce(scene.context);
  await sweepOnce(scene.context);
  const { alarms } = await getStatusPage(scene.test.db, { actor: adminEverywhere() });
  expect(alarms.map(({ kind }) => kind)).toEqual(['mismatch', 'unconfirmed']);
  expect(await toldOf('mismatch')).toMatchObject({ told: [{ fate: 'missed' }] });
  expect(await scene.messagesOf(phone)).toHaveLength(1);
});

test('an alarm that is over before it could be told is told no more, and told anew when it comes again', async () => {
  const phone = await phoneOf(admin);
  await scene.test.db.execute(sql`update token set state = 'broken', broken_reason = 'expired'`);
  await sweepOnce(scene.context);
  await dispatchOnce(scene.context);
  expect(await toldOf('token_broken')).toMatchObject({ told: [{ fate: 'waiting' }] });
  await scene.test.db.execute(sql`update token set state = 'healthy', broken_reason = null`);
  await sweepOnce(scene.context);
  await dispatchOnce(scene.context);
  expect(await scene.facts(phone)).toEqual([]);
  expect(await scene.messagesOf(phone)).toMatchObject([{ state: 'expired' }]);
  await raise('token_broken');
  expect(await written()).toBe(2);
});

test('where no admin of all regions has a work number that hears, the status page says so', async () => {
  await phoneOf(editor);
  await phoneOf(admin, { state: 'paused' });
  await raise('breaker_open');
  expect(await written()).toBe(0);
  expect(await toldOf('breaker_open')).toEqual({ told: [], phones: 0 });
});

test('a disabled admin is told nothing', async () => {
  await phoneOf(admin);
  await scene.test.db.update(user).set({ state: 'disabled' }).where(eq(user.id, admin));
  await raise('breaker_open');
  expect(await written()).toBe(0);
});
