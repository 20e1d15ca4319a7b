import { countTry } from '../../auth/rate-limit.ts';
import { isLate, isUnreadable } from '../is-said.ts';
import { answer, type HolderInbound } from './holder-inbound.ts';

/** Says once in ten minutes that only text is read here. Whoever has left is not told. */
export async function applyUnreadable(inbound: HolderInbound, name: string): Promise<void> {
  const { tx, item, numberId, facts, now } = inbound;
  if (!isUnreadable(name) || facts.state === 'opted_out') return;
  if (isLate(item.at, now)) return;
  if ((await countTry(tx, { what: 'textOnlyLine', key: numberId })).over) return;
  await answer(inbound, 'textOnly');
}
