import { and, eq, isNotNull, lt, ne } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { repostTarget, story } from '#db/schema.ts';

/**
 * Meta's ids of what stood on an account before a moment, or was posted to it
 * by another target: none of it can be this post.
 */
export async function listKnownMedia(
  db: Queryable,
  { accountId, targetId, before }: { accountId: string; targetId: string; before: Date },
): Promise<Set<string>> {
  const seen = await db
    .select({ mediaId: story.mediaId })
    .from(story)
    .where(and(eq(story.accountId, accountId), lt(story.foundAt, before)));
  const others = await db
    .select({ mediaId: repostTarget.mediaId })
    .from(repostTarget)
    .where(
      and(
        eq(repostTarget.accountId, accountId),
        ne(repostTarget.id, targetId),
        isNotNull(repostTarget.mediaId),
      ),
    );
  return new Set([...seen, ...others].flatMap(({ mediaId }) => (mediaId === null ? [] : [mediaId])));
}
