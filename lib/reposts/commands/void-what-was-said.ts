import type { Transaction } from '#db/client.ts';
import { repostReview } from '#db/schema.ts';
import type { LockedTarget } from './lock-target.ts';

/**
 * What was asked or approved does not hold any more; that is written down, and
 * what was said stays on record.
 * @param byUserId who changed the account's approval rule; left out: version or time were changed
 */
export async function voidWhatWasSaid(
  tx: Transaction,
  row: LockedTarget,
  byUserId: string | null = null,
): Promise<void> {
  const { versionId, versionByUserId, said } = row;
  if (versionId === null || versionByUserId === null) return;
  if (said?.word !== 'asked' && said?.word !== 'approved') return;
  await tx.insert(repostReview).values({
    targetId: row.id,
    word: 'voided',
    versionId,
    versionByUserId,
    publishAt: row.publishAt,
    byUserId,
  });
}
