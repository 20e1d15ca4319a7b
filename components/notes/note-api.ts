import { sendJson } from '#components/live/send-json.ts';

/** @throws Refused */
export async function addNote(input: { storyId: string; words: string }): Promise<void> {
  await sendJson('POST', '/api/notes', input);
}
