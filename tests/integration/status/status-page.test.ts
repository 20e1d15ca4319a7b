import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alarm, message, sender } from '#db/schema.ts';
import { openAlarm } from '#lib/alarms/commands.ts';
import type { StorywireError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { getCostsPage } from '#lib/costs/queries/get-costs-page.ts';
import { countAlarms } from '#lib/status/queries/list-alarms.ts';
import { getStatusPage } from '#lib/status/queries/get-status-page.ts';
import { mostItems } from '#lib/status/status-page.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  adminEverywhere,
  personWith,
  sampleNumber,
  sampleRegion,
  sampleSender,
  viewerOf,
} from '#tests/support/sample-brand.ts';

let database: TestDatabase;
let [here, there, senderId, numberId] = ['', '', '', ''];
beforeAll(async () => {
  database = await testDatabase();
  here = await sampleRegion(database.db, { name: 'Here' });
  there = await sampleRegion(database.db, { name: 'There' });
  senderId = await sampleSender(database.db);
  numberId = await sampleNumber(database.db, here, 'Ana');
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.delete(alarm);
  await database.db.delete(message);
});

const put = async (over: Partial<typeof message.$inferInsert>) => {
  const id = newId();
  const day = 24 * 3_600_000;
  const due = { dueAt: new Date(), usefulUntil: new Date(Date.now() + day) };
  await database.db
    .insert(message)
    .values({ id, kind: 'story', senderId, numberId, dedupeKey: id, ...due, ...over });
  return id;
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: StorywireError) => error.code,
  );

test('admins of all regions see every alarm and the figures; editors what is amiss in their region, and no figures', async () => {
  const { db } = database;
  await openAlarm(db, { kind: 'token_broken', thing: newId(), detail: { accounts: 1, senders: 1 } });
  await openAlarm(db, {
    kind: 'unreached',
    thing: here,
    regionId: here,
    detail: { code: 'ABCDEF', phones: 2 },
  });
  await openAlarm(db, { kind: 'unreachable', thing: numberId, regionId: here, detail: {} });
  await openAlarm(db, {
    kind: 'unreached',
    thing: there,
    regionId: there,
    detail: { code: 'GHIJKL', phones: 1 },
  });
  const all = await getStatusPage(db, { actor: adminEverywhere() });
  expect(all.alarms.map(({ kind, count }) => [kind, count])).toEqual([
    ['token_broken', 1],
    ['unreached', 2],
    ['unreachable', 1],
  ]);
  expect(all.sending).toMatchObject({ oldestDueAt: null, uncertain: 0, audit: { ok: true } });
  const editor = personWith({ role: 'editor', regionId: here });
  const own = await getStatusPage(db, { actor: editor });
  expect(own.sending).toBeNull();
  expect(own.alarms.map(({ kind, items }) => [kind, items[0]?.region, items[0]?.path])).toEqual([
    ['unreached', 'Here', '/stories/ABCDEF'],
    ['unreachable', 'Here', `/numbers/${numberId}`],
  ]);
  expect(await countAlarms(db, { actor: editor })).toBe(2);
  expect(await countAlarms(db, { actor: adminEverywhere() })).toBe(4);
});

test('how many people of the day are used is told, with where the warning and the wait begin', async () => {
  const { db } = database;
  await db.update(sender).set({ peoplePerDay: 250 });
  await put({ state: 'accepted', acceptedAt: new Date(), outsideWindow: true });
  await put({ state: 'accepted', acceptedAt: new Date(), outsideWindow: true });
  await put({ state: 'accepted', acceptedAt: new Date(), outsideWindow: true, numberId: null });
  const { sending } = await getStatusPage(db, { actor: adminEverywhere() });
  expect(sending?.senders).toMatchObject([
    { people: { used: 2, limit: 250, warnFrom: 200, reserve: 13, nextFreeAt: expect.any(String) } },
  ]);
});

test('neither page opens for who is an admin or editor nowhere, and costs for no region’s admin', async () => {
  const { db } = database;
  for (const actor of [viewerOf(here), personWith()])
    expect(await refusal(getStatusPage(db, { actor }))).toBe('forbidden');
  const regional = personWith({ role: 'admin', regionId: here });
  expect(await refusal(getCostsPage(db, { actor: regional }))).toBe('forbidden');
  expect(await countAlarms(db, { actor: viewerOf(here) })).toBe(0);
});

test('of very many of a kind some are named and all counted', async () => {
  for (let n = 0; n < mostItems + 5; n += 1)
    await openAlarm(database.db, { kind: 'unreachable', thing: newId(), regionId: here, detail: {} });
  const { alarms } = await getStatusPage(database.db, { actor: adminEverywhere() });
  expect(alarms).toMatchObject([{ kind: 'unreachable', count: mostItems + 5 }]);
  expect(alarms[0]?.items).toHaveLength(mostItems);
});

test('a message in doubt is listed with what may be done, and to whom it is not given to decide', async () => {
  const { db } = database;
  const doubt = async (over: Partial<typeof message.$inferInsert>) => {
    const id = await put({ state: 'unconfirmed', ...over });
    await openAlarm(db, { kind: 'unconfirmed', thing: id, regionId: here, detail: { kind: 'story' } });
    return id;
  };
  const fresh = await doubt({});
  const old = await doubt({ usefulUntil: new Date(Date.now() - 1_000) });
  const listed = async (role: 'admin' | 'editor', regionId: string) => {
    const { unconfirmed } = await getStatusPage(db, { actor: personWith({ role, regionId }) });
    return new Map(unconfirmed.map(({ id, resendable, mine }) => [id, { resendable, mine }]));
  };
  const admins = await listed('admin', here);
  expect(admins.get(fresh)).toEqual({ resendable: true, mine: true });
  expect(admins.get(old)).toEqual({ resendable: false, mine: true });
  expect((await listed('editor', here)).get(fresh)).toEqual({ resendable: true, mine: false });
  expect((await listed('admin', there)).size).toBe(0);
});

test('what messages come to is counted by day, kind, region and category, and adds up', async () => {
  const accepted = { state: 'accepted', acceptedAt: new Date(), outsideWindow: true } as const;
  await put({ ...accepted, billable: true, pricingCategory: 'utility' });
  await put({ ...accepted, billable: true, pricingCategory: 'utility' });
  await put({ ...accepted, kind: 'rollup' });
  await put({ ...accepted, kind: 'reply', outsideWindow: false, billable: false, numberId: null });
  await put({ ...accepted, acceptedAt: new Date(Date.now() - 40 * 24 * 3_600_000) });
  await put({ state: 'failed' });
  const { days, lines, mostPeople } = await getCostsPage(database.db, { actor: adminEverywhere() });
  expect(days).toHaveLength(30);
  expect(days[0]).toMatchObject({ messages: 4, billable: 2, unpriced: 1, people: 1 });
  expect(lines.reduce((sum, line) => sum + line.messages, 0)).toBe(4);
  expect(lines).toContainEqual(
    expect.objectContaining({ kind: 'story', region: 'Here', category: 'utility', messages: 2, billable: 2 }),
  );
  expect(lines).toContainEqual(expect.objectContaining({ kind: 'reply', region: null, unpriced: 0 }));
  expect(mostPeople).toBe(1);
});
