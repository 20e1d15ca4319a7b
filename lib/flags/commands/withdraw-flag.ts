import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { flag } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { lockFlag } from './lock-flag.ts';

/**
 * Takes a flag back that one made oneself, while nobody has taken it. Of a
 * problem the source team was told, so that is dismissed with a reason instead.
 * @throws StorywireError `forbidden` for another's; `not_found`; `conflict` when it is too late
 */
export async function withdrawFlag(
  db: Database,
  { actor, flagId }: { actor: UserActor; flagId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockFlag(tx, flagId);
    demand(actor, 'flags.add', row.regionId);
    if (row.byUserId !== actor.userId)
      throw new StorywireError('forbidden', 'notAllowed', { values: { capability: 'flags.manage' } });
    if (row.state !== 'open' || row.kind === 'problem') throw new StorywireError('conflict', 'flagTakenUp');
    await tx.delete(flag).where(eq(flag.id, flagId));
    await recordAudit(tx, {
      actor,
      action: 'flag.withdraw',
      thingId: row.storyId,
      detail: { regionId: row.regionId, kind: row.kind },
    });
    await notifyLive(tx, { topic: 'flag', id: row.storyId });
  });
}
