import { eq, inArray, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Queryable } from '#db/client.ts';
import {
  account,
  approverGroup,
  brandFont,
  number,
  region,
  regionGroup,
  sender,
  session,
  story,
  token,
  user,
} from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { regionsWhere } from '../../people/permissions.ts';

/**
 * What ids are called now. An id that names nothing (any more) is left out, and
 * so is a number of a region that the actor may not see into.
 */
export async function auditNames(
  db: Queryable,
  { actor, ids }: { actor: Actor; ids: readonly string[] },
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => uuid.test(id));
  if (wanted.length === 0) return new Map();
  const plain = await Promise.all([
    pairs(db, user, user.id, user.name, wanted),
    pairs(db, region, region.id, region.name, wanted),
    pairs(db, regionGroup, regionGroup.id, regionGroup.name, wanted),
    pairs(db, account, account.id, account.username, wanted).then((rows) =>
      rows.map(([id, name]) => [id, `@${name}`] as const),
    ),
    pairs(db, approverGroup, approverGroup.id, approverGroup.name, wanted),
    pairs(db, story, story.id, story.code, wanted),
    pairs(db, brandFont, brandFont.id, brandFont.family, wanted),
    pairs(db, sender, sender.id, sender.displayNumber, wanted),
    pairs(db, token, token.id, token.createdAt, wanted).then((rows) =>
      rows.map(([id]) => [id, `···${id.slice(-6)}`] as const),
    ),
    db
      .select({ id: session.id, device: session.device, name: user.name })
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .where(inArray(session.id, wanted))
      .then((rows) => rows.map((row) => [row.id, `${row.name}, ${row.device}`] as const)),
    numberNames(db, actor, wanted),
  ]);
  return new Map(plain.flat());
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function pairs(
  db: Queryable,
  table: PgTable,
  id: PgColumn,
  name: PgColumn,
  wanted: string[],
): Promise<(readonly [string, string])[]> {
  const where: SQL = inArray(id, wanted);
  const rows = await db.select({ id, name }).from(table).where(where);
  return rows.flatMap(({ id: key, name: called }) =>
    typeof key === 'string' && called !== null
      ? [[key, typeof called === 'string' ? called : ''] as const]
      : [],
  );
}

async function numberNames(
  db: Queryable,
  actor: Actor,
  wanted: string[],
): Promise<(readonly [string, string])[]> {
  const seen = regionsWhere(actor, 'numbers.see');
  const rows = await db
    .select({ id: number.id, shortened: number.shortened, regionId: region.id, region: region.name })
    .from(number)
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .where(inArray(number.id, wanted));
  return rows
    .filter((row) => seen === 'all' || seen.includes(row.regionId))
    .map((row) => [row.id, `${row.shortened}, ${row.region}`] as const);
}
