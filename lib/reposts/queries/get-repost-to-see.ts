import { and, eq, ne } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, repost, repostTarget } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { demand, may } from '../../people/permissions.ts';
import { approvableBy } from './approvable-by.ts';
import type { RepostRow } from './get-repost-to-edit.ts';

/**
 * A repost, for whoever may look at it: those who may work on it, and those who
 * approve one of its posts, once they were asked.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function getRepostToSee(
  db: Queryable,
  { actor, repostId }: { actor: Actor; repostId: string },
): Promise<RepostRow> {
  const [row] = await db.select().from(repost).where(eq(repost.id, repostId));
  if (!row) throw new StorywireError('not_found', 'notFound');
  if (may(actor, 'reposts.edit', row.regionId)) return row;
  const asked =
    actor.kind === 'user'
      ? await db
          .select({ id: repostTarget.id })
          .from(repostTarget)
          .innerJoin(account, eq(account.id, repostTarget.accountId))
          .where(and(eq(repostTarget.repostId, row.id), ne(repostTarget.state, 'draft'), approvableBy(actor)))
          .limit(1)
      : [];
  if (asked.length === 0) demand(actor, 'reposts.edit', row.regionId);
  return row;
}
