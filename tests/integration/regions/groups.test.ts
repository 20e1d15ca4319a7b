import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, region, regionGroup } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { addRegions } from '#lib/regions/commands/add-regions.ts';
import { archiveRegion } from '#lib/regions/commands/archive-region.ts';
import { editRegion } from '#lib/regions/commands/edit-region.ts';
import {
  addRegionGroup,
  orderRegionGroup,
  removeRegionGroup,
  renameRegionGroup,
} from '#lib/regions/commands/region-groups.ts';
import { getKnownRegions, getRegionsPage, getSetUpPage } from '#lib/regions/queries.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { adminEverywhere, personWith, sampleRegion } from '#tests/support/sample-brand.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const admin = adminEverywhere();
const order = async () => (await getRegionsPage(test.db, { actor: admin })).groups.map(({ name }) => name);
const group = async (name: string) => (await addRegionGroup(test.db, { actor: admin, name })).id;
const linesOf = async (id: string) =>
  (await test.db.select().from(audit).where(eq(audit.thingId, id)).orderBy(audit.id)).map((line) => [
    line.action,
    line.detail,
  ]);

describe('groups of regions', () => {
  it('come last when they are made, move by one place, and stay at the ends', async () => {
    const [one, , three] = [await group('One'), await group('Two'), await group('Three')];
    expect(await order()).toEqual(['One', 'Two', 'Three']);
    await orderRegionGroup(test.db, { actor: admin, groupId: three, direction: 'up' });
    expect(await order()).toEqual(['One', 'Three', 'Two']);
    await orderRegionGroup(test.db, { actor: admin, groupId: one, direction: 'up' });
    expect(await order()).toEqual(['One', 'Three', 'Two']);
    await orderRegionGroup(test.db, { actor: admin, groupId: one, direction: 'down' });
    expect(await order()).toEqual(['Three', 'One', 'Two']);
    expect(await linesOf(one)).toEqual([
      ['region_group.add', { name: 'One', position: 1 }],
      ['region_group.order', { place: { from: 1, to: 2 } }],
    ]);
  });

  it('are renamed unless another has the name', async () => {
    const [groupId] = [await group('LatAm'), await group('APAC')];
    await renameRegionGroup(test.db, { actor: admin, groupId, name: 'Latin America' });
    await expect(renameRegionGroup(test.db, { actor: admin, groupId, name: 'APAC' })).rejects.toMatchObject({
      code: 'conflict',
      message: 'nameTaken',
      field: 'name',
    });
    await expect(
      renameRegionGroup(test.db, { actor: admin, groupId: newId(), name: 'X' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect((await linesOf(groupId)).at(-1)).toEqual([
      'region_group.rename',
      { name: { from: 'LatAm', to: 'Latin America' } },
    ]);
  });

  it('removed, leave their regions without a group; that needs the name typed, an empty one does not', async () => {
    const [groupId, empty] = [await group('Benelux'), await group('Empty')];
    const regionId = await sampleRegion(test.db, { groupId });
    await expect(
      removeRegionGroup(test.db, { actor: admin, groupId, name: 'benelux' }),
    ).rejects.toMatchObject({ code: 'invalid', message: 'nameDiffers', field: 'name' });
    const [held] = await test.db.select().from(region).where(eq(region.id, regionId));
    expect(held?.groupId).toBe(groupId);
    expect(await removeRegionGroup(test.db, { actor: admin, groupId, name: ' Benelux ' })).toEqual({
      name: 'Benelux',
      left: 1,
    });
    const [row] = await test.db.select().from(region).where(eq(region.id, regionId));
    expect(row?.groupId).toBeNull();
    expect((await linesOf(groupId)).at(-1)).toEqual([
      'region_group.remove',
      { name: { from: 'Benelux', to: null }, left: [regionId] },
    ]);
    await removeRegionGroup(test.db, { actor: admin, groupId: empty, name: '' });
    expect(await test.db.$count(regionGroup, eq(regionGroup.id, empty))).toBe(0);
  });

  it('are for admins of all regions; an admin of one keeps the group of it as it is', async () => {
    const groupId = await group('Mine');
    const regionId = await sampleRegion(test.db, { groupId });
    const local = personWith({ role: 'admin', regionId }, { role: 'editor', regionId: null });
    const forbidden = { code: 'forbidden' };
    for (const attempt of [
      () => addRegionGroup(test.db, { actor: local, name: 'Theirs' }),
      () => renameRegionGroup(test.db, { actor: local, groupId, name: 'Theirs' }),
      () => orderRegionGroup(test.db, { actor: local, groupId, direction: 'up' }),
      () => removeRegionGroup(test.db, { actor: local, groupId, name: 'Mine' }),
      () => addRegions(test.db, { actor: local, list: 'France' }),
      () => getSetUpPage(test.db, { actor: local }),
      () => getKnownRegions(test.db, { actor: local }),
      () => editRegion(test.db, { actor: local, regionId, ...facts, groupId: null }),
    ])
      await expect(attempt()).rejects.toMatchObject(forbidden);
    await editRegion(test.db, { actor: local, regionId, ...facts, groupId });
  });
});

const facts = { name: 'Mine', timeZone: 'UTC', language: 'en', markText: 'MI', markColor: '#0f766e' };

describe('a list of regions', () => {
  const add = (list: string) => addRegions(test.db, { actor: admin, list });

  it('is added with its groups, and pasted again adds nothing', async () => {
    const list =
      'Name\tGroup\tCountries\tTime zone\tLanguage\nPeru\tAndes\nChile\tandes\nJapan\tFar East\nLegal\t\t\tUTC\ten';
    expect(await add(list)).toEqual({ added: 4, groups: 2, there: 0 });
    const { regions } = await getRegionsPage(test.db, { actor: admin });
    const rows = regions.map(({ name, group: of, timeZone, language }) => [
      name,
      of?.name,
      timeZone,
      language,
    ]);
    expect(rows).toEqual(
      expect.arrayContaining([
        ['Peru', 'Andes', 'America/Lima', 'es'],
        ['Chile', 'Andes', 'America/Santiago', 'es-CL'],
        ['Japan', 'Far East', 'Asia/Tokyo', 'ja'],
        ['Legal', undefined, 'UTC', 'en'],
      ]),
    );
    await expect(add(list)).rejects.toMatchObject({ code: 'invalid', message: 'listNothingNew' });
    expect(await add(`${list}\nItaly\tFar East`)).toEqual({ added: 1, groups: 0, there: 4 });
  });

  it('with one wrong line adds nothing at all, and names the line', async () => {
    const before = await test.db.$count(region);
    await expect(add('Norway; Cold\nNowhere; Cold\nSweden; Cold')).rejects.toMatchObject({
      code: 'invalid',
      message: 'listLineWrong',
      field: 'list',
      values: { line: 2 },
    });
    expect(await test.db.$count(region)).toBe(before);
    expect(await test.db.$count(regionGroup, eq(regionGroup.name, 'Cold'))).toBe(0);
  });

  it('sent twice at once is added once', async () => {
    const results = await Promise.allSettled([add('Kenya; Africa'), add('Kenya; Africa')]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await test.db.$count(region, eq(region.name, 'Kenya'))).toBe(1);
    expect(await test.db.$count(regionGroup, eq(regionGroup.name, 'Africa'))).toBe(1);
  });

  it('does not take the name of an archived region', async () => {
    const regionId = await sampleRegion(test.db, { name: 'Egypt' });
    await archiveRegion(test.db, { actor: admin, regionId, name: 'Egypt', now: new Date() });
    await expect(add('Egypt')).rejects.toMatchObject({ message: 'listNothingNew' });
    expect((await getKnownRegions(test.db, { actor: admin })).regions.map(({ name }) => name)).toContain(
      'Egypt',
    );
  });
});
