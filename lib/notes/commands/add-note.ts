import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { note, story } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';

/**
 * Keeps what a person wrote about a story in the app. The same note sent again
 * is kept once, as it came first.
 * @returns its id
 * @throws StorywireError `not_found`, also where somebody else's note, or one on another story, has that id
 */
export async function addNote(
  db: Database,
  { actor, noteId, storyId, words }: { actor: UserActor; noteId: string; storyId: string; words: string },
): Promise<{ noteId: string }> {
  demand(actor, 'stories.read', null);
  return db.transaction(async (tx) => {
    const [row] = await tx.select({ id: story.id }).from(story).where(eq(story.id, storyId)).for('key share');
    if (!row) throw new StorywireError('not_found', 'storyNotFound');
    const made = await tx
      .insert(note)
      .values({ id: noteId, storyId, words, byUserId: actor.userId, at: new Date() })
      .onConflictDoNothing({ target: note.id })
      .returning({ id: note.id });
    if (made.length === 0) {
      const own = and(eq(note.id, noteId), eq(note.storyId, storyId), eq(note.byUserId, actor.userId));
      const [known] = await tx.select({ id: note.id }).from(note).where(own);
      if (!known) throw new StorywireError('not_found', 'storyNotFound');
      return { noteId };
    }
    await recordAudit(tx, { actor, action: 'note.add', thingId: storyId });
    await notifyLive(tx, { topic: 'alert', id: storyId });
    return { noteId };
  });
}
