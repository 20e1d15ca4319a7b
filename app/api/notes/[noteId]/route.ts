import { z } from 'zod';
import { route } from '#lib/auth/route.ts';
import { withdrawNote } from '#lib/notes/commands/withdraw-note.ts';

const params = z.object({ noteId: z.uuid() });

/** Takes back a note of one's own. */
export const DELETE = route({ params }, async ({ db, actor, params: { noteId } }) => {
  await withdrawNote(db, { actor, noteId });
});
