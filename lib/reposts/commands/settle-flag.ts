import { asc, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { repost, repostTarget } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { moveFlagWithRepost } from '../../flags/commands/change-flag.ts';
import { lockFlag } from '../../flags/commands/lock-flag.ts';
import { flagAfter } from '../flag-after.ts';

/** Moves the flag that asked for a repost, if its posts have come to their end, in the transaction that brought the last one there. */
export async function settleFlag(
  tx: Transaction,
  { actor, repostId }: { actor: Actor; repostId: string },
): Promise<void> {
  const [row] = await tx.select({ flagId: repost.flagId }).from(repost).where(eq(repost.id, repostId));
  if (!row?.flagId) return;
  // Held, so that of two last posts that end at once the later one sees the other.
  await lockFlag(tx, row.flagId);
  const posts = await tx
    .select({ accountId: repostTarget.accountId, state: repostTarget.state })
    .from(repostTarget)
    .where(eq(repostTarget.repostId, repostId))
    .orderBy(asc(repostTarget.createdAt), asc(repostTarget.id));
  const step = flagAfter(posts);
  if (step !== undefined) await moveFlagWithRepost(tx, { actor, flagId: row.flagId, step });
}
