import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { brandFont, installation } from '#db/schema.ts';
import type { Actor } from '../actor.ts';
import { demand } from '../people/permissions.ts';
import { type Brand, type BrandFont, logoUrl } from './brand.ts';

/** The brand as everybody sees it; nothing of it is secret. */
export async function getBrand(db: Queryable): Promise<Brand> {
  const [row] = await db
    .select({ name: installation.brandName, color: installation.accentColor, key: installation.logoKey })
    .from(installation);
  return {
    name: row?.name ?? 'Storywire',
    accentColor: row?.color ?? null,
    logoUrl: logoUrl(row?.key ?? null),
  };
}

/** Where the logo lies. NULL: none. */
export async function findLogoKey(db: Queryable): Promise<string | null> {
  const [row] = await db.select({ key: installation.logoKey }).from(installation);
  return row?.key ?? null;
}

/** The brand's fonts, for who may change them. */
export async function listBrandFonts(db: Queryable, { actor }: { actor: Actor }): Promise<BrandFont[]> {
  demand(actor, 'brand.manage', null);
  return await readFonts(db);
}

async function readFonts(db: Queryable): Promise<BrandFont[]> {
  const rows = await db
    .select({ id: brandFont.id, family: brandFont.family, weight: brandFont.weight })
    .from(brandFont)
    .orderBy(asc(brandFont.family), asc(brandFont.weight), asc(brandFont.id));
  return rows.map((row) => ({ ...row, url: `/api/brand/fonts/${row.id}` }));
}

/** The brand's fonts, for whoever draws with them: everyone signed in. */
export async function listUsableFonts(db: Queryable, { actor }: { actor: Actor }): Promise<BrandFont[]> {
  demand(actor, 'stories.read', null);
  return await readFonts(db);
}

/** A font's file, for everyone signed in. */
export async function findBrandFont(
  db: Queryable,
  { actor, fontId }: { actor: Actor; fontId: string },
): Promise<{ storageKey: string; mimeType: string } | undefined> {
  demand(actor, 'stories.read', null);
  const [row] = await db
    .select({ storageKey: brandFont.storageKey, mimeType: brandFont.mimeType })
    .from(brandFont)
    .where(eq(brandFont.id, fontId));
  return row;
}
