import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alarm, alert, message, number, plan, sender } from '#db/schema.ts';
import { claimMessages } from '#lib/messages/commands/claim-messages.ts';
import { auditOnce, dispatchOnce, sweepOnce } from '#lib/messages/job.ts';
import { refreshSender } from '#lib/messages/job/refresh-sender.ts';
import { getDailyPeople } from '#lib/messages/queries/daily-people.ts';
import { listTemplateStandings } from '#lib/messages/queries/senders.ts';
import { templateSet } from '#lib/messages/templates/template-set.ts';
import { sampleNumber, sampleRegion } from '#tests/support/sample-brand.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.clear());

const db = () => scene.test.db;
const setLimit = (people: number) => db().update(sender).set({ peoplePerDay: people });
const dailyPeople = () => getDailyPeople(db(), { senderId: scene.senderId });
const addNumbers = async (regionId: string, count: number) => {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await sampleNumber(db(), regionId, `Person ${n}`));
  return ids;
};
/** People who were written to some hours ago, and are told of nothing now. */
const wroteBefore = async (regionId: string, count: number, hours: number) => {
  const ids = await addNumbers(regionId, count);
  await db()
    .insert(message)
    .values(
      ids.map((numberId) => ({
        kind: 'story' as const,
        senderId: scene.senderId,
        numberId,
        dedupeKey: `before:${numberId}`,
        dueAt: new Date(),
        usefulUntil: new Date(),
        state: 'delivered' as const,
        outsideWindow: true,
        acceptedAt: sql`now() - ${hours} * interval '1 hour'`,
      })),
    );
  await db()
    .update(number)
    .set({ state: 'paused' })
    .where(sql`${number.id} in (select number_id from message where dedupe_key like 'before:%')`);
  return ids;
};
/** What became of a story's alerts, by the number's home region. */
const fates = async (storyId: string) =>
  db()
    .select({
      numberId: alert.numberId,
      regionId: number.homeRegionId,
      skipped: alert.skippedReason,
      state: message.state,
      heldReason: message.heldReason,
      dueAt: message.dueAt,
    })
    .from(alert)
    .innerJoin(number, eq(number.id, alert.numberId))
    .leftJoin(message, eq(message.id, alert.messageId))
    .where(eq(alert.storyId, storyId));
const openAlarms = async () =>
  (
    await db()
      .select({ kind: alarm.kind })
      .from(alarm)
      .where(sql`${alarm.endedAt} is null`)
  )
    .map(({ kind }) => kind)
    .toSorted();

test(
  '600 numbers under TIER_250: who was told, who was not and why adds up exactly',
  { timeout: 300_000 },
  async () => {
    await scene.sandbox.put('/_sandbox/sender', { tier: 'TIER_250' });
    await expect
      .poll(
        async () => {
          await scene.drainInbox();
          return (await dailyPeople()).limit;
        },
        { timeout: 15_000 },
      )
      .toBe(250);
    const sizes = [200, 150, 120, 80, 40, 10];
    const regions: string[] = [];
    for (const size of sizes) {
      const regionId = await sampleRegion(db());
      regions.push(regionId);
      await addNumbers(regionId, size);
    }
    await wroteBefore(scene.targetId, 40, 23);
    const before = (await scene.facts()).length;
    const storyId = await scene.tell();
    await dispatchOnce(scene.context);

    // 250, less 13 in reserve, less the 40 who count already.
    const all = (await fates(storyId)).filter(({ skipped }) => skipped !== 'number_paused');
    const told = all.filter(({ state }) => state !== null && state !== 'held');
    const held = all.filter(({ state }) => state === 'held');
    const skipped = all.filter(({ skipped: reason }) => reason === 'daily_limit');
    expect([told.length, held.length, skipped.length]).toEqual([197, 40, 363]);
    const [planned] = await db().select().from(plan).where(eq(plan.storyId, storyId));
    expect(told.length + held.length + skipped.length).toBe(planned?.told);
    expect(planned?.told).toBe(600);
    expect((await scene.facts()).length - before).toBe(197);
    expect(held.every(({ heldReason }) => heldReason === 'daily_limit')).toBe(true);
    // They wait for the places of those who were written to 23 hours ago.
    for (const { dueAt } of held) {
      expect(dueAt!.getTime() - Date.now()).toBeGreaterThan(50 * 60_000);
      expect(dueAt!.getTime() - Date.now()).toBeLessThan(61 * 60_000);
    }

    const share = (rows: typeof all) => regions.map((id) => rows.filter((row) => row.regionId === id).length);
    expectFair(share(told), sizes);
    expect(await dailyPeople()).toMatchObject({ used: 237, limit: 250, reserve: 13 });
    await sweepOnce(scene.context);
    expect(await openAlarms()).toEqual(['limit_near', 'limit_reached']);
    expect(await auditOnce(scene.context)).toMatchObject({ ok: true });

    // An hour later the forty have dropped out of the rolling day.
    await db().execute(
      sql`update message set accepted_at = accepted_at - interval '61 minutes' where dedupe_key like 'before:%'`,
    );
    await db().execute(sql`update message set due_at = now() where state = 'held'`);
    await dispatchOnce(scene.context);
    const later = (await fates(storyId)).filter(({ state }) => state !== null);
    expect(later.filter(({ state }) => state === 'held')).toHaveLength(0);
    expect(later).toHaveLength(237);
    expectFair(share(later), sizes);
    const { people } = await scene.sandbox.get<{ people: number }>('/_sandbox/sender');
    expect(people).toBeLessThanOrEqual(250);
    expect(new Set((await scene.facts()).map(({ to }) => to)).size).toBe((await scene.facts()).length);
  },
);

/** Nobody has got one more while another region that still waits has less. */
function expectFair(shares: readonly number[], sizes: readonly number[]): void {
  const most = Math.max(...shares);
  for (const [index, share] of shares.entries())
    if (share < (sizes[index] ?? 0)) expect(most - share).toBeLessThanOrEqual(1);
}

test('what Meta says of the sender is kept: no limit, another pace, a quality that an admin hears of', async () => {
  const read = async () => {
    await refreshSender(scene.context, { senderId: scene.senderId });
    return (await db().select().from(sender))[0];
  };
  await scene.sandbox.put('/_sandbox/sender', { tier: 'TIER_UNLIMITED', quality: 'RED', level: 'HIGH' });
  expect(await read()).toMatchObject({
    quality: 'red',
    peoplePerDay: null,
    limitReadAt: expect.any(Date),
    throughputPerSecond: 1_000,
  });
  expect(await openAlarms()).toEqual(['quality_low']);
  await scene.sandbox.put('/_sandbox/sender', { tier: 'TIER_10K', quality: 'GREEN', level: 'STANDARD' });
  expect(await read()).toMatchObject({ quality: 'green', peoplePerDay: 10_000, throughputPerSecond: 80 });
  expect(await openAlarms()).toEqual([]);
  await scene.drainInbox();
});

test('workers that claim at the same moment never exceed the limit together', async () => {
  await setLimit(20);
  await addNumbers(scene.targetId, 60);
  await scene.tell();
  const standings = await listTemplateStandings(db(), scene.senderId);
  const set = templateSet(scene.context.env.STORYWIRE_URL);
  const options = { senderId: scene.senderId, limit: 8, buzzes: true, uploading: [], set, standings };
  for (let round = 0; round < 6; round += 1)
    await Promise.all(Array.from({ length: 5 }, () => claimMessages(db(), options)));
  const sending = () => db().$count(message, eq(message.state, 'sending'));
  // Five of the twenty are kept for what cannot wait.
  expect(await sending()).toBeLessThanOrEqual(15);
  // What they took from one another's hands is there for the next.
  for (let round = 0; round < 3; round += 1) await claimMessages(db(), options);
  expect(await sending()).toBe(15);
  expect(await dailyPeople()).toMatchObject({ used: 15 });
  expect(await db().$count(alert, eq(alert.skippedReason, 'daily_limit'))).toBe(45);
});

describe('once the day is used up', () => {
  /** Fifteen of twenty are used by others; the rest is the reserve. */
  const useUp = async () => {
    await setLimit(20);
    await wroteBefore(scene.targetId, 15, 1);
  };
  const tellOne = async (numberId: string) => {
    await scene.tell();
    await dispatchOnce(scene.context);
    return (await scene.messagesOf(numberId)).at(-1);
  };

  test('news for somebody new is skipped with the reason', async () => {
    await useUp();
    const numberId = await scene.addNumber();
    expect(await tellOne(numberId)).toMatchObject({ state: 'expired', errorDetails: 'daily_limit' });
    expect(await scene.facts(numberId)).toHaveLength(0);
  });

  test('who has written within a day, and who was counted already, is told all the same', async () => {
    await useUp();
    const [wrote = '', counted = ''] = await addNumbers(scene.targetId, 2);
    await db()
      .update(number)
      .set({ serviceUntil: sql`now() + interval '3 hours'` })
      .where(eq(number.id, wrote));
    await db()
      .insert(message)
      .values({
        kind: 'story',
        senderId: scene.senderId,
        numberId: counted,
        dedupeKey: 'counted',
        dueAt: new Date(),
        usefulUntil: new Date(),
        state: 'read',
        outsideWindow: true,
        acceptedAt: sql`now() - interval '2 hours'`,
      });
    await scene.tell();
    await dispatchOnce(scene.context);
    expect((await scene.messagesOf(wrote)).at(-1)).toMatchObject({ state: 'accepted', outsideWindow: false });
    expect((await scene.messagesOf(counted)).at(-1)).toMatchObject({
      state: 'accepted',
      outsideWindow: true,
    });
    expect((await dailyPeople()).used).toBe(16);
  });

  test('what cannot wait takes from the reserve', async () => {
    await useUp();
    const numberId = await scene.addNumber();
    await db()
      .insert(message)
      .values({
        kind: 'joined',
        senderId: scene.senderId,
        numberId,
        dedupeKey: 'joined',
        dueAt: sql`now()`,
        usefulUntil: sql`now() + interval '1 day'`,
      });
    await dispatchOnce(scene.context);
    expect(await scene.messagesOf(numberId)).toMatchObject([{ kind: 'joined', state: 'accepted' }]);
  });

  test('a higher limit lets go at once of what was held', async () => {
    await setLimit(20);
    await wroteBefore(scene.targetId, 15, 20);
    const numberId = await scene.addNumber();
    expect(await tellOne(numberId)).toMatchObject({ state: 'held', heldReason: 'daily_limit' });
    await scene.sandbox.put('/_sandbox/sender', { tier: 'TIER_250', silent: true });
    await scene.sandbox.put('/_sandbox/sender', { tier: 'TIER_2K' });
    await expect
      .poll(
        async () => {
          await scene.drainInbox();
          await dispatchOnce(scene.context);
          return (await scene.messagesOf(numberId)).at(-1)?.state;
        },
        { timeout: 15_000 },
      )
      .toBe('accepted');
  });

  test('whoever writes is told at once of what was held for them', async () => {
    await setLimit(20);
    await wroteBefore(scene.targetId, 15, 20);
    const numberId = await scene.addNumber();
    await tellOne(numberId);
    await db()
      .update(number)
      .set({ serviceUntil: sql`now() + interval '1 day'` })
      .where(eq(number.id, numberId));
    await dispatchOnce(scene.context);
    expect(await scene.messagesOf(numberId)).toMatchObject([{ state: 'accepted', heldReason: null }]);
  });

  test('what is of no more use before there is room is skipped with the reason, by whoever sees it first', async () => {
    await setLimit(20);
    await wroteBefore(scene.targetId, 15, 20);
    const numberId = await scene.addNumber();
    await tellOne(numberId);
    await db()
      .update(message)
      .set({ usefulUntil: sql`now() - interval '1 second'` })
      .where(and(eq(message.numberId, numberId), eq(message.state, 'held')));
    await sweepOnce(scene.context);
    const rows = await db().select().from(alert).where(eq(alert.numberId, numberId));
    expect(rows).toMatchObject([{ skippedReason: 'daily_limit', messageId: null }]);
  });

  test('both alarms end when there is room again', async () => {
    await setLimit(20);
    await wroteBefore(scene.targetId, 16, 1);
    await sweepOnce(scene.context);
    expect(await openAlarms()).toEqual(['limit_near', 'limit_reached']);
    await db().execute(sql`update message set accepted_at = now() - interval '25 hours'`);
    await sweepOnce(scene.context);
    expect(await openAlarms()).toEqual([]);
    expect(await dailyPeople()).toEqual({ used: 0, limit: 20, reserve: 5, nextFreeAt: null });
  });
});
