import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { checkedInput } from '../../checked-input.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { type EditRegionInput, editRegionInput } from '../region-input.ts';
import { changes } from './changes.ts';
import { demandFreeName, demandGroup, lockRegion } from './lock-region.ts';

/**
 * Changes a region; the next story follows it.
 * @throws StorywireError `forbidden`; `not_found`; `invalid` naming the field; `conflict` when the name is another's, or it is archived
 */
export async function editRegion(
  db: Database,
  { actor, ...given }: { actor: Actor } & EditRegionInput,
): Promise<void> {
  const { regionId, ...input } = checkedInput(editRegionInput, given);
  demand(actor, 'regions.manage', regionId);
  await db.transaction(async (tx) => {
    await demandGroup(tx, input.groupId);
    const before = await lockRegion(tx, regionId);
    if (before.archivedAt !== null) throw new StorywireError('conflict', 'regionArchived');
    // Groups bundle regions of several admins: which one a region is in is for an admin of all of them.
    if (before.groupId !== input.groupId) demand(actor, 'regions.manage', null);
    await demandFreeName(tx, input.name, regionId);
    const detail = changes(before, input);
    if (Object.keys(detail).length === 0) return;
    await tx
      .update(region)
      .set({ ...input, updatedAt: new Date() })
      .where(eq(region.id, regionId));
    await recordAudit(tx, { actor, action: 'region.edit', thingId: regionId, detail });
    await notifyLive(tx, { topic: 'region', id: regionId });
  });
}
