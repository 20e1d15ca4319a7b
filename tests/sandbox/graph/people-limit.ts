import type { World } from '../world.ts';
import { cloudError } from './graph-error.ts';
import { peopleOf, readSenderState } from './sender-state.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Refuses to open a conversation with one person more than the portfolio's messaging limit lets be written to
 * outside their service window in a moving 24 hours. Meta's pages name no code of its own for it; 131048 is the
 * one that says that there are restrictions on how many messages can be sent from the number.
 * @throws GraphError 131048
 */
export function checkPeople(world: World, digits: string, windowOpen: boolean): void {
  if (windowOpen) return;
  const most = peopleOf(readSenderState(world).tier);
  if (most < 0) return;
  const since = Date.now() - dayMs;
  const known = world.store.get(
    `SELECT 1 FROM message WHERE digits = ? AND sender = 'business' AND at > ? AND ${outside} LIMIT 1`,
    digits,
    since,
  );
  if (known || countPeople(world) < most) return;
  throw cloudError(
    131_048,
    'Spam rate limit hit',
    'Message failed to send because there are restrictions on how many messages can be sent from this phone number.',
  );
}

/** Different people written to outside their service window in the last 24 hours. */
export function countPeople(world: World): number {
  const row = world.store.get<{ people: number }>(
    `SELECT count(DISTINCT digits) AS people FROM message WHERE sender = 'business' AND at > ? AND ${outside}`,
    Date.now() - dayMs,
  );
  return row?.people ?? 0;
}

/** What was sent inside a window is priced as such. */
const outside = "pricing NOT LIKE '%free_customer_service%'";
