import { inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { region, route } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { cellKey } from '../route-matrix.ts';
import type { RouteChange } from '../route-change.ts';

/**
 * Changes who hears whom, all cells or none; the next story follows it.
 * @throws StorywireError `forbidden` when one column is not the actor's;
 * `not_found`; `conflict` when somebody changed a cell since it was looked at
 */
export async function setRoutes(
  db: Database,
  { actor, changes }: { actor: Actor; changes: readonly RouteChange[] },
): Promise<{ count: number }> {
  for (const { targetRegionId } of changes) demand(actor, 'routes.manage', targetRegionId);
  return db.transaction(async (tx) => {
    // A cell that nobody painted has no row to lock; saving is rare, and one at a time.
    await tx.execute(sql`lock table ${route} in share row exclusive mode`);
    const ids = [
      ...new Set(changes.flatMap(({ sourceRegionId, targetRegionId }) => [sourceRegionId, targetRegionId])),
    ];
    const known = await tx.select({ id: region.id }).from(region).where(inArray(region.id, ids));
    if (known.length < ids.length) throw new StorywireError('not_found', 'regionNotFound');
    const saved = new Map(
      (await tx.select().from(route)).map((row) => [
        cellKey(row.sourceRegionId, row.targetRegionId),
        row.delivery,
      ]),
    );
    const moved = changes.filter(
      (each) => (saved.get(cellKey(each.sourceRegionId, each.targetRegionId)) ?? 'instant') !== each.from,
    );
    if (moved.length > 0)
      throw new StorywireError('conflict', 'routesMoved', { values: { count: moved.length } });
    await tx
      .insert(route)
      .values(
        changes.map(({ sourceRegionId, targetRegionId, to }) => ({
          sourceRegionId,
          targetRegionId,
          delivery: to,
        })),
      )
      .onConflictDoUpdate({
        target: [route.sourceRegionId, route.targetRegionId],
        set: { delivery: sql`excluded.delivery` },
      });
    await recordAudit(tx, { actor, action: 'route.set', detail: { cells: changes } });
    for (const id of new Set(changes.map(({ targetRegionId }) => targetRegionId)))
      await notifyLive(tx, { topic: 'region', id });
    return { count: changes.length };
  });
}
