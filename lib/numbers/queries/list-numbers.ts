import { and, asc, eq, ilike, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { number, numberRegion, region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand, regionsWhere } from '../../people/permissions.ts';
import { type NumberState, numberStates } from '../../words.ts';
import { lastDigits, type NumberFilter, numbersPerPage } from '../number-filter.ts';
import type { NumberRow, NumbersPage } from '../number-row.ts';
import { badge, listRegionBadges } from './region-badges.ts';

/**
 * The numbers that an actor may see, by label, a page at a time.
 * @throws StorywireError `forbidden` when they are narrowed to a region that is not the actor's to see
 */
export async function listNumbers(
  db: Queryable,
  { actor, filter }: { actor: Actor; filter: NumberFilter },
): Promise<NumbersPage> {
  if (filter.region !== '') demand(actor, 'numbers.see', filter.region);
  const seen = seenBy(actor);
  const others = and(seen, ...withoutState(filter));
  const [rows, counts, [any], regions, managed] = await Promise.all([
    selectRows(db, others, filter),
    db
      .select({ state: number.state, count: sql<number>`count(*)::int` })
      .from(number)
      .where(others)
      .groupBy(number.state),
    db.select({ id: number.id }).from(number).where(seen).limit(1),
    listRegionBadges(db, { actor, may: 'numbers.see', archived: true }),
    listRegionBadges(db, { actor, may: 'numbers.manage', archived: false }),
  ]);
  const byState = Object.fromEntries(numberStates.map((state) => [state, 0])) as Record<NumberState, number>;
  for (const { state, count } of counts) byState[state] = count;
  const total =
    filter.state === '' ? counts.reduce((sum, { count }) => sum + count, 0) : byState[filter.state];
  return {
    rows,
    total,
    pages: Math.max(1, Math.ceil(total / numbersPerPage)),
    counts: byState,
    any: any !== undefined,
    regions,
    mayAdd: managed.length > 0,
    needsRegion: regionsWhere(actor, 'numbers.manage') === 'all' && managed.length === 0,
    mayExport: regionsWhere(actor, 'numbers.reveal').length > 0,
  };
}

/** Reads only what the actor may see, so that no later step can leak the others. */
function seenBy(actor: Actor): SQL | undefined {
  const regions = regionsWhere(actor, 'numbers.see');
  if (regions === 'all') return undefined;
  return regions.length === 0 ? sql`false` : inArray(number.homeRegionId, regions);
}

function withoutState({ region: regionId, kind, q }: NumberFilter): (SQL | undefined)[] {
  const digits = lastDigits(q);
  const part = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return [
    regionId === '' ? undefined : eq(number.homeRegionId, regionId),
    kind === '' ? undefined : eq(number.kind, kind),
    q === ''
      ? undefined
      : or(
          ilike(number.label, part),
          digits === undefined ? undefined : ilike(number.shortened, `%${digits}`),
        ),
  ];
}

async function selectRows(
  db: Queryable,
  where: SQL | undefined,
  { state, page }: NumberFilter,
): Promise<NumberRow[]> {
  const rows = await db
    .select({
      id: number.id,
      label: number.label,
      shortened: number.shortened,
      kind: number.kind,
      language: sql<string>`coalesce(${number.language}, ${region.language})`,
      state: number.state,
      mutedUntil: number.mutedUntil,
      lastReachedAt: number.lastReachedAt,
      region: badge,
    })
    .from(number)
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .where(and(where, state === '' ? undefined : eq(number.state, state)))
    .orderBy(asc(sql`lower(${number.label})`), asc(number.id))
    .limit(numbersPerPage)
    .offset((page - 1) * numbersPerPage);
  const follows = await followsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ mutedUntil, lastReachedAt, ...row }) => ({
    ...row,
    mutedUntil: mutedUntil?.toISOString() ?? null,
    lastReachedAt: lastReachedAt?.toISOString() ?? null,
    follows: follows.get(row.id) ?? [],
  }));
}

async function followsOf(db: Queryable, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ numberId: numberRegion.numberId, name: region.name })
    .from(numberRegion)
    .innerJoin(region, eq(region.id, numberRegion.regionId))
    .where(inArray(numberRegion.numberId, [...ids]))
    .orderBy(asc(region.name));
  const byNumber = new Map<string, string[]>();
  for (const { numberId, name } of rows) byNumber.set(numberId, [...(byNumber.get(numberId) ?? []), name]);
  return byNumber;
}
