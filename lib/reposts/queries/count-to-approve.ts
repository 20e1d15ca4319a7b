import { and, count, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, repostTarget, repostVersion } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { approvableBy, notOwn } from './approvable-by.ts';

/** How many posts wait for somebody's approval. */
export async function countToApprove(db: Queryable, { actor }: { actor: UserActor }): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(repostTarget)
    .innerJoin(account, eq(account.id, repostTarget.accountId))
    .innerJoin(repostVersion, eq(repostVersion.id, repostTarget.versionId))
    .where(and(eq(repostTarget.state, 'in_review'), approvableBy(actor), notOwn(actor)));
  return row?.count ?? 0;
}
