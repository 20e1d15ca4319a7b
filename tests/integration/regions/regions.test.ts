import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, region } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { addRegion } from '#lib/regions/commands/add-region.ts';
import { editRegion } from '#lib/regions/commands/edit-region.ts';
import { addRegionGroup } from '#lib/regions/commands/region-groups.ts';
import { getRegionPage, getRegionsPage } from '#lib/regions/queries.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  adminEverywhere,
  personWith,
  sampleAccount,
  sampleNumber,
  sampleRegion,
  sampleStory,
  viewerOf,
} from '#tests/support/sample-brand.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const admin = adminEverywhere();
const facts = {
  groupId: '',
  countries: 'jp',
  timeZone: 'Asia/Tokyo',
  language: 'ja',
  markText: 'jp',
  markColor: '#9d2f6b',
};

describe('adding and editing a region', () => {
  it('keeps it tidied, and records who did it and what changed', async () => {
    const { id } = await addRegion(test.db, { actor: admin, name: 'Japan', ...facts });
    await editRegion(test.db, {
      actor: admin,
      regionId: id,
      name: 'Japan and Korea',
      ...facts,
      countries: 'JP, KR',
    });
    expect(await test.db.select().from(region).where(eq(region.id, id))).toMatchObject([
      {
        name: 'Japan and Korea',
        countries: ['JP', 'KR'],
        markText: 'JP',
        groupId: null,
        timeZone: 'Asia/Tokyo',
      },
    ]);
    const lines = await test.db.select().from(audit).where(eq(audit.thingId, id)).orderBy(audit.id);
    expect(lines.map((line) => [line.action, line.actorId])).toEqual([
      ['region.add', admin.userId],
      ['region.edit', admin.userId],
    ]);
    expect(lines[1]?.detail).toEqual({
      name: { from: 'Japan', to: 'Japan and Korea' },
      countries: { from: ['JP'], to: ['JP', 'KR'] },
    });
  });

  it('refuses a name that is taken, and keeps its own', async () => {
    const { id } = await addRegion(test.db, { actor: admin, name: 'Chile', ...facts });
    await addRegion(test.db, { actor: admin, name: 'Peru', ...facts });
    const taken = expect.objectContaining({ code: 'conflict', message: 'nameTaken', field: 'name' });
    await expect(addRegion(test.db, { actor: admin, name: ' Chile ', ...facts })).rejects.toThrow(taken);
    await expect(editRegion(test.db, { actor: admin, regionId: id, name: 'Peru', ...facts })).rejects.toThrow(
      taken,
    );
    await editRegion(test.db, { actor: admin, regionId: id, name: 'Chile', ...facts, language: 'es-CL' });
  });

  it('refuses what is wrong by field, and regions and groups that are not there', async () => {
    await expect(
      addRegion(test.db, { actor: admin, name: 'X', ...facts, timeZone: 'Mars/Olympus' }),
    ).rejects.toMatchObject({ code: 'invalid', message: 'timeZoneUnknown', field: 'timeZone' });
    await expect(
      addRegion(test.db, { actor: admin, name: 'X', ...facts, groupId: newId() }),
    ).rejects.toMatchObject({ code: 'invalid', message: 'groupUnknown', field: 'groupId' });
    await expect(
      editRegion(test.db, { actor: admin, regionId: newId(), name: 'X', ...facts }),
    ).rejects.toMatchObject({ code: 'not_found', message: 'regionNotFound' });
  });

  it('is for admins: of everything to add, of that region to edit', async () => {
    const mine = await sampleRegion(test.db);
    const other = await sampleRegion(test.db);
    const local = personWith({ role: 'admin', regionId: mine });
    const notAllowed = expect.objectContaining({ code: 'forbidden' });
    await editRegion(test.db, { actor: local, regionId: mine, name: 'Mine now', ...facts });
    for (const actor of [
      local,
      personWith({ role: 'editor', regionId: null }),
      viewerOf(mine),
      personWith(),
    ]) {
      await expect(addRegion(test.db, { actor, name: 'Not mine', ...facts })).rejects.toThrow(notAllowed);
      await expect(addRegionGroup(test.db, { actor, name: 'Not mine' })).rejects.toThrow(notAllowed);
      await expect(
        editRegion(test.db, { actor, regionId: other, name: 'Not mine', ...facts }),
      ).rejects.toThrow(notAllowed);
    }
    expect(await test.db.$count(region, eq(region.name, 'Not mine'))).toBe(0);
  });
});

describe('the regions page', () => {
  it('shows an admin regions by group with accounts, counts of numbers and what is still unmapped', async () => {
    const { id: groupId } = await addRegionGroup(test.db, { actor: admin, name: 'APAC', position: 900 });
    const oceania = await sampleRegion(test.db, { name: 'Oceania', groupId, countries: ['AU'] });
    const accountId = await sampleAccount(test.db, oceania);
    const loose = await sampleAccount(test.db, null);
    await sampleNumber(test.db, oceania, 'Bruce of Oceania');
    const page = await getRegionsPage(test.db, { actor: admin });
    expect(page.mayAddRegion).toBe(true);
    expect(page.groups.at(-1)).toEqual({ id: groupId, name: 'APAC' });
    expect(page.unmappedAccounts.map((each) => each.id)).toContain(loose);
    expect(page.regions.at(-1)).toMatchObject({
      id: oceania,
      name: 'Oceania',
      group: { id: groupId, name: 'APAC' },
      countries: ['AU'],
      quietHours: null,
      archivedAt: null,
      mayManage: true,
      accounts: [{ id: accountId, lastGoodCheckAt: null }],
      numberCounts: { invited: 0, active: 1, paused: 0, opted_out: 0, unreachable: 0 },
    });
    // Counts only, whoever reads: numbers have a page of their own.
    expect(JSON.stringify(page)).not.toContain('Bruce of Oceania');
  });

  it('shows everyone signed in the same regions, and what one may not manage is said so', async () => {
    const mine = await sampleRegion(test.db);
    await sampleAccount(test.db, null);
    const { regions } = await getRegionsPage(test.db, { actor: admin });
    for (const actor of [personWith(), viewerOf(mine), personWith({ role: 'editor', regionId: null })]) {
      const page = await getRegionsPage(test.db, { actor });
      expect(page).toMatchObject({ mayAddRegion: false, unmappedAccounts: [] });
      expect(page.regions.map(({ id }) => id)).toEqual(regions.map(({ id }) => id));
      expect(page.regions.some((row) => row.mayManage)).toBe(false);
    }
    const local = await getRegionsPage(test.db, { actor: personWith({ role: 'admin', regionId: mine }) });
    expect(local.regions.filter((row) => row.mayManage).map(({ id }) => id)).toEqual([mine]);
    expect(local).toMatchObject({ mayAddRegion: false, unmappedAccounts: [] });
  });
});

describe("a region's page", () => {
  it('says how many stories an account would leave behind, and where it may go', async () => {
    const [from, to, other] = [
      await sampleRegion(test.db),
      await sampleRegion(test.db),
      await sampleRegion(test.db),
    ];
    const accountId = await sampleAccount(test.db, from);
    for (const minute of [1, 2, 3]) {
      const postedAt = new Date(Date.UTC(2026, 0, 1, 12, minute));
      await sampleStory(test.db, { accountId, regionId: minute === 3 ? other : from, postedAt });
    }
    const both = personWith({ role: 'admin', regionId: from }, { role: 'admin', regionId: to });
    const page = await getRegionPage(test.db, { actor: both, regionId: from });
    expect(page.storyCounts).toEqual({ [accountId]: 2 });
    expect(page.targets.map(({ id }) => id)).toEqual([to]);
    expect(page).toMatchObject({
      mayArchive: false,
      maySeeAudit: true,
      region: { id: from, mayManage: true },
    });
    const reader = await getRegionPage(test.db, { actor: personWith(), regionId: from });
    expect(reader).toMatchObject({
      mayArchive: false,
      maySeeAudit: false,
      targets: [],
      region: { mayManage: false },
    });
  });

  it('is not found where there is no such region', async () => {
    for (const regionId of [newId(), 'nonsense', ''])
      await expect(getRegionPage(test.db, { actor: admin, regionId })).rejects.toMatchObject({
        code: 'not_found',
      });
  });
});
