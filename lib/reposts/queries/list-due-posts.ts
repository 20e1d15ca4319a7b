import { asc } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { repostTarget } from '#db/schema.ts';
import { isDue } from '../commands/claim-post.ts';

const mostAtOnce = 100;

/** Posts of which a step is due and nobody is at it, the longest due in front. */
export async function listDuePosts(db: Queryable): Promise<{ id: string }[]> {
  return db
    .select({ id: repostTarget.id })
    .from(repostTarget)
    .where(isDue)
    .orderBy(asc(repostTarget.dueAt))
    .limit(mostAtOnce);
}
