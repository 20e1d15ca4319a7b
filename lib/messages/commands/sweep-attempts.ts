import { and, eq, sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Database } from '#db/client.ts';
import { attempt, message } from '#db/schema.ts';
import { notifyDue } from '../../live/notify.ts';
import { messageLeaseMs } from '../lease-age.ts';
import {
  lateArrivalMs,
  lateLookbackMs,
  neighbourBeforeMs,
  quietWindowMs,
  resolveUncertain,
  type UncertainFacts,
} from '../resolve-uncertain.ts';
import { goneWorker } from '../own-failures.ts';
import { endMessages } from './end-messages.ts';
import { notifyStories } from './notify-stories.ts';

/** So many rows a round: the next round is near. */
const roundSize = 500;

/**
 * Calls attempts *uncertain* whose worker has not come back within its lease:
 * it may have died before, between or after the bytes.
 * @returns how many
 */
export async function expireLeases(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: attempt.id, messageId: attempt.messageId })
      .from(attempt)
      .innerJoin(message, eq(message.id, attempt.messageId))
      .where(
        and(
          eq(attempt.outcome, 'sending'),
          sql`coalesce(${message.leaseUntil}, ${attempt.startedAt} + ${interval(messageLeaseMs)}) < now()`,
        ),
      )
      .limit(roundSize)
      .for('no key update', { of: [attempt, message], skipLocked: true });
    if (rows.length === 0) return 0;
    await tx
      .update(attempt)
      .set({ outcome: 'uncertain', endedAt: sql`now()`, details: goneWorker })
      .where(
        anyOf(
          attempt.id,
          rows.map(({ id }) => id),
        ),
      );
    return rows.length;
  });
}

export type Resolved = { absent: number; unconfirmed: number };

/**
 * Looks at every attempt in doubt. One that is proven absent frees its message
 * to be sent once more; one that will not be cleared up ends as *unconfirmed*.
 */
export async function resolveAttempts(db: Database): Promise<Resolved> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: attempt.id, messageId: attempt.messageId, ...uncertainFacts })
      .from(attempt)
      .innerJoin(message, eq(message.id, attempt.messageId))
      .where(and(eq(attempt.outcome, 'uncertain'), eq(message.state, 'sending')))
      .limit(roundSize)
      .for('no key update', { of: [attempt, message], skipLocked: true });
    const resolved = Map.groupBy(rows, (row) => resolveUncertain(row satisfies UncertainFacts));
    const absent = resolved.get('absent') ?? [];
    const unconfirmed = resolved.get('unconfirmed') ?? [];
    if (absent.length > 0) {
      await tx
        .update(attempt)
        .set({ outcome: 'absent' })
        .where(
          anyOf(
            attempt.id,
            absent.map(({ id }) => id),
          ),
        );
      await tx
        .update(message)
        .set({ state: 'planned', heldReason: null, leaseUntil: null, dueAt: sql`now()` })
        .where(
          anyOf(
            message.id,
            absent.map(({ messageId }) => messageId),
          ),
        );
      await notifyDue(tx);
    }
    await endMessages(
      tx,
      unconfirmed.map(({ messageId }) => messageId),
      'unconfirmed',
    );
    await notifyStories(
      tx,
      [...absent, ...unconfirmed].map(({ messageId }) => messageId),
    );
    return { absent: absent.length, unconfirmed: unconfirmed.length };
  });
}

const interval = (ms: number) => sql.raw(`interval '${ms} milliseconds'`);
const quietWindow = interval(quietWindowMs);

/** Each in the words of {@link UncertainFacts}. Meta's time stands in provider_at, the database's everywhere else. */
const uncertainFacts = {
  ageMs: sql<number>`(extract(epoch from now() - ${attempt.startedAt}) * 1000)::float8`,
  channelAlive: sql<boolean>`exists (
    select 1 from attempt l join status_event e on e.attempt_id = l.id
    where l.sender_id = ${attempt.senderId}
      and l.started_at >= ${attempt.startedAt} + ${quietWindow}
      and e.provider_at >= ${attempt.startedAt} + ${quietWindow}
  )`,
  silentNeighbours: sql<number>`(
    select count(*)::int from attempt b
    where b.sender_id = ${attempt.senderId} and b.outcome = 'accepted'
      and b.started_at between ${attempt.startedAt} - ${interval(neighbourBeforeMs)} and ${attempt.startedAt} + ${quietWindow}
      and not exists (select 1 from status_event e where e.attempt_id = b.id)
  )`,
  lateArrivals: sql<number>`(
    select count(*)::int from status_event e join attempt b on b.id = e.attempt_id
    where b.sender_id = ${attempt.senderId}
      and e.received_at > now() - ${interval(lateLookbackMs)}
      and e.received_at > e.provider_at + ${interval(lateArrivalMs)}
  )`,
  waitingWebhooks: sql<number>`(
    select count(*)::int from webhook_inbox w where w.processed_at is null and w.source = 'whatsapp'
  )`,
  doubts: sql<number>`(
    select count(*)::int from attempt d where d.message_id = ${attempt.messageId} and d.outcome in ('uncertain', 'absent')
  )`,
  useful: sql<boolean>`${message.usefulUntil} > now()`,
  pending: sql<boolean>`${message.state} = 'sending'`,
};
