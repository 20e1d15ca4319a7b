import { sendJson } from '#components/live/send-json.ts';

/**
 * @returns its id
 * @throws Refused
 */
export async function addNote(input: { storyId: string; words: string }): Promise<{ noteId: string }> {
  return (await sendJson('POST', '/api/notes', input)) as { noteId: string };
}

/** @throws Refused */
export async function withdrawNote(noteId: string): Promise<void> {
  await sendJson('DELETE', `/api/notes/${noteId}`, {});
}
