import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { numberRegion, region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import type { NumberRecord } from '../queries/find-number.ts';
import { lockNumber } from './lock-number.ts';

type Following = { actor: Actor; numberId: string; regionId: string };
type Named = { label: string; region: string };

/**
 * Lets a number follow a region besides its home: it is told of its stories at
 * once, whatever the matrix says. Everybody may read every region's stories, so
 * what counts is whose number it is.
 * @throws StorywireError `not_found`; `forbidden`; `invalid` for its own home or an archived region
 */
export async function followRegion(db: Database, { actor, numberId, regionId }: Following): Promise<Named> {
  return db.transaction(async (tx) => {
    const row = await lockNumber(tx, actor, numberId);
    const followed = await getRegion(tx, regionId);
    if (regionId === row.homeRegionId || followed.archivedAt !== null)
      throw new StorywireError('invalid', 'regionNotToFollow', { field: 'regionId' });
    const added = await tx
      .insert(numberRegion)
      .values({ numberId, regionId })
      .onConflictDoNothing()
      .returning({ numberId: numberRegion.numberId });
    if (added.length > 0) await record(tx, actor, row, 'number.follow', regionId);
    return { label: row.label, region: followed.name };
  });
}

/** Lets a number follow a region no more; its home's routes hold again. @throws StorywireError `not_found`; `forbidden` */
export async function unfollowRegion(db: Database, { actor, numberId, regionId }: Following): Promise<Named> {
  return db.transaction(async (tx) => {
    const row = await lockNumber(tx, actor, numberId);
    const followed = await getRegion(tx, regionId);
    const gone = await tx
      .delete(numberRegion)
      .where(and(eq(numberRegion.numberId, numberId), eq(numberRegion.regionId, regionId)))
      .returning({ numberId: numberRegion.numberId });
    if (gone.length > 0) await record(tx, actor, row, 'number.unfollow', regionId);
    return { label: row.label, region: followed.name };
  });
}

async function getRegion(tx: Transaction, regionId: string) {
  const [row] = await tx
    .select({ name: region.name, archivedAt: region.archivedAt })
    .from(region)
    .where(eq(region.id, regionId));
  if (!row) throw new StorywireError('not_found', 'regionNotFound', { field: 'regionId' });
  return row;
}

async function record(tx: Transaction, actor: Actor, row: NumberRecord, action: string, regionId: string) {
  const detail = { regionId: row.homeRegionId, shortened: row.shortened, followed: regionId };
  await recordAudit(tx, { actor, action, thingId: row.id, detail });
  await notifyLive(tx, { topic: 'region', id: row.homeRegionId });
}
