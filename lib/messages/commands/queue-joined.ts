import { and, eq, exists, inArray, isNotNull, notExists, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '#db/client.ts';
import { message, number, optIn } from '#db/schema.ts';
import { notifyDue } from '../../live/notify.ts';
import { listSenders } from '../queries/senders.ts';
import { lockAwake } from './lock-awake.ts';

/** So many at a time: the next round is near. */
const roundSize = 500;

/** A day after it may go out it is no use any more: the number has been told of stories by then. */
const usefulForMs = 24 * 60 * 60_000;

/**
 * Queues the message that tells a number what it will get, for those active
 * ones that a person vouched for. Each gets it once and never again, however
 * often this is asked. It waits for the end of quiet hours, like all else.
 * Numbers that the system itself set up, such as the demo's, need no telling.
 * @returns how many were queued; 0 as well while there is no sender, for the sweep to find later
 */
export async function queueJoined(
  tx: Transaction,
  { numberIds }: { numberIds: readonly string[] },
): Promise<number> {
  const [from] = numberIds.length === 0 ? [] : await listSenders(tx);
  if (!from) return 0;
  const rows = await lockAwake(tx, and(inArray(number.id, [...numberIds]), isUnwelcomed(tx)));
  if (rows.length === 0) return 0;
  const queued = await tx
    .insert(message)
    .values(
      rows.map(({ numberId, awakeAt }) => ({
        kind: 'joined' as const,
        senderId: from.id,
        numberId,
        dedupeKey: `joined:${numberId}`,
        dueAt: awakeAt,
        usefulUntil: new Date(awakeAt.getTime() + usefulForMs),
      })),
    )
    .onConflictDoNothing()
    .returning({ id: message.id });
  if (queued.length > 0) await notifyDue(tx);
  return queued.length;
}

/** Active numbers that a person vouched for and that were never told so. */
export async function listUnwelcomed(db: Queryable): Promise<string[]> {
  const rows = await db.select({ id: number.id }).from(number).where(isUnwelcomed(db)).limit(roundSize);
  return rows.map(({ id }) => id);
}

const isUnwelcomed = (db: Queryable) =>
  and(
    eq(number.state, 'active'),
    exists(
      db
        .select({ one: sql`1` })
        .from(optIn)
        .where(
          and(eq(optIn.numberId, number.id), eq(optIn.kind, 'attested'), isNotNull(optIn.attestedByUserId)),
        ),
    ),
    notExists(
      db
        .select({ one: sql`1` })
        .from(message)
        .where(and(eq(message.numberId, number.id), eq(message.kind, 'joined'))),
    ),
  );
