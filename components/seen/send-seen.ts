import { mostMarked } from '#lib/seen/most-marked.ts';
import { sendJson } from '#components/live/send-json.ts';

/**
 * Keeps that the reader has seen stories, or takes it back.
 * @throws Refused
 */
export async function sendSeen(storyIds: readonly string[], seen: boolean): Promise<void> {
  for (let at = 0; at < storyIds.length; at += mostMarked)
    await sendJson('POST', '/api/seen', { storyIds: storyIds.slice(at, at + mostMarked), seen });
}
