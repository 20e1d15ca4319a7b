import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { attempt, sender } from '#db/schema.ts';
import { endAlarm } from '../../alarms/commands.ts';
import { breakerWindowMs, nextBreaker, probeDelayMs, type RecentTries } from '../breaker.ts';
import { goneWorker, heldBack } from '../own-failures.ts';
import { raiseAlarm } from './raise-alarm.ts';

/** `probe`: one message may try. The caller's transaction then holds the sender, so that no other worker's does. */
export type Gate = 'open' | 'probe' | 'closed';

/** Whether a sender may claim. Before any message is locked, so that nobody waits in a circle. */
export async function openGate(tx: Transaction, senderId: string): Promise<Gate> {
  const [now] = await tx.select(gateColumns).from(sender).where(eq(sender.id, senderId));
  if (!now?.open) return 'open';
  if (!now.probeDue) return 'closed';
  const [locked] = await tx
    .select(gateColumns)
    .from(sender)
    .where(eq(sender.id, senderId))
    .for('no key update', { skipLocked: true });
  // Whoever holds it is probing, or just closing it.
  return locked?.open && locked.probeDue ? 'probe' : 'closed';
}

const gateColumns = {
  open: sql<boolean>`${sender.breakerOpenedAt} is not null`,
  probeDue: sql<boolean>`coalesce(${sender.breakerProbeAt} <= now(), true)`,
  openForMs: sql<number>`(extract(epoch from now() - ${sender.breakerOpenedAt}) * 1000)::float8`,
};

/** Sets when the next probe may go. The caller holds the sender and has claimed one. */
export async function noteProbe(tx: Transaction, senderId: string): Promise<void> {
  const [row] = await tx.select(gateColumns).from(sender).where(eq(sender.id, senderId));
  if (row) await setProbe(tx, senderId, probeDelayMs(row.openForMs));
}

const setProbe = (tx: Transaction, senderId: string, delayMs: number) =>
  tx
    .update(sender)
    .set({ breakerProbeAt: sql`now() + ${Math.ceil(delayMs)} * interval '1 millisecond'` })
    .where(eq(sender.id, senderId));

/**
 * Opens or closes a sender's breaker by what its tries came to, and says so to
 * the admins. Called after outcomes were stored, in their transaction.
 * @param failed whether any of them failed: without, it cannot open
 * @returns whether it is open now
 */
export async function judgeBreaker(
  tx: Transaction,
  { senderId, failed }: { senderId: string; failed: boolean },
): Promise<boolean> {
  const [from] = await tx.select(gateColumns).from(sender).where(eq(sender.id, senderId));
  if (!from || (!from.open && !failed)) return false;
  const recent = await countRecent(tx, senderId);
  const probeAnswered = from.open && (await isProbeAnswered(tx, senderId));
  const next = nextBreaker({ open: from.open, recent, probeAnswered });
  if (next === 'open' && !from.open) {
    await tx
      .update(sender)
      .set({ breakerOpenedAt: sql`clock_timestamp()` })
      .where(eq(sender.id, senderId));
    await setProbe(tx, senderId, probeDelayMs(0));
    await raiseAlarm(tx, { kind: 'breaker_open', thing: senderId, detail: { ...recent } });
  }
  if (next === 'closed' && from.open) {
    await tx
      .update(sender)
      .set({ breakerOpenedAt: null, breakerProbeAt: null })
      .where(eq(sender.id, senderId));
    await endAlarm(tx, { kind: 'breaker_open', thing: senderId });
  }
  return next === 'open';
}

/** The latest of them, in flight or not; so many say enough. */
const mostRecent = 300;

/**
 * What failed before the breaker last closed belongs to that storm: its alarm
 * knows when that was. What we ourselves held back, and what a killed worker
 * left behind, says nothing of Meta.
 */
async function countRecent(tx: Transaction, senderId: string): Promise<RecentTries> {
  const [row] = await tx.execute<RecentTries>(sql`
    select
      count(*) filter (where t.outcome in ('accepted', 'rejected', 'throttled'))::int as answered,
      count(*) filter (where t.outcome in ('uncertain', 'absent', 'not_sent'))::int as failed
    from (
      select a.outcome, a.details from attempt a
      where a.sender_id = ${senderId}
        and a.started_at > greatest(
          now() - ${breakerWindowMs} * interval '1 millisecond',
          (select max(m.ended_at) from alarm m where m.kind = 'breaker_open' and m.thing = ${senderId})
        )
      order by a.started_at desc limit ${mostRecent}
    ) t
    where t.outcome <> 'sending' and t.details is distinct from ${goneWorker}
      and coalesce(t.details, '') not like ${heldBack('%')}`);
  return row ? { ...row } : { answered: 0, failed: 0 };
}

/** Whether anything that was begun since the breaker opened had an answer. */
async function isProbeAnswered(tx: Transaction, senderId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: attempt.id })
    .from(attempt)
    .innerJoin(sender, eq(sender.id, attempt.senderId))
    .where(
      sql`${attempt.senderId} = ${senderId} and ${attempt.startedAt} >= ${sender.breakerOpenedAt}
        and ${attempt.outcome} in ('accepted', 'rejected', 'throttled')`,
    )
    .limit(1);
  return rows.length > 0;
}
