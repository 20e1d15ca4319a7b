import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { number } from '#db/schema.ts';
import { systemActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { notifyLive } from '../../live/notify.ts';
import type { NumberState } from '../../words.ts';

/** Notes that a message reached a number, which therefore can be reached. */
export async function noteReached(tx: Transaction, numberId: string, at: Date): Promise<void> {
  await tx
    .update(number)
    .set({ lastReachedAt: sql`greatest(${number.lastReachedAt}, ${at.toISOString()}::timestamptz)` })
    .where(eq(number.id, numberId));
  await move(tx, numberId, { from: 'unreachable', to: 'active', action: 'number.reached' });
}

/** Notes that WhatsApp cannot deliver to a number (131026): it is told of nothing until it writes or an admin resumes it. */
export async function noteUnreachable(tx: Transaction, numberId: string): Promise<void> {
  await move(tx, numberId, { from: 'active', to: 'unreachable', action: 'number.unreachable' });
}

async function move(
  tx: Transaction,
  numberId: string,
  { from, to, action }: { from: NumberState; to: NumberState; action: string },
): Promise<void> {
  const [moved] = await tx
    .update(number)
    .set({ state: to, updatedAt: sql`now()` })
    .where(and(eq(number.id, numberId), eq(number.state, from)))
    .returning({ regionId: number.homeRegionId });
  if (!moved) return;
  await recordAudit(tx, {
    actor: systemActor('dispatcher'),
    action,
    thingId: numberId,
    detail: { regionId: moved.regionId },
  });
  await notifyLive(tx, { topic: 'region', id: moved.regionId });
}
