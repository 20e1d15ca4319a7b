import { route } from '#lib/auth/route.ts';
import { addNote } from '#lib/notes/commands/add-note.ts';
import { addNoteInput } from '#lib/notes/note-input.ts';

export const POST = route({ input: addNoteInput }, ({ db, actor, input }) =>
  addNote(db, { actor, ...input }),
);
