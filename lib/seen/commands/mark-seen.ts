import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { anyOf } from '#db/any-of.ts';
import { seen, story } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';

/**
 * Keeps that a person has seen stories, or takes it back. The first time
 * stands; a story that is not there is passed over.
 */
export async function markSeen(
  db: Database,
  { actor, storyIds, seen: isSeen }: { actor: UserActor; storyIds: readonly string[]; seen: boolean },
): Promise<void> {
  demand(actor, 'stories.read', null);
  await db.transaction(async (tx) => {
    if (isSeen) {
      const rows = await tx
        .select({ storyId: story.id })
        .from(story)
        .where(anyOf(story.id, storyIds))
        .orderBy(story.id);
      if (rows.length === 0) return;
      const at = new Date();
      await tx
        .insert(seen)
        .values(rows.map(({ storyId }) => ({ storyId, userId: actor.userId, at })))
        .onConflictDoNothing();
    } else {
      await tx.delete(seen).where(and(eq(seen.userId, actor.userId), anyOf(seen.storyId, storyIds)));
    }
    await notifyLive(tx, { topic: 'seen', id: actor.userId });
  });
}
