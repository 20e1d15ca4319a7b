import { and, desc, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, audit, number, region, regionGroup, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { familyNouns } from '../../audit/actions.ts';
import { regionsWhere } from '../../people/permissions.ts';
import { type AuditFilters, auditPageSize } from '../audit-input.ts';
import type { AuditLine, AuditPage } from '../audit-line.ts';
import { dayBounds } from '../day-bounds.ts';
import { idsIn, readDetail } from '../read-detail.ts';
import { auditNames } from './audit-names.ts';
import { auditScope } from './audit-scope.ts';

export type AuditQuestion = {
  actor: Actor;
  filters: AuditFilters;
  /** In which the days of the filters begin and end. */
  timeZone: string;
  /** Actions whose words hold a word that is searched for (lib/audit-log/actions-saying.ts). */
  actionsSaying: (word: string) => string[];
};

/**
 * One page of the log, newest first, as far as the actor may read it.
 * @param cursor the last id of the page before
 * @throws StorywireError `forbidden`
 */
export async function listAudit(
  db: Queryable,
  {
    cursor,
    limit = auditPageSize,
    ...question
  }: AuditQuestion & { cursor?: number | undefined; limit?: number },
): Promise<AuditPage> {
  const scope = auditScope(question.actor);
  const rows = await db
    .select()
    .from(audit)
    .where(and(scope, ...filtered(question), cursor === undefined ? undefined : lt(audit.id, cursor)))
    .orderBy(desc(audit.id))
    .limit(limit + 1);
  const regions = regionsWhere(question.actor, 'audit.see');
  const page = rows
    .slice(0, limit)
    .map((row) => ({ ...row, detail: regions === 'all' ? row.detail : ownCells(row.detail, regions) }));
  const ids = page.flatMap((row) => [row.actorId, row.thingId ?? '', ...idsIn(row.detail)]);
  const names = await auditNames(db, { actor: question.actor, ids });
  return {
    lines: page.map((row) => auditLine(row, names)),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function filtered({ actor, filters, timeZone, actionsSaying }: AuditQuestion): (SQL | undefined)[] {
  const { since, until } = dayBounds(filters, timeZone);
  const { person, thing, family, outcome, q } = filters;
  return [
    person === undefined
      ? undefined
      : or(
          eq(audit.actorId, person),
          eq(audit.thingId, person),
          sql`${audit.detail} ->> 'userId' = ${person}`,
        ),
    thing === undefined
      ? undefined
      : or(
          eq(audit.thingId, thing),
          sql`${audit.detail} ->> 'regionId' = ${thing}`,
          mayAskCells(actor, thing)
            ? sql`jsonb_path_query_array(${audit.detail}, '$.cells[*].targetRegionId') ? ${thing}`
            : undefined,
        ),
    family === undefined
      ? undefined
      : inArray(sql`split_part(${audit.action}, '.', 1)`, [...familyNouns[family]]),
    outcome === undefined ? undefined : eq(audit.outcome, outcome),
    since === undefined ? undefined : gte(audit.at, since),
    until === undefined ? undefined : lt(audit.at, until),
    ...(q ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 8)
      .map((word) => holds(word, actionsSaying(word))),
  ];
}

/** Whether a line's sentence holds a word: in its action, in who did it, or in what it was done to. */
function holds(word: string, actions: string[]): SQL | undefined {
  const like = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const named = sql`
    select ${user.id}::text from ${user} where ${user.name} ilike ${like}
    union all select ${region.id}::text from ${region} where ${region.name} ilike ${like}
    union all select ${regionGroup.id}::text from ${regionGroup} where ${regionGroup.name} ilike ${like}
    union all select ${account.id}::text from ${account} where ${account.username} ilike ${like}
    union all select ${number.id}::text from ${number} join ${region} on ${region.id} = ${number.homeRegionId}
      where ${number.shortened} ilike ${like} or ${number.label} ilike ${like} or ${region.name} ilike ${like}`;
  return or(
    actions.length === 0 ? undefined : inArray(audit.action, actions),
    sql`${audit.actorId} in (${named})`,
    sql`${audit.thingId} in (${named})`,
    sql`(${audit.actorKind} = 'system' and ${audit.actorId} ilike ${like})`,
    sql`${audit.detail} ->> 'shortened' ilike ${like}`,
    sql`${audit.detail} ->> 'name' ilike ${like}`,
  );
}

function auditLine(row: typeof audit.$inferSelect, names: ReadonlyMap<string, string>): AuditLine {
  return {
    id: row.id,
    at: row.at.toISOString(),
    who: { kind: row.actorKind, id: row.actorId, name: names.get(row.actorId) ?? null },
    action: row.action,
    thing:
      row.thingId === null
        ? null
        : { id: row.thingId, name: names.get(row.thingId) ?? formerName(row.detail) },
    outcome: row.outcome,
    fromWhere: row.fromWhere,
    fields: readDetail(row.detail, (id) => names.get(id)),
  };
}

/** Whether a reader may learn that a change of many routes was about this region too. */
function mayAskCells(actor: Actor, regionId: string): boolean {
  const regions = regionsWhere(actor, 'audit.see');
  return regions === 'all' || regions.includes(regionId);
}

/** Of routes that were changed at once, those that lead into the reader's regions. */
function ownCells(detail: Record<string, unknown>, regions: readonly string[]): Record<string, unknown> {
  if (!Array.isArray(detail['cells'])) return detail;
  const cells = detail['cells'] as { targetRegionId?: string }[];
  return { ...detail, cells: cells.filter((cell) => regions.includes(cell.targetRegionId ?? '')) };
}

/** What a thing that is gone was called, where the line itself kept it. */
function formerName(detail: Record<string, unknown>): string | null {
  const { shortened, name } = detail;
  if (typeof shortened === 'string') return shortened;
  if (typeof name === 'string') return name;
  const before = typeof name === 'object' && name !== null ? (name as { from?: unknown }).from : undefined;
  return typeof before === 'string' ? before : null;
}
