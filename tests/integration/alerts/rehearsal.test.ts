import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alert, message, number, numberRegion, region, route, story, template } from '#db/schema.ts';
import { waitingStates } from '#lib/words.ts';
import { getMonthCost } from '#lib/alerts/queries/get-month-cost.ts';
import { getRehearsal } from '#lib/alerts/queries/get-rehearsal.ts';
import { rehearseNumbers } from '#lib/alerts/queries/rehearse-numbers.ts';
import { planStory } from '#lib/alerts/job.ts';
import { dispatchOnce } from '#lib/messages/job.ts';
import { eventually } from '#tests/support/eventually.ts';
import { quietNow } from '#tests/support/quiet-now.ts';
import {
  adminEverywhere,
  personWith,
  sampleNumber,
  sampleRegion,
  viewerOf,
} from '#tests/support/sample-brand.ts';
import { type Scene, startScene } from '../messages/scene.ts';

let scene: Scene;
let third = '';
beforeAll(async () => {
  scene = await startScene();
  third = await sampleRegion(scene.test.db, { name: 'Japan' });
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.clear();
  await scene.test.db.delete(route);
  await scene.test.db.update(template).set({ state: 'approved' });
});

const publicUrl = 'https://stories.example.org';
const set = (numberId: string, values: Partial<typeof number.$inferInsert>) =>
  scene.test.db.update(number).set(values).where(eq(number.id, numberId));

/** Numbers of every sort: one for each way in which a story may reach a phone, or not. */
async function addEverySort(): Promise<string[]> {
  const { db } = scene.test;
  const add = (label: string) => scene.addNumber(label);
  const at = {
    once: await add('At once'),
    spanish: await add('In Spanish'),
    busy: await add('Told a minute ago'),
    collecting: await add('Collecting'),
    quiet: await add('Quiet'),
    never: await add('Never quiet'),
    paused: await add('Paused'),
    muted: await add('Muted'),
    left: await add('Left'),
    invited: await add('Invited'),
    unreachable: await add('Unreachable'),
    always: await add('Every story'),
  };
  const elsewhere = await sampleNumber(db, third, 'Summary');
  const follower = await sampleNumber(db, third, 'Follower');
  const summarised = await sampleNumber(db, third, 'Summary that collects');
  await db
    .insert(route)
    .values({ sourceRegionId: scene.source.regionId, targetRegionId: third, delivery: 'summary' });
  await db.insert(numberRegion).values({ numberId: follower, regionId: scene.source.regionId });
  // One story was told before, to some only: their interval runs, and one's summary collects.
  const early = [at.busy, at.collecting, at.always, summarised];
  await db.execute(sql`update number set state = 'paused'`);
  await db.execute(sql`update number set state = 'active' where id in ${early}`);
  await set(at.always, { buzzIntervalMinutes: 0 });
  await scene.tell();
  await dispatchOnce(scene.context);
  await db.execute(sql`update number set state = 'paused' where id = ${at.busy}`);
  await scene.tell();
  await dispatchOnce(scene.context);
  await db.execute(sql`update number set state = 'active', not_before = null`);
  await set(at.spanish, { language: 'es-MX' });
  await set(at.quiet, { quietHours: quietNow() });
  await set(at.never, { quietHours: 'none' });
  await set(at.paused, { state: 'paused' });
  await set(at.muted, { mutedUntil: new Date(Date.now() + 60_000) });
  await set(at.left, { state: 'opted_out' });
  await set(at.invited, { state: 'invited' });
  await set(at.unreachable, { state: 'unreachable' });
  return [...Object.values(at), elsewhere, follower, summarised];
}

const rehearse = async (storyId: string, picture: boolean) => {
  const { db } = scene.test;
  const [row] = await db.select().from(story).where(eq(story.id, storyId));
  if (!row) throw new Error('no story');
  const now = new Date();
  return rehearseNumbers(db, {
    story: { ...row, regionArchived: false },
    at: now,
    now,
    picture,
    deliveryOf: () => undefined,
    publicUrl,
  });
};

const planned = async (storyId: string) =>
  scene.test.db
    .select({
      numberId: sql<string>`${alert.numberId}`,
      reason: alert.skippedReason,
      messageId: message.id,
      kind: message.kind,
      dueAt: message.dueAt,
    })
    .from(alert)
    .leftJoin(message, eq(message.id, alert.messageId))
    .where(eq(alert.storyId, storyId));

/** Lets everything that is planned go out, one buzz after another. */
async function sendAll() {
  const { db } = scene.test;
  await db.update(number).set({ quietHours: 'none' });
  await eventually('everything has gone out', async () => {
    await scene.passInterval();
    await dispatchOnce(scene.context);
    return (await db.$count(message, inArray(message.state, [...waitingStates]))) === 0;
  });
}

describe('a rehearsal for now says, number by number, what planning then does and sending sends', () => {
  test.each([
    ['with its picture', true, 'approved'],
    ['without a picture', false, 'approved'],
    ['with a picture whose template was turned down', true, 'rejected'],
  ] as const)('%s', async (_, picture, state) => {
    const { db } = scene.test;
    const numbers = await addEverySort();
    await db
      .update(template)
      .set({ state })
      .where(sql`${template.name} ~ '^storywire_(story|rollup|summary)_[0-9a-f]{8}$'`);
    const storyId = await scene.addStory({ picture });
    const { alerts } = await rehearse(storyId, picture);
    await planStory(scene.context, { storyId });
    const rows = await planned(storyId);

    expect(alerts.map(({ numberId }) => numberId).toSorted()).toEqual(numbers.toSorted());
    expect(rows.map(({ numberId }) => numberId).toSorted()).toEqual(numbers.toSorted());
    for (const rehearsed of alerts) {
      const row = rows.find(({ numberId }) => numberId === rehearsed.numberId);
      expect(row?.reason).toBe(rehearsed.told ? null : rehearsed.reason);
      if (!rehearsed.told) continue;
      expect(row?.kind).toBe(rehearsed.kind);
      // Rehearsal and plan were made a moment apart.
      const apartMs = Math.abs((row?.dueAt?.getTime() ?? 0) - rehearsed.dueAt.getTime());
      expect(apartMs).toBeLessThan(rehearsed.joins || rehearsed.kind === 'summary' ? 1 : 30_000);
    }
    expect(
      new Set(alerts.map((each) => (each.told ? `${each.kind}${each.joins ? ' joined' : ''}` : each.reason))),
    ).toEqual(
      new Set([
        'story',
        'rollup',
        'rollup joined',
        'summary',
        'summary joined',
        'number_paused',
        'number_muted',
        'number_opted_out',
        'number_invited',
        'number_unreachable',
      ]),
    );

    await sendAll();
    const sent = await db
      .select({ id: message.id, name: message.templateName, language: message.templateLanguage })
      .from(message);
    for (const rehearsed of alerts) {
      const row = rows.find(({ numberId }) => numberId === rehearsed.numberId);
      if (!rehearsed.told) continue;
      const carrier = sent.find(({ id }) => id === row?.messageId);
      expect(carrier).toMatchObject(
        // Both are written alike with Meta, as long as no country is in them.
        rehearsed.template ? { name: rehearsed.template.name, language: rehearsed.template.language } : {},
      );
      expect(rehearsed.template?.language).toBe(rehearsed.wantedLanguage.startsWith('es') ? 'es' : 'en');
      expect(rehearsed.template?.plain).toBe(state === 'rejected');
      const facts = await scene.facts(rehearsed.numberId);
      expect(facts.map(({ template: name }) => name)).toContain(rehearsed.template?.name);
    }
  });
});

test('while no template fits, it says that the message waits', async () => {
  await scene.addNumber();
  await scene.test.db.update(template).set({ state: 'pending' });
  const storyId = await scene.addStory();
  const { alerts } = await rehearse(storyId, false);
  expect(alerts).toMatchObject([{ told: true, template: undefined }]);
});

describe('what is shown', () => {
  const rehearsal = (actor = adminEverywhere(), over: Partial<Parameters<typeof getRehearsal>[1]> = {}) =>
    getRehearsal(scene.test.db, {
      actor,
      accountId: scene.source.accountId,
      changes: [],
      publicUrl,
      ...over,
    });
  const change = (to: 'off' | 'summary') => ({
    sourceRegionId: scene.source.regionId,
    targetRegionId: scene.targetId,
    from: 'instant' as const,
    to,
  });

  test('names the phones of the regions that are for the reader to see, and counts the others', async () => {
    await scene.addNumber('Ana');
    await sampleNumber(scene.test.db, third, 'Kenji');
    const names = ({ regions }: Awaited<ReturnType<typeof rehearsal>>) =>
      regions.map(({ name, lines }) => [
        name,
        lines.map((line) => line.numbers?.map(({ label }) => label) ?? line.count),
      ]);
    expect(names(await rehearsal())).toEqual([
      ['Japan', [['Kenji']]],
      ['Portugal', [['Ana']]],
    ]);
    const asViewer = await rehearsal(viewerOf(third));
    expect(names(asViewer)).toEqual([
      ['Japan', [['Kenji']]],
      ['Portugal', [1]],
    ]);
    expect(JSON.stringify(asViewer)).not.toContain('Ana');
    expect(JSON.stringify(await rehearsal(personWith()))).not.toContain('Kenji');
  });

  test('a draft is rehearsed and priced beside what is saved, and changes nothing', async () => {
    const { db } = scene.test;
    await scene.addNumber('Ana');
    await db.execute(sql`update story set found_at = now() - interval '31 days'`);
    for (let n = 0; n < 3; n += 1) await scene.addStory();
    const changes = [change('off')];
    const drafted = await rehearsal(adminEverywhere(), { changes });
    expect(drafted.regions).toMatchObject([
      { told: 0, lines: [{ outcome: { told: false, reason: 'route_off' } }] },
    ]);
    expect(await getMonthCost(db, { actor: adminEverywhere(), changes })).toMatchObject({
      stories: 3,
      changes: 1,
      regions: [
        { name: 'Portugal', saved: { story: 1, rollup: 1 }, draft: { story: 0, rollup: 0, summary: 0 } },
      ],
    });
    expect(await db.$count(route)).toBe(0);
    expect((await rehearsal()).regions).toMatchObject([{ told: 1 }]);
    expect(await db.$count(alert)).toBe(0);
  });

  test('at another moment quiet hours hold as they will then', async () => {
    const { db } = scene.test;
    await scene.addNumber('Ana');
    await db.update(region).set({ quietHours: '22:00-07:00' }).where(eq(region.id, scene.targetId));
    const night = new Date('2026-12-10T23:30:00Z');
    const { regions } = await rehearsal(adminEverywhere(), { at: night });
    // Madrid is an hour ahead.
    expect(regions[0]?.lines[0]?.outcome).toMatchObject({
      kind: 'summary',
      dueAt: '2026-12-11T06:00:00.000Z',
    });
    const day = await rehearsal(adminEverywhere(), { at: new Date('2026-12-10T12:00:00Z') });
    expect(day.regions[0]?.lines[0]?.outcome).toMatchObject({
      kind: 'story',
      dueAt: '2026-12-10T12:00:00.000Z',
    });
    await db.update(region).set({ quietHours: null }).where(eq(region.id, scene.targetId));
  });

  test('the month comes by itself: without a change it costs what is saved, and a rehearsal is without it', async () => {
    await scene.addNumber('Ana');
    await scene.addStory();
    const month = await getMonthCost(scene.test.db, { actor: viewerOf(third), changes: [] });
    expect(month.changes).toBe(0);
    expect(month.regions.map(({ draft }) => draft)).toEqual(month.regions.map(({ saved }) => saved));
    expect(await rehearsal()).not.toHaveProperty('month');
  });

  test('an account that is not there is not found', async () => {
    await expect(rehearsal(adminEverywhere(), { accountId: scene.targetId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
