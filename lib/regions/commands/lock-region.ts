import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { region, regionGroup } from '#db/schema.ts';
import { StorywireError } from '../../errors.ts';

/** The row of a region, held until the transaction ends. @throws StorywireError `not_found` */
export async function lockRegion(tx: Transaction, regionId: string): Promise<typeof region.$inferSelect> {
  const [row] = await tx.select().from(region).where(eq(region.id, regionId)).for('update');
  if (!row) throw new StorywireError('not_found', 'regionNotFound', { field: 'regionId' });
  return row;
}

/** @throws StorywireError `conflict`, saying so where it is an archived region that has the name */
export async function demandFreeName(tx: Transaction, name: string, regionId: string | null): Promise<void> {
  const [namesake] = await tx
    .select({ id: region.id, archivedAt: region.archivedAt })
    .from(region)
    .where(eq(region.name, name));
  if (namesake && namesake.id !== regionId) throw nameTaken(namesake.archivedAt);
}

export const nameTaken = (archivedAt: Date | null = null) =>
  archivedAt === null
    ? new StorywireError('conflict', 'nameTaken', { field: 'name' })
    : new StorywireError('conflict', 'nameTakenByArchived', { field: 'name' });

/** @throws StorywireError `invalid` when there is no such group */
export async function demandGroup(tx: Transaction, groupId: string | null): Promise<void> {
  if (groupId === null) return;
  const [found] = await tx
    .select({ id: regionGroup.id })
    .from(regionGroup)
    .where(eq(regionGroup.id, groupId))
    // Held, so that a group removed at the same time does not leave the region without one unsaid.
    .for('key share');
  if (!found) throw new StorywireError('invalid', 'groupUnknown', { field: 'groupId' });
}
