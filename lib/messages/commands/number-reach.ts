import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { number } from '#db/schema.ts';
import { systemActor } from '../../actor.ts';
import { endAlarm } from '../../alarms/commands.ts';
import { recordAudit } from '../../audit/commands.ts';
import { notifyLive } from '../../live/notify.ts';
import type { NumberState } from '../../words.ts';
import { raiseAlarm } from './raise-alarm.ts';

/** Notes that a message reached a number, which therefore can be reached. */
export async function noteReached(tx: Transaction, numberId: string, at: Date): Promise<void> {
  await tx
    .update(number)
    .set({ lastReachedAt: sql`greatest(${number.lastReachedAt}, ${at.toISOString()}::timestamptz)` })
    .where(eq(number.id, numberId));
  await move(tx, numberId, { from: 'unreachable', to: 'active', action: 'number.reached' });
  // Whatever became of the number meanwhile, such as a person who resumed it.
  await endAlarm(tx, { kind: 'unreachable', thing: numberId });
}

/** Notes that WhatsApp cannot deliver to a number (131026): it is told of nothing until it writes or an admin resumes it, and its region hears of that. */
export async function noteUnreachable(tx: Transaction, numberId: string): Promise<void> {
  const regionId = await move(tx, numberId, {
    from: 'active',
    to: 'unreachable',
    action: 'number.unreachable',
  });
  if (regionId !== undefined)
    await raiseAlarm(tx, { kind: 'unreachable', thing: numberId, regionId, detail: { numberId } });
}

/** @returns the number's home region; undefined when it was not in the state to leave */
async function move(
  tx: Transaction,
  numberId: string,
  { from, to, action }: { from: NumberState; to: NumberState; action: string },
): Promise<string | undefined> {
  const [moved] = await tx
    .update(number)
    .set({ state: to, updatedAt: sql`now()` })
    .where(and(eq(number.id, numberId), eq(number.state, from)))
    .returning({ regionId: number.homeRegionId });
  if (!moved) return undefined;
  await recordAudit(tx, {
    actor: systemActor('dispatcher'),
    action,
    thingId: numberId,
    detail: { regionId: moved.regionId },
  });
  await notifyLive(tx, { topic: 'region', id: moved.regionId });
  return moved.regionId;
}
