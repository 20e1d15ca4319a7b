import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, installation } from '#db/schema.ts';
import { addBrandFont, removeBrandFont, restoreLogo, saveBrand, uploadLogo } from '#lib/brand/commands.ts';
import { dropFile } from '#lib/brand/commands/drop-file.ts';
import { dropBrandFile } from '#lib/brand/job.ts';
import { findBrandFont, findLogoKey, getBrand, listBrandFonts } from '#lib/brand/queries.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { adminEverywhere, personWith, sampleRegion } from '#tests/support/sample-brand.ts';

let test: TestDatabase;
let folder: string;
beforeAll(async () => {
  test = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'storywire-brand-'));
  await test.db
    .insert(installation)
    .values({ mode: 'sandbox', brandName: 'Storywire' })
    .onConflictDoNothing();
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const actor = adminEverywhere();
const now = new Date();
const storage = () => mediaStorage({ STORYWIRE_DATA: folder });
const picture = (background: string) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer();
const font = async () =>
  await readFile('node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
const actions = async () => (await test.db.select().from(audit).orderBy(audit.id)).map((line) => line.action);

const drop = (storageKey: string) =>
  dropBrandFile(jobContext(test, { env: { STORYWIRE_DATA: folder } }), { storageKey });
/** The waiting jobs that would delete a file, each with how many hours it has to wait. */
const drops = async (storageKey: string) => [
  ...(await test.db.execute(
    sql`select round(extract(epoch from start_after - created_on) / 3600)::int as hours from pgboss.job
      where name = 'brand.dropFile' and data ->> 'storageKey' = ${storageKey}`,
  )),
];

describe('the brand', () => {
  it('is renamed and coloured, each recorded once and only when it changed', async () => {
    const before = (await actions()).length;
    await saveBrand(test.db, { actor, name: ' Kiln ', accentColor: '#AA3300' });
    await saveBrand(test.db, { actor, name: 'Kiln', accentColor: '#aa3300' });
    expect(await getBrand(test.db)).toEqual({ name: 'Kiln', accentColor: '#aa3300', logoUrl: null });
    expect((await actions()).slice(before)).toEqual(['brand.name', 'brand.accent']);
    await expect(saveBrand(test.db, { actor, name: 'Kiln', accentColor: 'red;}' })).rejects.toMatchObject({
      field: 'accentColor',
    });
  });

  it('has its logo replaced, put back and removed; a key that is not ours reads no file', async () => {
    await uploadLogo(test.db, storage(), { now, actor, bytes: await picture('#aa3300') });
    const first = await findLogoKey(test.db);
    const { former } = await uploadLogo(test.db, storage(), { now, actor, bytes: await picture('#003300') });
    expect(former).toBe(first);
    expect(await findLogoKey(test.db)).not.toBe(first);
    await restoreLogo(test.db, storage(), { now, actor, logoKey: former });
    expect(await findLogoKey(test.db)).toBe(first);
    for (const logoKey of [
      '../../etc/passwd',
      'stories/2026/11/x/original.jpg',
      'brand/logo-00000000-0000-0000-0000-000000000000.png',
    ]) {
      await expect(restoreLogo(test.db, storage(), { now, actor, logoKey })).rejects.toMatchObject({
        code: 'invalid',
      });
    }
    await restoreLogo(test.db, storage(), { now, actor, logoKey: null });
    expect((await getBrand(test.db)).logoUrl).toBeNull();
  });

  it('keeps the logo it has when another is refused', async () => {
    await uploadLogo(test.db, storage(), { now, actor, bytes: await picture('#aa3300') });
    const key = await findLogoKey(test.db);
    await expect(
      uploadLogo(test.db, storage(), { now, actor, bytes: Buffer.from('<svg onload="alert(1)"/>') }),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await findLogoKey(test.db)).toBe(key);
  });

  it('gains and loses fonts, whose files everyone signed in may read', async () => {
    const { id } = await addBrandFont(test.db, storage(), {
      actor,
      bytes: await font(),
      family: 'Inter',
      weight: 400,
    });
    expect(await listBrandFonts(test.db, { actor })).toMatchObject([{ id, family: 'Inter', weight: 400 }]);
    const file = await findBrandFont(test.db, { actor: personWith(), fontId: id });
    expect(file).toMatchObject({ mimeType: 'font/woff2' });
    expect(await storage().readFile(file!.storageKey)).toEqual(await font());
    await removeBrandFont(test.db, { actor, fontId: id });
    expect(await listBrandFonts(test.db, { actor })).toEqual([]);
    await expect(
      addBrandFont(test.db, storage(), { actor, bytes: await picture('#000000'), family: 'X', weight: 400 }),
    ).rejects.toMatchObject({ message: 'fontNoFont' });
  });

  it('deletes the file of a removed font, again if it failed, and the removal stands either way', async () => {
    const sent = { actor, bytes: await font(), family: 'Inter', weight: 700 };
    const { id } = await addBrandFont(test.db, storage(), sent);
    const { storageKey } = (await findBrandFont(test.db, { actor: personWith(), fontId: id }))!;
    await drop(storageKey);
    expect(await storage().readFile(storageKey)).toBeDefined();

    await removeBrandFont(test.db, { actor, fontId: id });
    expect(await drops(storageKey)).toEqual([{ hours: 0 }]);
    const away = { ...storage(), removeFile: () => Promise.reject(new Error('The store is away.')) };
    await expect(dropFile(test.db, away, { storageKey })).rejects.toThrow('The store is away.');
    expect(await listBrandFonts(test.db, { actor })).toEqual([]);
    await drop(storageKey);
    await drop(storageKey);
    expect(await storage().readFile(storageKey)).toBeUndefined();
  });

  it('deletes a replaced logo after a day, unless it was put back', async () => {
    await uploadLogo(test.db, storage(), { now, actor, bytes: await picture('#112233') });
    const first = (await findLogoKey(test.db))!;
    await uploadLogo(test.db, storage(), { now, actor, bytes: await picture('#332211') });
    const second = (await findLogoKey(test.db))!;
    expect(await drops(first)).toEqual([{ hours: 24 }]);

    await restoreLogo(test.db, storage(), { now, actor, logoKey: first });
    await drop(first);
    await drop(second);
    expect(await storage().readFile(first)).toBeDefined();
    expect(await storage().readFile(second)).toBeUndefined();
    await expect(restoreLogo(test.db, storage(), { now, actor, logoKey: second })).rejects.toMatchObject({
      message: 'logoGone',
    });
  });

  it("is changed by nobody but an admin of every region, not even by a region's admin", async () => {
    const regionId = await sampleRegion(test.db);
    for (const other of [
      personWith(),
      personWith({ role: 'admin', regionId }),
      personWith({ role: 'editor', regionId: null }),
    ]) {
      const refused = { code: 'forbidden' };
      const bytes = await picture('#000000');
      await expect(saveBrand(test.db, { actor: other, name: 'X', accentColor: '' })).rejects.toMatchObject(
        refused,
      );
      await expect(uploadLogo(test.db, storage(), { now, actor: other, bytes })).rejects.toMatchObject(
        refused,
      );
      await expect(
        restoreLogo(test.db, storage(), { now, actor: other, logoKey: null }),
      ).rejects.toMatchObject(refused);
      await expect(
        addBrandFont(test.db, storage(), { actor: other, bytes, family: 'X', weight: 400 }),
      ).rejects.toMatchObject(refused);
      await expect(listBrandFonts(test.db, { actor: other })).rejects.toMatchObject(refused);
    }
  });
});
