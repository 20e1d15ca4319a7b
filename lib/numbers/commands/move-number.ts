import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { number, numberRegion, region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { lockNumber } from './lock-number.ts';

/**
 * Gives a number another home: from now on that region's language, zone, quiet
 * hours and routes hold for it. Needs both regions.
 * @throws StorywireError `not_found`; `forbidden`; `invalid` for an archived region
 */
export async function moveNumber(
  db: Database,
  { actor, numberId, regionId }: { actor: Actor; numberId: string; regionId: string },
): Promise<{ label: string; region: string }> {
  return db.transaction(async (tx) => {
    const row = await lockNumber(tx, actor, numberId);
    demand(actor, 'numbers.manage', regionId);
    const [home] = await tx.select().from(region).where(eq(region.id, regionId));
    if (!home) throw new StorywireError('not_found', 'regionNotFound', { field: 'regionId' });
    if (home.archivedAt !== null)
      throw new StorywireError('invalid', 'regionArchived', { field: 'regionId' });
    const names = { label: row.label, region: home.name };
    if (row.homeRegionId === regionId) return names;
    await tx
      .update(number)
      .set({ homeRegionId: regionId, updatedAt: sql`now()` })
      .where(eq(number.id, row.id));
    // One's home is not followed besides.
    await tx
      .delete(numberRegion)
      .where(and(eq(numberRegion.numberId, row.id), eq(numberRegion.regionId, regionId)));
    const detail = { regionId, shortened: row.shortened, from: row.homeRegionId };
    await recordAudit(tx, { actor, action: 'number.move', thingId: row.id, detail });
    await notifyLive(tx, { topic: 'region', id: row.homeRegionId });
    await notifyLive(tx, { topic: 'region', id: regionId });
    return names;
  });
}
