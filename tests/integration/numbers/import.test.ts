import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, number, numberRegion, optIn, region } from '#db/schema.ts';
import type { UserActor } from '#lib/actor.ts';
import { addNumber } from '#lib/numbers/commands/add-number.ts';
import { type ImportResult, importNumbers } from '#lib/numbers/commands/import-numbers.ts';
import type { ImportInput } from '#lib/numbers/import/import-input.ts';
import { joinNames, type ListRow } from '#lib/numbers/list-columns.ts';
import { checkImport, findRejected, listImportPlaces } from '#lib/numbers/queries/check-import.ts';
import { unsealNumber } from '#lib/numbers/queries/unseal-number.ts';
import { writeList } from '#lib/numbers/write-list.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { adminEverywhere, personWith, sampleRegion, tester, viewerOf } from '#tests/support/sample-brand.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const now = new Date('2026-06-01T12:00:00Z');
const header = 'number,label,region';
let counter = 0;
/** +1 NXX 555 01XX: kept free for fiction. */
const fictional = () => {
  counter += 1;
  return `+1${201 + Math.floor(counter / 100)}55501${String(counter % 100).padStart(2, '0')}`;
};

async function somewhere(): Promise<{ id: string; name: string }> {
  const id = await sampleRegion(database.db);
  const [row] = await database.db.select({ name: region.name }).from(region).where(eq(region.id, id));
  return { id, name: row!.name };
}

const planned = async (actor: UserActor, input: ImportInput) => {
  const { plan } = await checkImport(database.db, { actor, now, ...input });
  if (!plan) throw new Error('no column was taken for the number');
  return plan;
};

/** Checks a list and carries out what was shown. */
async function imported(actor: UserActor, input: ImportInput): Promise<ImportResult> {
  const { digest } = await planned(actor, input);
  return importNumbers(database.db, { actor, now, ...input, digest });
}

/** Everything that an import could write. */
async function everything() {
  const { db } = database;
  return {
    numbers: await db.select().from(number).orderBy(number.id),
    follows: await db.select().from(numberRegion).orderBy(numberRegion.numberId, numberRegion.regionId),
    optIns: await db.select().from(optIn).orderBy(optIn.id),
  };
}

/** As export writes it. */
async function exportAll(): Promise<string> {
  const { numbers, follows, optIns } = await everything();
  const names = new Map(
    (await database.db.select({ id: region.id, name: region.name }).from(region)).map((each) => [
      each.id,
      each.name,
    ]),
  );
  const rows = numbers.map((row): ListRow => {
    const given = optIns.findLast(({ numberId }) => numberId === row.id);
    return {
      number: unsealNumber(row),
      label: row.label,
      kind: row.kind,
      region: names.get(row.homeRegionId)!,
      follows: joinNames(
        follows.filter(({ numberId }) => numberId === row.id).map(({ regionId }) => names.get(regionId)!),
      ),
      language: row.language ?? '',
      quiet_hours: row.quietHours ?? '',
      buzz_interval: String(row.buzzIntervalMinutes),
      hears: row.hears,
      state: row.state,
      opted_in_at: given?.at.toISOString() ?? '',
      opt_in: given?.words ?? '',
      opt_in_by: '',
    };
  });
  return writeList(rows);
}

describe('importing numbers', () => {
  it('makes six hundred at once, invited with a code of their own or active with an attested opt-in', async () => {
    const [home, other] = [await somewhere(), await somewhere()];
    const actor = adminEverywhere();
    const rows = Array.from({ length: 600 }, (_, at) => {
      const optedIn = at % 2 === 0 ? '2026-05-01,Asked by mail' : ',';
      return `${fictional()},Person ${at},${home.name},${other.name},22:00-07:00,30,${optedIn}`;
    });
    const text = `number,label,region,follows,quiet_hours,buzz_interval,opted_in_at,opt_in\n${rows.join('\n')}`;
    await attester(actor);
    const result = await imported(actor, { text });
    expect(result).toMatchObject({
      status: 'done',
      counts: { create: 600, update: 0, skip: 0, reject: 0 },
    });
    if (result.status !== 'done') return;
    expect(result.attestedIds.length).toBe(300);
    const made = await database.db.select().from(number).where(eq(number.homeRegionId, home.id));
    expect(made.length).toBe(600);
    expect(new Set(made.map(({ hash }) => hash)).size).toBe(600);
    for (const row of made) {
      expect(row).toMatchObject({ quietHours: '22:00-07:00', buzzIntervalMinutes: 30 });
      expect(unsealNumber(row)).toMatch(/^\+1\d{3}55501\d\d$/);
      if (result.attestedIds.includes(row.id)) expect(row).toMatchObject({ state: 'active', joinCode: null });
      else expect(row).toMatchObject({ state: 'invited', joinCode: expect.stringMatching(/^\w{8}$/) });
    }
    const [given] = await database.db.select().from(optIn).where(eq(optIn.numberId, result.attestedIds[0]!));
    expect(given).toMatchObject({
      kind: 'attested',
      words: 'Asked by mail',
      at: new Date('2026-05-01T00:00:00Z'),
      attestedByUserId: actor.userId,
    });
    const followers = await database.db
      .select()
      .from(numberRegion)
      .where(eq(numberRegion.regionId, other.id));
    expect(followers.length).toBe(600);

    const before = await everything();
    const again = await imported(actor, { text });
    expect(again).toMatchObject({ counts: { create: 0, update: 0, skip: 600, reject: 0 } });
    expect(await everything()).toEqual(before);
  });

  it('of what was exported changes nothing', async () => {
    const home = await somewhere();
    const odd = `'=1+1 "Ana", ; né|e`;
    const text = `number,label,region,kind,language\n${fictional()},"${odd.replaceAll('"', '""')}",${home.name},team,pt-BR`;
    await imported(adminEverywhere(), { text });
    const before = await everything();
    const result = await imported(adminEverywhere(), { text: await exportAll() });
    expect(result).toMatchObject({
      status: 'done',
      counts: { create: 0, update: 0, skip: before.numbers.length, reject: 0 },
    });
    expect(await everything()).toEqual(before);
  });

  it('changes what differs and nothing else, never the state, and writes it down without the number', async () => {
    const [home, other] = [await somewhere(), await somewhere()];
    const e164 = fictional();
    const actor = adminEverywhere();
    await imported(actor, { text: `${header}\n${e164},Old name,${home.name}` });
    const [before] = await rowsOf(home.id);
    await database.db.update(number).set({ state: 'opted_out' }).where(eq(number.id, before!.id));
    const text = `number,label,region,follows,language,state,opt_in\n${e164},New name,${other.name},${home.name},fr,active,By mail`;
    expect(await imported(actor, { text })).toMatchObject({ counts: { create: 0, update: 1 } });
    const [after] = await rowsOf(other.id);
    expect(after).toEqual({
      ...before!,
      state: 'opted_out',
      label: 'New name',
      homeRegionId: other.id,
      language: 'fr',
      updatedAt: after!.updatedAt,
    });
    expect(await database.db.select().from(optIn).where(eq(optIn.numberId, after!.id))).toEqual([]);
    const lines = await database.db.select().from(audit).where(eq(audit.actorId, actor.userId));
    expect(lines.map(({ action }) => action).toSorted()).toEqual([
      'number.add',
      'number.edit',
      'number.import',
      'number.import',
    ]);
    expect(lines.find(({ action }) => action === 'number.edit')).toMatchObject({
      thingId: after!.id,
      detail: {
        changed: ['label', 'regionId', 'language', 'followedRegionIds'],
        regionId: other.id,
        fromRegionId: home.id,
      },
    });
    expect(JSON.stringify(lines)).not.toContain(e164.slice(1));
  });

  it('writes nothing when the plan that was shown no longer holds, and shows the one that does', async () => {
    const home = await somewhere();
    const e164 = fictional();
    const text = `${header}\n${e164},Mine,${home.name}`;
    const shown = await planned(adminEverywhere(), { text });
    await addNumber(database.db, { actor: tester, regionId: home.id, number: e164, label: 'Faster' });
    const before = await everything();
    const result = await importNumbers(database.db, {
      actor: adminEverywhere(),
      now,
      text,
      digest: shown.digest,
    });
    expect(result).toMatchObject({ status: 'changed', plan: { counts: { create: 0, update: 1 } } });
    expect(await everything()).toEqual(before);
  });

  it('of the same list twice at once makes each number once', async () => {
    const home = await somewhere();
    const rows = Array.from({ length: 40 }, (_, at) => `${fictional()},Person ${at},${home.name}`);
    const text = `${header}\n${rows.join('\n')}`;
    const actor = adminEverywhere();
    const { digest } = await planned(actor, { text });
    const results = await Promise.all(
      [1, 2, 3].map(() => importNumbers(database.db, { actor, now, text, digest })),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(['changed', 'changed', 'done']);
    expect((await rowsOf(home.id)).length).toBe(40);
  });

  it('keeps to the regions of whoever imports, and tells nothing of the others', async () => {
    const [own, other] = [await somewhere(), await somewhere()];
    const [mine, theirs, fresh] = [fictional(), fictional(), fictional()];
    const everywhere = adminEverywhere();
    await imported(everywhere, {
      text: `${header}\n${mine},Mine,${own.name}\n${theirs},Private name,${other.name}`,
    });
    const admin = personWith({ role: 'admin', regionId: own.id });
    const text = `${header}\n${mine},Renamed,${own.name}\n${theirs},Taken,${own.name}\n${fresh},New,${other.name}\n${mine.slice(2)},Again,${own.name}`;
    const shown = await planned(admin, { text });
    expect(shown.counts).toEqual({ create: 0, update: 1, skip: 0, reject: 3 });
    expect(shown.groups.map(({ code }) => code).toSorted()).toEqual([
      'numberTakenElsewhere',
      'numberTwice',
      'regionNotYours',
    ]);
    expect(JSON.stringify(shown)).not.toContain('Private name');
    await imported(admin, { text });
    const [kept] = await rowsOf(other.id);
    expect(kept).toMatchObject({ label: 'Private name' });
    expect((await rowsOf(other.id)).length).toBe(1);
    expect((await listImportPlaces(database.db, { actor: admin })).map(({ id }) => id)).toEqual([own.id]);
  });

  it('is refused to whoever manages the numbers of no region', async () => {
    const home = await somewhere();
    const input = { text: `${header}\n${fictional()},Somebody,${home.name}` };
    for (const actor of [viewerOf(home.id), personWith({ role: 'editor', regionId: null }), personWith()]) {
      const given = { actor, now, ...input };
      await expect(checkImport(database.db, given)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(findRejected(database.db, given)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(importNumbers(database.db, { ...given, digest: '' })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    expect(await rowsOf(home.id)).toEqual([]);
  });

  it('of a misspelt region goes through once it is mended', async () => {
    const home = await somewhere();
    const misspelt = `${home.name.slice(0, -1)}x`;
    const text = `${header}\n${fictional()},Somebody,${misspelt}`;
    const actor = personWith({ role: 'admin', regionId: home.id });
    const [group] = (await planned(actor, { text })).groups;
    expect(group).toMatchObject({ code: 'regionUnknown', found: misspelt, rows: [{ row: 2 }] });
    expect(group!.fixes).toEqual([{ column: 'region', found: misspelt, use: home.name }]);
    expect(await imported(actor, { text, fixes: group!.fixes })).toMatchObject({ counts: { create: 1 } });
  });

  it('never shows a whole number in what it answers', async () => {
    const home = await somewhere();
    const numbers = [fictional(), fictional(), fictional()];
    const text = `${header}\n${numbers.map((each) => `${each},Somebody,${home.name}`).join('\n')}\n${numbers[0]},Again,${home.name}`;
    const shown = await checkImport(database.db, { actor: adminEverywhere(), now, text });
    for (const e164 of numbers) expect(JSON.stringify(shown)).not.toContain(e164.slice(1));
    expect(shown.table.columns[0]?.samples[0]).toMatch(/^\+·+\d{4}$/);
  });
});

const rowsOf = (regionId: string) =>
  database.db.select().from(number).where(eq(number.homeRegionId, regionId)).orderBy(number.id);

/** Who vouches for an opt-in has to be somebody of this installation. */
async function attester({ userId, name }: UserActor): Promise<void> {
  await database.db.execute(
    sql`insert into "user" (id, name, email) values (${userId}, ${name}, ${`${userId}@example.test`})`,
  );
}
