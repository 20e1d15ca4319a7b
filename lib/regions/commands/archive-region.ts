import { count, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { account, number, region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { lockRegion } from './lock-region.ts';

/**
 * Takes a region out of use: its accounts are not checked, its numbers not
 * told, and it is offered nowhere. Everything it has stays as it is, for
 * `restoreRegion`.
 * @param name as it is written on the screen, typed by who archives it
 * @throws StorywireError `forbidden` unless an admin of all regions; `not_found`; `invalid` when the name differs; `conflict` when it is archived already
 */
export async function archiveRegion(
  db: Database,
  { actor, regionId, name, now }: { actor: Actor; regionId: string; name: string; now: Date },
): Promise<{ name: string }> {
  demand(actor, 'regions.manage', null);
  return db.transaction(async (tx) => {
    const before = await lockRegion(tx, regionId);
    if (before.archivedAt !== null) throw new StorywireError('conflict', 'regionArchived');
    if (name.trim() !== before.name) throw new StorywireError('invalid', 'nameDiffers', { field: 'name' });
    await setArchived(tx, regionId, { archivedAt: now });
    await recordAudit(tx, {
      actor,
      action: 'region.archive',
      thingId: regionId,
      detail: { archivedAt: { from: null, to: now.toISOString() }, ...(await ofRegion(tx, regionId)) },
    });
    return { name: before.name };
  });
}

/**
 * Puts an archived region back into use, with all that it had. Stories that
 * were posted meanwhile and still live are kept, and nobody is told of them.
 * @throws StorywireError `forbidden` unless an admin of all regions; `not_found`; `conflict` when it is in use
 */
export async function restoreRegion(
  db: Database,
  { actor, regionId, now }: { actor: Actor; regionId: string; now: Date },
): Promise<{ name: string }> {
  demand(actor, 'regions.manage', null);
  return db.transaction(async (tx) => {
    const before = await lockRegion(tx, regionId);
    if (before.archivedAt === null) throw new StorywireError('conflict', 'regionInUse');
    await setArchived(tx, regionId, {
      archivedAt: null,
      archivedFrom: before.archivedAt,
      restoredAt: now,
    });
    await recordAudit(tx, {
      actor,
      action: 'region.restore',
      thingId: regionId,
      detail: {
        archivedAt: { from: before.archivedAt.toISOString(), to: null },
        ...(await ofRegion(tx, regionId)),
      },
    });
    return { name: before.name };
  });
}

type Archived = Partial<Pick<typeof region.$inferSelect, 'archivedAt' | 'archivedFrom' | 'restoredAt'>>;

async function setArchived(tx: Transaction, regionId: string, set: Archived): Promise<void> {
  await tx
    .update(region)
    .set({ ...set, updatedAt: new Date() })
    .where(eq(region.id, regionId));
  await notifyLive(tx, { topic: 'region', id: regionId });
}

/** How much hangs on a region, for the audit log. */
async function ofRegion(tx: Transaction, regionId: string): Promise<{ accounts: number; numbers: number }> {
  const [accounts] = await tx.select({ n: count() }).from(account).where(eq(account.regionId, regionId));
  const [numbers] = await tx.select({ n: count() }).from(number).where(eq(number.homeRegionId, regionId));
  return { accounts: accounts?.n ?? 0, numbers: numbers?.n ?? 0 };
}
