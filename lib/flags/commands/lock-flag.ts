import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { flag } from '#db/schema.ts';
import { StorywireError } from '../../errors.ts';

/**
 * Holds a flag, so that two who move it wait for each other.
 * @throws StorywireError `not_found`
 */
export async function lockFlag(tx: Transaction, flagId: string) {
  const [row] = await tx
    .select({
      id: flag.id,
      storyId: flag.storyId,
      regionId: flag.regionId,
      kind: flag.kind,
      state: flag.state,
      urgent: flag.urgent,
      ownerUserId: flag.ownerUserId,
      byUserId: flag.byUserId,
    })
    .from(flag)
    .where(eq(flag.id, flagId))
    .for('update');
  if (!row) throw new StorywireError('not_found', 'flagNotFound');
  return row;
}

export type LockedFlag = Awaited<ReturnType<typeof lockFlag>>;
