import { eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { number } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import type { NumberRecord } from '../queries/find-number.ts';
import { lockNumber } from './lock-number.ts';

type OneNumber = { actor: Actor; numberId: string };
type Named = { label: string };

/**
 * Stops messages to a number until it is resumed.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` unless it is active or unreachable
 */
export async function pauseNumber(db: Database, { actor, numberId }: OneNumber): Promise<Named> {
  return db.transaction(async (tx) => {
    const row = await lockNumber(tx, actor, numberId);
    if (row.state === 'paused') return { label: row.label };
    if (row.state !== 'active' && row.state !== 'unreachable')
      throw new StorywireError('conflict', 'numberNotActive');
    return settle(tx, actor, row, 'paused', 'number.pause');
  });
}

/**
 * Lets messages to a number go out again. Whoever left by STOP comes back by
 * START only, and whoever was invited by the join code only.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` unless it is paused or unreachable
 */
export async function resumeNumber(db: Database, { actor, numberId }: OneNumber): Promise<Named> {
  return db.transaction(async (tx) => {
    const row = await lockNumber(tx, actor, numberId);
    if (row.state === 'active') return { label: row.label };
    if (row.state === 'opted_out') throw new StorywireError('conflict', 'numberOptedOut');
    if (row.state === 'invited') throw new StorywireError('conflict', 'numberNotJoined');
    return settle(tx, actor, row, 'active', 'number.resume');
  });
}

/**
 * Removes a number with its opt-ins. Alerts and messages it got stay, without
 * it; messages still planned for it have nobody to go to, and are ended by the sweeper.
 * @param typed the number's label, typed by whoever means it
 * @throws StorywireError `not_found`; `forbidden`; `invalid` unless `typed` is the label
 */
export async function removeNumber(
  db: Database,
  { actor, numberId, typed }: OneNumber & { typed: string },
): Promise<Named> {
  return db.transaction(async (tx) => {
    const row = await lockNumber(tx, actor, numberId);
    if (typed.trim().toLowerCase() !== row.label.toLowerCase())
      throw new StorywireError('invalid', 'labelNotTyped', { field: 'typed', values: { label: row.label } });
    await tx.delete(number).where(eq(number.id, row.id));
    const detail = { regionId: row.homeRegionId, shortened: row.shortened };
    await recordAudit(tx, { actor, action: 'number.remove', thingId: row.id, detail });
    await notifyLive(tx, { topic: 'region', id: row.homeRegionId });
    return { label: row.label };
  });
}

async function settle(
  tx: Transaction,
  actor: Actor,
  row: NumberRecord,
  state: 'active' | 'paused',
  action: string,
): Promise<Named> {
  await tx
    .update(number)
    .set({ state, updatedAt: sql`now()` })
    .where(eq(number.id, row.id));
  const detail = { regionId: row.homeRegionId, shortened: row.shortened, from: row.state };
  await recordAudit(tx, { actor, action, thingId: row.id, detail });
  await notifyLive(tx, { topic: 'region', id: row.homeRegionId });
  return { label: row.label };
}
