import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { note } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';

/**
 * Takes a note back that one wrote oneself in the app. What came from a phone
 * stays: WhatsApp shows its sender that it was received.
 * @throws StorywireError `not_found`; `forbidden` for another's, or a phone's
 */
export async function withdrawNote(
  db: Database,
  { actor, noteId }: { actor: UserActor; noteId: string },
): Promise<void> {
  demand(actor, 'stories.read', null);
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select({ storyId: note.storyId, byUserId: note.byUserId, inboundHash: note.inboundHash })
      .from(note)
      .where(eq(note.id, noteId))
      .for('update');
    if (!row) throw new StorywireError('not_found', 'noteNotFound');
    const { storyId } = row;
    if (row.byUserId !== actor.userId || row.inboundHash !== null || storyId === null)
      throw new StorywireError('forbidden', 'noteNotYours');
    await tx.delete(note).where(eq(note.id, noteId));
    await recordAudit(tx, { actor, action: 'note.withdraw', thingId: storyId });
    await notifyLive(tx, { topic: 'alert', id: storyId });
  });
}
