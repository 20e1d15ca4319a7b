import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { note, story } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';

/**
 * Keeps what a person wrote about a story in the app.
 * @returns its id
 * @throws StorywireError `not_found`
 */
export async function addNote(
  db: Database,
  { actor, storyId, words }: { actor: UserActor; storyId: string; words: string },
): Promise<{ noteId: string }> {
  demand(actor, 'stories.read', null);
  return db.transaction(async (tx) => {
    const [row] = await tx.select({ id: story.id }).from(story).where(eq(story.id, storyId)).for('key share');
    if (!row) throw new StorywireError('not_found', 'storyNotFound');
    const [made] = await tx
      .insert(note)
      .values({ storyId, words, byUserId: actor.userId, at: new Date() })
      .returning({ id: note.id });
    await recordAudit(tx, { actor, action: 'note.add', thingId: storyId });
    await notifyLive(tx, { topic: 'alert', id: storyId });
    return { noteId: made!.id };
  });
}
