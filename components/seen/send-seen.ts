import { mostMarked } from '#lib/seen/most-marked.ts';
import { sendJson } from '#components/live/send-json.ts';
import { tellSeen } from './seen-news.ts';

/**
 * Keeps that the reader has seen stories, or takes it back, and tells every
 * list on the page that shows them.
 * @param more `keepalive`: it arrives even when the page is left meanwhile
 * @throws Refused
 */
export async function sendSeen(
  storyIds: readonly string[],
  seen: boolean,
  more: { keepalive?: boolean } = {},
): Promise<void> {
  for (let at = 0; at < storyIds.length; at += mostMarked)
    await sendJson('POST', '/api/seen', { storyIds: storyIds.slice(at, at + mostMarked), seen }, more);
  tellSeen(storyIds, seen);
}
