import { eq, or, type SQL, sql } from 'drizzle-orm';
import { account, audit, grant, number, region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { regionsWhere } from '../../people/permissions.ts';

/**
 * Which lines an actor may read. An admin of every region reads all. A
 * region's admin reads what is about the region: itself, its accounts and
 * numbers as they stand now, what it hears of others, lines that say they
 * happened in it (so that what left or was removed keeps its history there),
 * people who have a role in it; and whatever the admin did.
 * @returns undefined: every line
 * @throws StorywireError `forbidden` for who is nobody's admin
 */
export function auditScope(actor: Actor): SQL | undefined {
  const regions = regionsWhere(actor, 'audit.see');
  if (regions === 'all') return undefined;
  if (regions.length === 0 || actor.kind !== 'user') {
    throw new StorywireError('forbidden', 'notAllowed', { values: { capability: 'audit.see' } });
  }
  const own = sql.join(
    regions.map((id) => sql`${id}`),
    sql`, `,
  );
  const things = [
    sql`select ${region.id}::text from ${region} where ${region.id}::text in (${own})`,
    sql`select ${account.id}::text from ${account} where ${account.regionId}::text in (${own})`,
    sql`select ${number.id}::text from ${number} where ${number.homeRegionId}::text in (${own})`,
    sql`select ${grant.userId}::text from ${grant} where ${grant.regionId}::text in (${own})`,
  ];
  return or(
    sql`(${audit.actorKind} = 'user' and ${eq(audit.actorId, actor.userId)})`,
    sql`${audit.thingId} in (${sql.join(things, sql` union all `)})`,
    sql`jsonb_path_query_array(${audit.detail}, '$.cells[*].targetRegionId') ?| array[${own}]::text[]`,
    ...regionPaths.map((path) => sql`${audit.detail} #>> ${path} in (${own})`),
  );
}

/** Where a line's details say in which region it happened, and between which ones something moved. */
const regionPaths = [
  '{regionId}',
  '{regionId,from}',
  '{regionId,to}',
  '{targetRegionId}',
  '{from}',
  '{to}',
].map((path) => sql.raw(`'${path}'`));
