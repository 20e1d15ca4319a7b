import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { story, storyRelease } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';

/**
 * Lets a story be reposted all the same that its team has deleted from
 * Instagram early. Posts that wait for it go on by themselves within a minute.
 * @throws StorywireError `forbidden` unless an editor of the story's region; `not_found`;
 * `conflict` when nothing holds it, or somebody was first
 */
export async function releaseStory(
  db: Database,
  { actor, storyId }: { actor: UserActor; storyId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select({ regionId: story.regionId, deletedAt: story.deletedAt })
      .from(story)
      .where(eq(story.id, storyId))
      .for('no key update');
    if (!row) throw new StorywireError('not_found', 'storyNotFound');
    demand(actor, 'rights.manage', row.regionId);
    if (row.deletedAt === null) throw new StorywireError('conflict', 'storyNotHeld');
    const released = await tx
      .insert(storyRelease)
      .values({ storyId, byUserId: actor.userId })
      .onConflictDoNothing()
      .returning({ storyId: storyRelease.storyId });
    if (released.length === 0) throw new StorywireError('conflict', 'storyNotHeld');
    await recordAudit(tx, { actor, action: 'story.release', thingId: storyId });
    await notifyLive(tx, { topic: 'flag', id: storyId });
  });
}
