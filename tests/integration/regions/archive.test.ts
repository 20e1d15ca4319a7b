import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, audit, region, route } from '#db/schema.ts';
import { moveAccount } from '#lib/accounts/commands/move-account.ts';
import { listDueAccounts, listPollableAccounts } from '#lib/accounts/queries.ts';
import { listTray } from '#lib/feed/queries/list-tray.ts';
import { newId } from '#lib/ids.ts';
import { archiveRegion, restoreRegion } from '#lib/regions/commands/archive-region.ts';
import { editRegion } from '#lib/regions/commands/edit-region.ts';
import { getRegionPage, getRegionsPage } from '#lib/regions/queries.ts';
import { seedAccount, seedRegion, seedToken } from '#tests/support/brand-seed.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { adminEverywhere, personWith, sampleNumber, sampleStory } from '#tests/support/sample-brand.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const admin = adminEverywhere();
const now = new Date('2026-11-23T12:00:00.000Z');
const later = new Date(now.getTime() + 60 * 60_000);
let regionId: string;
let accountId: string;
let name: string;

beforeEach(async () => {
  const tokenId = await seedToken(test.db, `EAA${newId()}`);
  ({ id: accountId, regionId } = await seedAccount(test.db, { tokenId }));
  name = (await getRegionPage(test.db, { actor: admin, regionId })).region.name;
});

const archive = () => archiveRegion(test.db, { actor: admin, regionId, name, now });
const restore = () => restoreRegion(test.db, { actor: admin, regionId, now: later });
const isPolled = async () => {
  const due = await listDueAccounts(test.db, { now, pollIntervalMs: 60_000 });
  const may = await listPollableAccounts(test.db, { accountIds: [accountId], now });
  const listed = due.some(({ id }) => id === accountId);
  expect(may.length === 1).toBe(listed);
  return listed;
};
const everything = async () => ({
  region: await test.db.select().from(region).where(eq(region.id, regionId)),
  account: await test.db.select().from(account).where(eq(account.id, accountId)),
  routes: await test.db.select().from(route).where(eq(route.targetRegionId, regionId)),
  page: await getRegionPage(test.db, { actor: admin, regionId }),
});

describe('archiving a region', () => {
  it('stops the checks of its accounts and takes it from what is offered; restoring brings all of it back', async () => {
    await sampleNumber(test.db, regionId, 'One who hears');
    const other = await seedRegion(test.db);
    await test.db
      .insert(route)
      .values({ sourceRegionId: other, targetRegionId: regionId, delivery: 'summary' });
    const before = await everything();
    expect(await isPolled()).toBe(true);

    expect(await archive()).toEqual({ name });
    expect(await isPolled()).toBe(false);
    const page = await getRegionsPage(test.db, { actor: admin });
    expect(page.regions.map(({ id }) => id)).not.toContain(regionId);
    expect(page.archived.find(({ id }) => id === regionId)).toMatchObject({
      archivedAt: now.toISOString(),
      numberCounts: { active: 1 },
      accounts: [{ id: accountId }],
    });
    const { targets } = await getRegionPage(test.db, { actor: admin, regionId: other });
    expect(targets.map(({ id }) => id)).not.toContain(regionId);

    await restore();
    expect(await isPolled()).toBe(true);
    const after = await everything();
    const [row] = before.region;
    const spell = { archivedFrom: now, restoredAt: later, updatedAt: after.region[0]?.updatedAt };
    expect(after).toEqual({ ...before, region: [{ ...row, ...spell }] });
  });

  it('stays in the tray while a story of it lives, and leaves it then', async () => {
    const inTray = async (at: Date) =>
      (await listTray(test.db, { actor: admin, now: at })).some((each) => each.region.id === regionId);
    await sampleStory(test.db, { accountId, regionId, postedAt: now });
    await archive();
    expect(await inTray(now)).toBe(true);
    expect(await inTray(new Date(now.getTime() + 25 * 3_600_000))).toBe(false);
    await restore();
    expect(await inTray(new Date(now.getTime() + 25 * 3_600_000))).toBe(true);
  });

  it('is on record with how much hung on it, and so is restoring', async () => {
    await archive();
    await restore();
    const lines = await test.db.select().from(audit).where(eq(audit.thingId, regionId)).orderBy(audit.id);
    const at = now.toISOString();
    expect(lines.map((line) => [line.action, line.actorId, line.detail])).toEqual([
      ['region.archive', admin.userId, { archivedAt: { from: null, to: at }, accounts: 1, numbers: 0 }],
      ['region.restore', admin.userId, { archivedAt: { from: at, to: null }, accounts: 1, numbers: 0 }],
    ]);
  });

  it('needs the name, and is not done twice', async () => {
    for (const typed of ['', 'Something else', name.toUpperCase() + ' '])
      await expect(
        archiveRegion(test.db, { actor: admin, regionId, name: typed, now }),
      ).rejects.toMatchObject({ code: 'invalid', message: 'nameDiffers', field: 'name' });
    await expect(restore()).rejects.toMatchObject({ code: 'conflict', message: 'regionInUse' });
    await archive();
    await expect(archive()).rejects.toMatchObject({ code: 'conflict', message: 'regionArchived' });
    await expect(
      archiveRegion(test.db, { actor: admin, regionId: newId(), name, now }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is for an admin of all regions, and of nothing less', async () => {
    const local = personWith({ role: 'admin', regionId }, { role: 'editor', regionId: null });
    const forbidden = { code: 'forbidden' };
    await expect(archiveRegion(test.db, { actor: local, regionId, name, now })).rejects.toMatchObject(
      forbidden,
    );
    await archive();
    await expect(restoreRegion(test.db, { actor: local, regionId, now: later })).rejects.toMatchObject(
      forbidden,
    );
    expect(await isPolled()).toBe(false);
  });

  it('lets nothing be changed in it, and no account be moved to it, until it is restored', async () => {
    await archive();
    const { id: elsewhere } = await seedAccount(test.db);
    const archived = { code: 'conflict', message: 'regionArchived' };
    await expect(
      moveAccount(test.db, { actor: admin, accountId: elsewhere, regionId }),
    ).rejects.toMatchObject(archived);
    const facts = { timeZone: 'UTC', language: 'en', markText: 'XX', markColor: '#0f766e' };
    await expect(
      editRegion(test.db, { actor: admin, regionId, name: 'Other', ...facts }),
    ).rejects.toMatchObject(archived);
  });
});
