import type { Transaction } from '#db/client.ts';
import { note } from '#db/schema.ts';
import { recordAudit } from '../../audit/commands.ts';
import { notifyLive } from '../../live/notify.ts';

export type PhoneNote = {
  /** NULL: nobody knows yet what it is about. */
  storyId: string | null;
  words: string;
  numberId: string;
  /** Who carries the phone. NULL: nobody in particular. */
  userId: string | null;
  /** The phone's home region. */
  regionId: string;
  /** Keyed hash of the inbound message. */
  inboundHash: string;
  at: Date;
};

/**
 * Keeps what a phone wrote as a note, on a story or unplaced.
 * @returns its id; undefined when the same message was kept before
 */
export async function keepNote(
  tx: Transaction,
  { numberId, userId, ...values }: PhoneNote,
): Promise<string | undefined> {
  const [made] = await tx
    .insert(note)
    .values({ ...values, byNumberId: numberId, byUserId: userId })
    .onConflictDoNothing({ target: note.inboundHash })
    .returning({ id: note.id });
  if (!made) return undefined;
  const { storyId, regionId } = values;
  await recordAudit(tx, {
    actor: { kind: 'number', numberId },
    action: storyId === null ? 'note.keep' : 'note.add',
    ...(storyId === null ? {} : { thingId: storyId }),
    detail: { regionId, ...(userId === null ? {} : { userId }) },
  });
  if (storyId !== null) await notifyLive(tx, { topic: 'alert', id: storyId });
  return made.id;
}
