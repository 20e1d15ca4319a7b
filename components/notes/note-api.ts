import { sendJson } from '#components/live/send-json.ts';

/**
 * @param input.noteId made here; the same one for the same note, should it be sent again
 * @throws Refused
 */
export async function addNote(input: { noteId: string; storyId: string; words: string }): Promise<void> {
  await sendJson('POST', '/api/notes', input);
}

/** @throws Refused */
export async function withdrawNote(noteId: string): Promise<void> {
  await sendJson('DELETE', `/api/notes/${noteId}`, {});
}
