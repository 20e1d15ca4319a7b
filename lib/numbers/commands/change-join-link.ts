import { eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { newCode } from '../../ids.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { joinCodeLength } from '../join-code.ts';

/**
 * Opens, renews or closes a region's join link. Whoever has the link joins by
 * sending its code, so renewing makes every copy that went round worthless.
 * The code itself stays out of the audit log.
 * @throws StorywireError `forbidden`; `not_found`; `conflict` when there is nothing to renew, or the region is archived
 */
export async function changeJoinLink(
  db: Database,
  { actor, regionId, act }: { actor: Actor; regionId: string; act: 'open' | 'renew' | 'close' },
): Promise<{ region: string }> {
  demand(actor, 'numbers.manage', regionId);
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(region).where(eq(region.id, regionId)).for('update');
    if (!row) throw new StorywireError('not_found', 'regionNotFound');
    if (row.archivedAt !== null && act !== 'close') throw new StorywireError('conflict', 'regionArchived');
    // Two admins who open it at once have one link, and closing twice is no fault.
    if (act === 'open' ? row.joinCode !== null : row.joinCode === null && act === 'close')
      return { region: row.name };
    if (act === 'renew' && row.joinCode === null) throw new StorywireError('conflict', 'joinLinkClosed');
    await tx
      .update(region)
      .set({ joinCode: act === 'close' ? null : newCode(joinCodeLength), updatedAt: sql`now()` })
      .where(eq(region.id, regionId));
    await recordAudit(tx, { actor, action: `join_link.${act}`, thingId: regionId, detail: { regionId } });
    await notifyLive(tx, { topic: 'region', id: regionId });
    return { region: row.name };
  });
}
