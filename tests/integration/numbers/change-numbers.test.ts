import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, number, numberRegion, region, user } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { changeJoinLink } from '#lib/numbers/commands/change-join-link.ts';
import { changeNumber } from '#lib/numbers/commands/change-number.ts';
import { exportNumbers } from '#lib/numbers/commands/export-numbers.ts';
import { followRegion, unfollowRegion } from '#lib/numbers/commands/follow-regions.ts';
import { insertNumber } from '#lib/numbers/commands/insert-number.ts';
import { removeNumber } from '#lib/numbers/commands/manage-number.ts';
import { moveNumber } from '#lib/numbers/commands/move-number.ts';
import { revealNumber } from '#lib/numbers/commands/reveal-number.ts';
import { getJoinPage } from '#lib/numbers/queries/get-join-page.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  adminEverywhere,
  personWith,
  sampleNumber,
  sampleRegion,
  tester,
  viewerOf,
} from '#tests/support/sample-brand.ts';

let test: TestDatabase;
let home: string;
let other: string;
beforeAll(async () => {
  test = await testDatabase();
  home = await sampleRegion(test.db, { name: 'Home' });
  other = await sampleRegion(test.db, { name: 'Other | one' });
});
afterAll(() => test.close());

const admin = adminEverywhere();
const read = async (id: string) => (await test.db.select().from(number).where(eq(number.id, id)))[0];
const auditOf = (id: string) => test.db.select().from(audit).where(eq(audit.thingId, id)).orderBy(audit.id);
const key = (message: string) => expect.objectContaining({ message });
const settings = (numberId: string) => ({
  numberId,
  label: 'Renamed',
  kind: 'team' as const,
  language: 'pt-br',
  quietHours: '22:00-07:00',
  buzzIntervalMinutes: 30,
  hears: 'summaries' as const,
});
/** Everybody who has nothing to change in the home region. */
const outsiders = () => [
  viewerOf(home),
  personWith({ role: 'editor', regionId: null }),
  personWith({ role: 'admin', regionId: other }),
  personWith(),
];

describe('changing how a number hears', () => {
  it('takes language, quiet hours and interval, and the log holds no name', async () => {
    const id = await sampleNumber(test.db, home, 'Before');
    await changeNumber(test.db, { actor: admin, ...settings(id) });
    expect(await read(id)).toMatchObject({
      label: 'Renamed',
      kind: 'team',
      language: 'pt-BR',
      quietHours: '22:00-07:00',
      buzzIntervalMinutes: 30,
      hears: 'summaries',
    });
    const line = (await auditOf(id)).at(-1);
    expect(line).toMatchObject({
      action: 'number.edit',
      detail: {
        label: true,
        buzzIntervalMinutes: { from: 10, to: 30 },
        hears: { from: 'all', to: 'summaries' },
      },
    });
    expect(JSON.stringify(line)).not.toMatch(/Renamed|Before/);
  });

  it('that changes nothing writes nothing', async () => {
    const id = await sampleNumber(test.db, home, 'Same');
    await changeNumber(test.db, { actor: admin, ...settings(id) });
    await changeNumber(test.db, { actor: admin, ...settings(id) });
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['number.add', 'number.edit']);
  });

  it.each([
    [{ quietHours: '22:00-22:00' }, 'quietHoursUnknown'],
    [{ quietHours: 'sometimes' }, 'quietHoursUnknown'],
    [{ buzzIntervalMinutes: 5 }, 'buzzIntervalUnknown'],
    [{ language: 'klingonish' }, 'languageUnknown'],
    [{ label: '  ' }, 'labelMissing'],
  ])('refuses %j', async (over, message) => {
    const id = await sampleNumber(test.db, home, 'Odd');
    await expect(changeNumber(test.db, { actor: admin, ...settings(id), ...over })).rejects.toThrow(
      key(message),
    );
  });
});

describe('following', () => {
  const followed = (id: string) => test.db.select().from(numberRegion).where(eq(numberRegion.numberId, id));

  it('adds and ends, and doing so twice is no fault', async () => {
    const id = await sampleNumber(test.db, home, 'Follower');
    const what = { actor: admin, numberId: id, regionId: other };
    await followRegion(test.db, what);
    await followRegion(test.db, what);
    expect(await followed(id)).toHaveLength(1);
    await unfollowRegion(test.db, what);
    await unfollowRegion(test.db, what);
    expect(await followed(id)).toHaveLength(0);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual([
      'number.add',
      'number.follow',
      'number.unfollow',
    ]);
  });

  it('is for other regions in use', async () => {
    const id = await sampleNumber(test.db, home, 'Homebody');
    const archived = await sampleRegion(test.db);
    await test.db.update(region).set({ archivedAt: new Date() }).where(eq(region.id, archived));
    for (const regionId of [home, archived])
      await expect(followRegion(test.db, { actor: admin, numberId: id, regionId })).rejects.toThrow(
        key('regionNotToFollow'),
      );
    await expect(followRegion(test.db, { actor: admin, numberId: id, regionId: newId() })).rejects.toThrow(
      key('regionNotFound'),
    );
  });
});

describe('moving to another home', () => {
  it('needs both regions, and its new home is not followed besides', async () => {
    const id = await sampleNumber(test.db, home, 'Mover');
    await followRegion(test.db, { actor: admin, numberId: id, regionId: other });
    const what = { numberId: id, regionId: other };
    for (const regionId of [home, other])
      await expect(
        moveNumber(test.db, { actor: personWith({ role: 'admin', regionId }), ...what }),
      ).rejects.toThrow(key('notAllowed'));
    const both = personWith({ role: 'admin', regionId: home }, { role: 'admin', regionId: other });
    await moveNumber(test.db, { actor: both, ...what });
    expect(await read(id)).toMatchObject({ homeRegionId: other });
    expect(await test.db.$count(numberRegion, eq(numberRegion.numberId, id))).toBe(0);
    expect((await auditOf(id)).at(-1)).toMatchObject({
      action: 'number.move',
      detail: { from: home, regionId: other },
    });
  });
});

describe('removing', () => {
  it('needs the label typed, capitals aside', async () => {
    const id = await sampleNumber(test.db, home, 'Team Lisbon');
    await expect(removeNumber(test.db, { actor: admin, numberId: id, typed: 'Team' })).rejects.toMatchObject({
      message: 'labelNotTyped',
      field: 'typed',
    });
    expect(await read(id)).toBeDefined();
    await removeNumber(test.db, { actor: admin, numberId: id, typed: ' team lisbon ' });
    expect(await read(id)).toBeUndefined();
  });
});

describe('revealing', () => {
  it('gives the whole number, and the log says who saw which, shortened', async () => {
    const id = await sampleNumber(test.db, home, 'Secret');
    const { international } = await revealNumber(test.db, { actor: admin, numberId: id });
    expect(international).toMatch(/^\+1 \d{3} 555 01\d\d$/);
    const line = (await auditOf(id)).at(-1);
    expect(line).toMatchObject({ action: 'number.reveal', actorId: admin.userId });
    expect(JSON.stringify(line).replaceAll(/\D/g, '')).not.toContain(international.replaceAll(/\D/g, ''));
  });
});

describe('everything about a number', () => {
  it('is refused to whoever has no say in its region, and nothing changes', async () => {
    const id = await sampleNumber(test.db, home, 'Guarded');
    const before = await read(id);
    const lines = await auditOf(id);
    for (const actor of outsiders()) {
      const one = { actor, numberId: id };
      for (const attempt of [
        () => changeNumber(test.db, { actor, ...settings(id) }),
        () => followRegion(test.db, { ...one, regionId: other }),
        () => unfollowRegion(test.db, { ...one, regionId: other }),
        () => moveNumber(test.db, { ...one, regionId: other }),
        () => revealNumber(test.db, one),
        () => changeJoinLink(test.db, { actor, regionId: home, act: 'open' }),
        () => getJoinPage(test.db, { actor, regionId: home }),
        () => exportNumbers(test.db, { actor, regionId: home }),
      ])
        await expect(attempt()).rejects.toThrow(key('notAllowed'));
    }
    expect(await read(id)).toEqual(before);
    expect(await auditOf(id)).toEqual(lines);
  });
});

describe("a region's join link", () => {
  const code = async (id: string) =>
    (await test.db.select({ code: region.joinCode }).from(region).where(eq(region.id, id)))[0]?.code;
  const act = (regionId: string, what: 'open' | 'renew' | 'close') =>
    changeJoinLink(test.db, { actor: admin, regionId, act: what });

  it('is opened once, renewed, and closed; the log never holds the code', async () => {
    const id = await sampleRegion(test.db);
    await act(id, 'open');
    const first = await code(id);
    expect(first).toMatch(/^[2-9A-Z]{8}$/);
    await act(id, 'open');
    expect(await code(id)).toBe(first);
    await act(id, 'renew');
    const second = await code(id);
    expect(second).not.toBe(first);
    await act(id, 'close');
    await act(id, 'close');
    expect(await code(id)).toBeNull();
    const lines = await auditOf(id);
    expect(lines.map(({ action }) => action).slice(-3)).toEqual([
      'join_link.open',
      'join_link.renew',
      'join_link.close',
    ]);
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${first}|${second}`));
  });

  it('is neither opened nor renewed where there is nothing to open or renew', async () => {
    const id = await sampleRegion(test.db);
    await expect(act(id, 'renew')).rejects.toThrow(key('joinLinkClosed'));
    await act(id, 'open');
    await test.db.update(region).set({ archivedAt: new Date() }).where(eq(region.id, id));
    await expect(act(id, 'renew')).rejects.toThrow(key('regionArchived'));
    expect(await getJoinPage(test.db, { actor: admin, regionId: id })).toMatchObject({
      region: { archived: true },
      code: null,
      link: null,
    });
  });
});

describe('the export', () => {
  it('holds everything that an import needs, of the regions one may reveal, and is counted in the log', async () => {
    const mine = await sampleRegion(test.db, { name: '=Mine' });
    const [person] = await test.db
      .insert(user)
      .values({ name: 'Vouching person', email: 'vouching@example.com' })
      .returning();
    const actor = { ...personWith({ role: 'admin', regionId: null }), userId: person!.id };
    await test.db.transaction((tx) =>
      insertNumber(tx, {
        actor,
        regionId: mine,
        e164: '+12125550111',
        country: 'US',
        label: '=cmd',
        kind: 'team',
        language: 'fr',
        quietHours: 'none',
        buzzIntervalMinutes: 60,
        followedRegionIds: [other, home],
        state: 'paused',
        optIn: { kind: 'attested', words: 'On paper', at: new Date('2026-03-01T00:00:00Z') },
      }),
    );
    await sampleNumber(test.db, home, 'Elsewhere');
    const reader = personWith({ role: 'admin', regionId: mine }, { role: 'viewer', regionId: home });
    expect(await exportNumbers(test.db, { actor: reader })).toEqual([
      {
        number: '+12125550111',
        label: '=cmd',
        kind: 'team',
        region: '=Mine',
        follows: 'Home|Other \\| one',
        language: 'fr',
        quiet_hours: 'none',
        buzz_interval: '60',
        hears: 'all',
        state: 'paused',
        opted_in_at: '2026-03-01T00:00:00.000Z',
        opt_in: 'On paper',
        opt_in_by: 'Vouching person',
      },
    ]);
    const lines = await test.db
      .select()
      .from(audit)
      .where(and(eq(audit.action, 'numbers.export'), eq(audit.actorId, reader.userId)));
    expect(lines).toMatchObject([{ detail: { count: 1 } }]);
    expect(JSON.stringify(lines)).not.toContain('2125550111');
    const all = await exportNumbers(test.db, { actor: tester });
    expect(all.length).toBe(await test.db.$count(number));
    await expect(exportNumbers(test.db, { actor: viewerOf(mine) })).rejects.toThrow(key('notAllowed'));
  });
});
