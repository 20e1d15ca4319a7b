import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { brandFont, installation } from '#db/schema.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/commands.ts';
import { checkedInput } from '../checked-input.ts';
import { StorywireError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { MediaStorage } from '../media/storage.ts';
import { demand } from '../people/permissions.ts';
import { type BrandInput, brandInput, fontInput, logoKeyShape } from './brand-input.ts';
import { dropFileLater } from './commands/drop-file.ts';
import { lockInstallation } from './commands/lock-installation.ts';
import { fontType } from './font-type.ts';
import { renderLogo } from './render-logo.ts';

/**
 * Names the brand and gives it its accent, each with a line of its own in the audit log.
 * @throws StorywireError `forbidden`; `invalid` naming the field
 */
export async function saveBrand(
  db: Database,
  { actor, ...given }: { actor: Actor } & BrandInput,
): Promise<void> {
  demand(actor, 'brand.manage', null);
  const input = checkedInput(brandInput, given);
  const accentColor = input.accentColor === '' ? null : input.accentColor.toLowerCase();
  await db.transaction(async (tx) => {
    const before = await lockInstallation(tx);
    await tx.update(installation).set({ brandName: input.name, accentColor });
    if (before.brandName !== input.name) {
      const detail = { name: { from: before.brandName, to: input.name } };
      await recordAudit(tx, { actor, action: 'brand.name', detail });
    }
    if (before.accentColor !== accentColor) {
      const detail = { color: { from: before.accentColor, to: accentColor } };
      await recordAudit(tx, { actor, action: 'brand.accent', detail });
    }
  });
}

/** For so long a former logo can be put back: for as long as anyone keeps the page open on which they replaced it. */
const keptForMs = 24 * 60 * 60_000;

/**
 * Puts a new logo in the place of the former one, whose file stays for a day, so that it can be put back.
 * @returns the former one's key; null: there was none
 * @throws StorywireError `forbidden`; `invalid`
 */
export async function uploadLogo(
  db: Database,
  storage: MediaStorage,
  { actor, bytes, now }: { actor: Actor; bytes: Buffer; now: Date },
): Promise<{ former: string | null }> {
  demand(actor, 'brand.manage', null);
  const key = `brand/logo-${newId()}.png`;
  await storage.putFile(key, await renderLogo(bytes));
  return await db.transaction((tx) => settleLogo(tx, { actor, logoKey: key, now }));
}

/**
 * Puts a former logo back, or takes the logo away.
 * @param logoKey of one that was uploaded before; null: none
 * @throws StorywireError `forbidden`; `invalid` when there is no such file
 */
export async function restoreLogo(
  db: Database,
  storage: MediaStorage,
  { actor, logoKey, now }: { actor: Actor; logoKey: string | null; now: Date },
): Promise<{ former: string | null }> {
  demand(actor, 'brand.manage', null);
  const key = logoKey === null ? null : checkedInput(logoKeyShape, logoKey);
  return await db.transaction(async (tx) => {
    // Held while the file is looked for, so that it is not deleted just then.
    await lockInstallation(tx);
    if (key !== null && !(await storage.readFile(key)))
      throw new StorywireError('invalid', 'logoGone', { field: 'logo' });
    return await settleLogo(tx, { actor, logoKey: key, now });
  });
}

async function settleLogo(
  tx: Transaction,
  { actor, logoKey, now }: { actor: Actor; logoKey: string | null; now: Date },
): Promise<{ former: string | null }> {
  const { logoKey: former } = await lockInstallation(tx);
  await tx.update(installation).set({ logoKey });
  await recordAudit(tx, { actor, action: 'brand.logo', detail: { logo: { from: former, to: logoKey } } });
  if (former !== null && former !== logoKey) {
    await dropFileLater(tx, { storageKey: former, after: new Date(now.getTime() + keptForMs) });
  }
  return { former };
}

/**
 * Keeps one of the brand's fonts.
 * @throws StorywireError `forbidden`; `invalid` when it is no WOFF2, TrueType or OpenType font
 */
export async function addBrandFont(
  db: Database,
  storage: MediaStorage,
  { actor, bytes, ...given }: { actor: Actor; bytes: Buffer; family: string; weight: number },
): Promise<{ id: string }> {
  demand(actor, 'brand.manage', null);
  const input = checkedInput(fontInput, given);
  const type = fontType(bytes);
  if (!type) throw new StorywireError('invalid', 'fontNoFont', { field: 'font' });
  const id = newId();
  const storageKey = `brand/font-${id}.${type.extension}`;
  await storage.putFile(storageKey, bytes);
  await db.transaction(async (tx) => {
    await tx.insert(brandFont).values({ id, ...input, storageKey, mimeType: type.mimeType });
    await recordAudit(tx, {
      actor,
      action: 'brand.add_font',
      thingId: id,
      detail: { ...input, name: input.family },
    });
  });
  return { id };
}

/**
 * Takes a font away; its file goes once that is settled.
 * @throws StorywireError `forbidden`; `not_found`
 */
export async function removeBrandFont(
  db: Database,
  { actor, fontId }: { actor: Actor; fontId: string },
): Promise<void> {
  demand(actor, 'brand.manage', null);
  await db.transaction(async (tx) => {
    const [row] = await tx.delete(brandFont).where(eq(brandFont.id, fontId)).returning();
    if (!row) throw new StorywireError('not_found', 'notFound');
    const detail = { name: row.family, weight: row.weight };
    await recordAudit(tx, { actor, action: 'brand.remove_font', thingId: fontId, detail });
    await dropFileLater(tx, { storageKey: row.storageKey });
  });
}
