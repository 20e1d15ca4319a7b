import type { Transaction } from '#db/client.ts';
import { flag } from '#db/schema.ts';
import { recordAudit } from '../../audit/commands.ts';
import { notifyLive } from '../../live/notify.ts';
import type { FlagKind } from '../../words.ts';

/**
 * Marks a story for a region from a phone: by the person who carries it, or
 * else by the phone itself. Flagged twice, by whomever, it is flagged once.
 * @param userId null: nobody in particular carries the phone
 * @returns false when the story was flagged so for the region already
 */
export async function addFlagFromPhone(
  tx: Transaction,
  {
    storyId,
    regionId,
    kind,
    numberId,
    userId,
  }: { storyId: string; regionId: string; kind: FlagKind; numberId: string; userId: string | null },
): Promise<boolean> {
  const made = await tx
    .insert(flag)
    .values({
      storyId,
      regionId,
      kind,
      ...(userId === null ? { byNumberId: numberId } : { byUserId: userId }),
    })
    .onConflictDoNothing()
    .returning({ id: flag.id });
  if (made.length === 0) return false;
  await recordAudit(tx, {
    actor: { kind: 'number', numberId },
    action: 'flag.add',
    thingId: storyId,
    detail: { regionId, kind, ...(userId === null ? {} : { userId }) },
  });
  await notifyLive(tx, { topic: 'flag', id: storyId });
  return true;
}
