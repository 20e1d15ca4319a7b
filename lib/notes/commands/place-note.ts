import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { note } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { listStoriesForNotes } from '../queries/stories-for-note.ts';

/**
 * Puts words of a phone on the story that they are about, since a person says
 * so. One note: of what else the phone wrote the person has said nothing.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` when it is on a story already;
 * `invalid` when the story is none of those that it can be about
 */
export async function placeNote(
  db: Database,
  { actor, noteId, storyId }: { actor: Actor; noteId: string; storyId: string },
): Promise<{ region: string; username: string }> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ storyId: note.storyId, regionId: note.regionId })
      .from(note)
      .where(eq(note.id, noteId))
      .for('update');
    if (!row) throw new StorywireError('not_found', 'noteNotFound');
    demand(actor, 'notes.place', row.regionId);
    if (row.storyId !== null) throw new StorywireError('conflict', 'notePlaced');
    const stories = (await listStoriesForNotes(tx, [noteId])).get(noteId) ?? [];
    const chosen = stories.find((each) => each.storyId === storyId);
    if (!chosen) throw new StorywireError('invalid', 'noteStoryUnknown', { field: 'storyId' });
    await tx.update(note).set({ storyId }).where(eq(note.id, noteId));
    await recordAudit(tx, {
      actor,
      action: 'note.place',
      thingId: storyId,
      detail: { regionId: row.regionId },
    });
    await notifyLive(tx, { topic: 'alert', id: storyId });
    return { region: chosen.region, username: chosen.username };
  });
}
