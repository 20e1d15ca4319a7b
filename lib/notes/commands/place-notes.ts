import { and, between, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { note } from '#db/schema.ts';
import { recordAudit } from '../../audit/commands.ts';
import { notifyLive } from '../../live/notify.ts';
import { runAround } from '../same-run.ts';

/**
 * Puts an unplaced note of a phone on a story, with all that the phone wrote
 * in the same run and that is unplaced as well. What is placed stays where it is.
 * @returns the story on which the note now is; undefined for a note that is not this phone's
 */
export async function placeNotes(
  tx: Transaction,
  { noteId, numberId, storyId }: { noteId: string; numberId: string; storyId: string },
): Promise<string | undefined> {
  const [asked] = await tx
    .select({ at: note.at, storyId: note.storyId, regionId: note.regionId })
    .from(note)
    .where(and(eq(note.id, noteId), eq(note.byNumberId, numberId)))
    .for('update');
  if (!asked) return undefined;
  if (asked.storyId !== null) return asked.storyId;
  const { from, until } = runAround(asked.at);
  await tx
    .update(note)
    .set({ storyId })
    .where(and(eq(note.byNumberId, numberId), isNull(note.storyId), between(note.at, from, until)));
  await recordAudit(tx, {
    actor: { kind: 'number', numberId },
    action: 'note.place',
    thingId: storyId,
    detail: { regionId: asked.regionId },
  });
  await notifyLive(tx, { topic: 'alert', id: storyId });
  return storyId;
}
