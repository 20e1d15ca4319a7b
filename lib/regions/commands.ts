import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { region, regionGroup } from '#db/schema.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/commands.ts';
import { StorywireError } from '../errors.ts';
import { notifyLive } from '../live/notify.ts';
import { demand } from '../people/permissions.ts';
import { checkedInput } from '../checked-input.ts';
import {
  type EditRegionInput,
  editRegionInput,
  type RegionGroupInput,
  regionGroupInput,
  type RegionInput,
  regionInput,
} from './region-input.ts';

/**
 * Adds a regional team.
 * @throws StorywireError `forbidden`; `invalid` naming the field; `conflict` when the name is taken
 */
export async function addRegion(
  db: Database,
  { actor, ...given }: { actor: Actor } & RegionInput,
): Promise<{ id: string }> {
  demand(actor, 'regions.manage', null);
  const input = checkedInput(regionInput, given);
  return db.transaction(async (tx) => {
    await demandGroup(tx, input.groupId);
    const [row] = await tx
      .insert(region)
      .values(input)
      .onConflictDoNothing({ target: region.name })
      .returning({ id: region.id });
    if (!row) throw nameTaken();
    await recordAudit(tx, { actor, action: 'region.add', thingId: row.id, detail: input });
    await notifyLive(tx, { topic: 'region', id: row.id });
    return row;
  });
}

/**
 * Changes a region; the next story follows it.
 * @throws StorywireError `forbidden`; `not_found`; `invalid` naming the field; `conflict` when the name is another's
 */
export async function editRegion(
  db: Database,
  { actor, ...given }: { actor: Actor } & EditRegionInput,
): Promise<void> {
  const { regionId, ...input } = checkedInput(editRegionInput, given);
  demand(actor, 'regions.manage', regionId);
  await db.transaction(async (tx) => {
    await demandGroup(tx, input.groupId);
    const [before] = await tx.select().from(region).where(eq(region.id, regionId)).for('update');
    if (!before) throw new StorywireError('not_found', 'regionNotFound');
    const [namesake] = await tx.select({ id: region.id }).from(region).where(eq(region.name, input.name));
    if (namesake && namesake.id !== regionId) throw nameTaken();
    await tx
      .update(region)
      .set({ ...input, updatedAt: new Date() })
      .where(eq(region.id, regionId));
    await recordAudit(tx, {
      actor,
      action: 'region.edit',
      thingId: regionId,
      detail: changes(before, input),
    });
    await notifyLive(tx, { topic: 'region', id: regionId });
  });
}

/**
 * Adds a bundle of regions, such as EMEA.
 * @throws StorywireError `forbidden`; `invalid`; `conflict` when the name is taken
 */
export async function addRegionGroup(
  db: Database,
  { actor, ...given }: { actor: Actor } & RegionGroupInput,
): Promise<{ id: string }> {
  demand(actor, 'regions.manage', null);
  const input = checkedInput(regionGroupInput, given);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(regionGroup)
      .values(input)
      .onConflictDoNothing({ target: regionGroup.name })
      .returning({ id: regionGroup.id });
    if (!row) throw nameTaken();
    await recordAudit(tx, { actor, action: 'region_group.add', thingId: row.id, detail: input });
    await notifyLive(tx, { topic: 'region', id: row.id });
    return row;
  });
}

const nameTaken = () => new StorywireError('conflict', 'nameTaken', { field: 'name' });

async function demandGroup(tx: Transaction, groupId: string | null): Promise<void> {
  if (groupId === null) return;
  const [found] = await tx
    .select({ id: regionGroup.id })
    .from(regionGroup)
    .where(eq(regionGroup.id, groupId));
  if (!found) throw new StorywireError('invalid', 'groupUnknown', { field: 'groupId' });
}

/** What an edit changed, for the audit log: field by field, from and to. */
function changes(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([field, value]) => JSON.stringify(before[field]) !== JSON.stringify(value))
      .map(([field, value]) => [field, { from: before[field], to: value }]),
  );
}
