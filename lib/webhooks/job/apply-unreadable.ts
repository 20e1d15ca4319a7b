import { countTry } from '../../auth/rate-limit.ts';
import { answer, type HolderInbound } from './holder-inbound.ts';

/** What people send besides text, by Meta's names. Others are no messages, or nothing that anybody wrote. */
const unreadable = new Set([
  'image',
  'video',
  'audio',
  'voice',
  'document',
  'sticker',
  'location',
  'contacts',
]);

/** Later than this nobody waits for an answer any more, and the line would only puzzle. */
const lateAfterMs = 10 * 60_000;

/** Says once in ten minutes that only text is read here. Whoever has left is not told. */
export async function applyUnreadable(inbound: HolderInbound, name: string): Promise<void> {
  const { tx, item, numberId, facts, now } = inbound;
  if (!unreadable.has(name) || facts.state === 'opted_out') return;
  if (now.getTime() - item.at.getTime() > lateAfterMs) return;
  if ((await countTry(tx, { what: 'textOnlyLine', key: numberId })).over) return;
  await answer(inbound, 'textOnly');
}
