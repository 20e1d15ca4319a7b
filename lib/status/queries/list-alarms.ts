import { and, desc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { alarm, number, region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { may, regionsWhere } from '../../people/permissions.ts';
import { worstFirst } from '../alarm-order.ts';
import { type AlarmGroup, type AlarmItem, mostItems } from '../status-page.ts';

/** Which alarms an actor may see: those of the regions, and what concerns no single region for admins of all. */
function visibleTo(actor: Actor): SQL | undefined {
  const regions = regionsWhere(actor, 'alarms.see');
  const own = regions === 'all' ? sql`${alarm.regionId} is not null` : inRegions(regions);
  return or(own, may(actor, 'sending.see', null) ? isNull(alarm.regionId) : undefined);
}

const inRegions = (ids: readonly string[]): SQL =>
  ids.length === 0 ? sql`false` : inArray(alarm.regionId, [...ids]);

/** What is amiss, by kind, worst first. */
export async function listAlarms(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<Omit<AlarmGroup, 'told'>[]> {
  const ranked = db.$with('ranked').as(
    db
      .select({
        id: alarm.id,
        kind: alarm.kind,
        thing: alarm.thing,
        detail: alarm.detail,
        openedAt: alarm.openedAt,
        lastAt: alarm.lastAt,
        regionId: alarm.regionId,
        count: sql<number>`(count(*) over (partition by ${alarm.kind}))::int`.as('count'),
        place:
          sql<number>`(row_number() over (partition by ${alarm.kind} order by ${alarm.openedAt} desc))::int`.as(
            'place',
          ),
      })
      .from(alarm)
      .where(and(isNull(alarm.endedAt), visibleTo(actor))),
  );
  const rows = await db
    .with(ranked)
    .select({
      id: ranked.id,
      kind: ranked.kind,
      thing: ranked.thing,
      detail: ranked.detail,
      openedAt: ranked.openedAt,
      lastAt: ranked.lastAt,
      count: ranked.count,
      region: region.name,
      label: number.label,
      shortened: number.shortened,
    })
    .from(ranked)
    .leftJoin(region, eq(region.id, ranked.regionId))
    .leftJoin(number, and(eq(ranked.kind, 'unreachable'), sql`${number.id}::text = ${ranked.thing}`))
    .where(sql`${ranked.place} <= ${mostItems}`)
    .orderBy(desc(ranked.openedAt));
  const groups = Map.groupBy(rows, ({ kind }) => kind);
  return worstFirst.flatMap((kind) => {
    const found = groups.get(kind);
    return found?.[0] ? [{ kind, count: found[0].count, items: found.map(itemOf) }] : [];
  });
}

type Row = Omit<AlarmItem, 'name' | 'path' | 'openedAt' | 'lastAt'> & {
  thing: string;
  openedAt: Date;
  lastAt: Date;
  label: string | null;
  shortened: string | null;
};

function itemOf({ id, region: inRegion, detail, openedAt, lastAt, thing, label, shortened }: Row): AlarmItem {
  const { code, account, repostId } = detail;
  const story = typeof code === 'string' ? `/stories/${code}` : null;
  const post = typeof repostId === 'string' ? `/reposts/${repostId}` : story;
  return {
    id,
    name:
      label === null ? (typeof account === 'string' ? `@${account}` : null) : `${label}, ${shortened ?? ''}`,
    path: label === null ? post : `/numbers/${thing}`,
    region: inRegion,
    detail,
    openedAt: openedAt.toISOString(),
    lastAt: lastAt.toISOString(),
  };
}

/** How many alarms are open that the actor may see. */
export async function countAlarms(db: Queryable, { actor }: { actor: Actor }): Promise<number> {
  return db.$count(alarm, and(isNull(alarm.endedAt), visibleTo(actor)));
}
