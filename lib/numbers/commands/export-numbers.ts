import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from '#db/client.ts';
import { number, numberRegion, optIn, region, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { demand, regionsWhere } from '../../people/permissions.ts';
import { joinNames, type ListRow } from '../list-columns.ts';
import { unsealNumber } from '../queries/unseal-number.ts';

/**
 * Every whole number that an actor may reveal, as the import takes them back.
 * A command, since the audit log says who took them and how many.
 * @param regionId one region's only
 * @throws StorywireError `forbidden`
 */
export async function exportNumbers(
  db: Database,
  { actor, regionId }: { actor: Actor; regionId?: string | undefined },
): Promise<ListRow[]> {
  const regions = regionsWhere(actor, 'numbers.reveal');
  if (regionId !== undefined) demand(actor, 'numbers.reveal', regionId);
  if (regions !== 'all' && regions.length === 0)
    throw new StorywireError('forbidden', 'notAllowed', { values: { capability: 'numbers.reveal' } });
  return db.transaction(async (tx) => {
    const found = await tx
      .select({ row: number, home: region.name })
      .from(number)
      .innerJoin(region, eq(region.id, number.homeRegionId))
      .where(
        and(
          regions === 'all' ? undefined : inArray(number.homeRegionId, regions),
          regionId === undefined ? undefined : eq(number.homeRegionId, regionId),
        ),
      )
      .orderBy(asc(region.name), asc(number.label), asc(number.id));
    const ids = found.map(({ row }) => row.id);
    const [follows, optIns] = await Promise.all([followsOf(tx, ids), latestOptIns(tx, ids)]);
    const detail = { count: found.length, ...(regionId === undefined ? {} : { regionId }) };
    await recordAudit(tx, { actor, action: 'numbers.export', detail });
    return found.map(({ row, home }) => {
      const proof = optIns.get(row.id);
      return {
        number: unsealNumber(row),
        label: row.label,
        kind: row.kind,
        region: home,
        follows: joinNames(follows.get(row.id) ?? []),
        language: row.language ?? '',
        quiet_hours: row.quietHours ?? '',
        buzz_interval: String(row.buzzIntervalMinutes),
        hears: row.hears,
        state: row.state,
        opted_in_at: proof?.at.toISOString() ?? '',
        opt_in: proof?.words ?? '',
        opt_in_by: proof?.by ?? '',
      };
    });
  });
}

async function followsOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const followed = alias(region, 'followed');
  const rows = await tx
    .select({ id: numberRegion.numberId, name: followed.name })
    .from(numberRegion)
    .innerJoin(followed, eq(followed.id, numberRegion.regionId))
    .where(inArray(numberRegion.numberId, [...ids]))
    .orderBy(asc(followed.name));
  const names = new Map<string, string[]>();
  for (const { id, name } of rows) names.set(id, [...(names.get(id) ?? []), name]);
  return names;
}

async function latestOptIns(tx: Transaction, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await tx
    .selectDistinctOn([optIn.numberId], {
      id: optIn.numberId,
      at: optIn.at,
      words: optIn.words,
      by: user.name,
    })
    .from(optIn)
    .leftJoin(user, eq(user.id, optIn.attestedByUserId))
    .where(inArray(optIn.numberId, [...ids]))
    .orderBy(optIn.numberId, desc(optIn.at), desc(optIn.id));
  return new Map(rows.map((row) => [row.id, row]));
}
