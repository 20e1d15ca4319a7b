import { asc, eq, max } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { region, regionGroup } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { checkedInput } from '../../checked-input.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { type RegionGroupInput, regionGroupInput } from '../region-input.ts';
import { nameTaken } from './lock-region.ts';

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
  return db.transaction((tx) => insertGroup(tx, { actor, ...input }));
}

/** Writes one group, for one form and for a list of regions alike. */
export async function insertGroup(
  tx: Transaction,
  { actor, name, position }: { actor: Actor; name: string; position?: number | undefined },
): Promise<{ id: string }> {
  const values = { name, position: position ?? (await lastPosition(tx)) + 1 };
  const [row] = await tx
    .insert(regionGroup)
    .values(values)
    .onConflictDoNothing({ target: regionGroup.name })
    .returning({ id: regionGroup.id });
  if (!row) throw nameTaken();
  await recordAudit(tx, { actor, action: 'region_group.add', thingId: row.id, detail: values });
  await notifyLive(tx, { topic: 'region', id: row.id });
  return row;
}

async function lastPosition(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ last: max(regionGroup.position) }).from(regionGroup);
  return row?.last ?? 0;
}

/** @throws StorywireError `forbidden`; `not_found`; `conflict` when the name is another's */
export async function renameRegionGroup(
  db: Database,
  { actor, groupId, name }: { actor: Actor; groupId: string; name: string },
): Promise<void> {
  demand(actor, 'regions.manage', null);
  await db.transaction(async (tx) => {
    const groups = await lockGroups(tx);
    const before = groupIn(groups, groupId);
    if (before.name === name) return;
    if (groups.some((each) => each.name === name)) throw nameTaken();
    await tx.update(regionGroup).set({ name }).where(eq(regionGroup.id, groupId));
    await recordAudit(tx, {
      actor,
      action: 'region_group.rename',
      thingId: groupId,
      detail: { name: { from: before.name, to: name } },
    });
    await notifyLive(tx, { topic: 'region', id: groupId });
  });
}

/**
 * Moves a group one place up or down in the brand's order; at the end it stays.
 * @throws StorywireError `forbidden`; `not_found`
 */
export async function orderRegionGroup(
  db: Database,
  { actor, groupId, direction }: { actor: Actor; groupId: string; direction: 'up' | 'down' },
): Promise<{ name: string }> {
  demand(actor, 'regions.manage', null);
  return db.transaction(async (tx) => {
    const groups = await lockGroups(tx);
    const moved = groupIn(groups, groupId);
    const from = groups.indexOf(moved);
    const to = direction === 'up' ? from - 1 : from + 1;
    if (to < 0 || to >= groups.length) return { name: moved.name };
    const order = groups.toSpliced(from, 1).toSpliced(to, 0, moved);
    for (const [position, { id }] of order.entries())
      await tx
        .update(regionGroup)
        .set({ position: position + 1 })
        .where(eq(regionGroup.id, id));
    await recordAudit(tx, {
      actor,
      action: 'region_group.order',
      thingId: groupId,
      detail: { place: { from: from + 1, to: to + 1 } },
    });
    await notifyLive(tx, { topic: 'region', id: groupId });
    return { name: moved.name };
  });
}

/**
 * Removes a group; its regions stay, outside every group.
 * @param name typed by who removes it; needed where regions leave it
 * @returns how many regions left it
 * @throws StorywireError `forbidden`; `not_found`; `invalid` when the name differs
 */
export async function removeRegionGroup(
  db: Database,
  { actor, groupId, name }: { actor: Actor; groupId: string; name: string },
): Promise<{ name: string; left: number }> {
  demand(actor, 'regions.manage', null);
  return db.transaction(async (tx) => {
    const before = groupIn(await lockGroups(tx), groupId);
    const regions = await tx
      .update(region)
      .set({ groupId: null, updatedAt: new Date() })
      .where(eq(region.groupId, groupId))
      .returning({ id: region.id });
    if (regions.length > 0 && name.trim() !== before.name)
      throw new StorywireError('invalid', 'nameDiffers', { field: 'name' });
    await tx.delete(regionGroup).where(eq(regionGroup.id, groupId));
    await recordAudit(tx, {
      actor,
      action: 'region_group.remove',
      thingId: groupId,
      detail: { name: { from: before.name, to: null }, left: regions.map(({ id }) => id) },
    });
    await notifyLive(tx, { topic: 'region', id: groupId });
    return { name: before.name, left: regions.length };
  });
}

type Group = typeof regionGroup.$inferSelect;

/** All groups in their order, held until the transaction ends: there are few, and their order is one thing. */
const lockGroups = (tx: Transaction): Promise<Group[]> =>
  tx.select().from(regionGroup).orderBy(asc(regionGroup.position), asc(regionGroup.name)).for('update');

function groupIn(groups: readonly Group[], groupId: string): Group {
  const found = groups.find(({ id }) => id === groupId);
  if (!found) throw new StorywireError('not_found', 'groupNotFound');
  return found;
}
