import { acceptedFact } from '../graph/messages-edge.ts';
import type { World } from '../world.ts';
import type { MessageRow } from './messages.ts';

/** A kill can fall only on the last few messages. */
const lookedAt = 300;

/**
 * The store is written before the log, so a kill between the two leaves a message that the log does not have.
 * Written again here, the log stays the whole truth.
 */
export function completeLog(world: World): void {
  const known = new Set(world.acceptance.read().map((fact) => fact['wamid']));
  const rows = world.store
    .all<MessageRow>('SELECT * FROM message ORDER BY n DESC LIMIT ?', lookedAt)
    .toReversed();
  for (const row of rows) {
    if (known.has(row.wamid)) continue;
    if (row.sender === 'business')
      world.acceptance.append('accepted', { ...acceptedFact(row, {}), late: true });
    else
      world.acceptance.append('inbound', {
        wamid: row.wamid,
        from: `+${row.digits}`,
        type: row.type,
        late: true,
      });
  }
}
