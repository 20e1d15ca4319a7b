import { eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { repost } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { demand } from '../../people/permissions.ts';

export type RepostRow = typeof repost.$inferSelect;

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A repost, for whoever may work on it: editors and admins of its region.
 * @param lock held until the transaction ends, so that two saves take turns
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function getRepostToEdit(
  db: Queryable,
  { actor, repostId, lock = false }: { actor: Actor; repostId: string; lock?: boolean },
): Promise<RepostRow> {
  // An address can be typed: what is no id is not there.
  if (!idShape.test(repostId)) throw new StorywireError('not_found', 'notFound');
  const asked = db.select().from(repost).where(eq(repost.id, repostId));
  const [row] = await (lock ? asked.for('update') : asked);
  if (!row) throw new StorywireError('not_found', 'notFound');
  demand(actor, 'reposts.edit', row.regionId);
  return row;
}
