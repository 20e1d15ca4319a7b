import { and, eq, inArray, isNull, like } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { message, number, region } from '#db/schema.ts';
import { notifyDue } from '../../live/notify.ts';
import { waitingStates } from '../../words.ts';
import { type NoticeAbout, writeAbout } from '../notice-about.ts';
import { listSenders } from '../queries/senders.ts';
import { endMessages } from './end-messages.ts';
import { lockAwake } from './lock-awake.ts';

const keyOf = (reviewId: number) => `approval:${reviewId}:`;

/** A day later the page itself says who is waited for. */
const usefulForMs = 24 * 60 * 60_000;

/**
 * Asks those who may approve a post, on every active phone of theirs, once a
 * request. In quiet hours it waits for their end.
 * @param reviewId the request
 * @returns how many numbers are asked; 0 as well while there is no sender
 */
export async function queueApproval(
  tx: Transaction,
  {
    reviewId,
    userIds,
    about,
  }: { reviewId: number; userIds: readonly string[]; about: NoticeAbout['approval'] },
): Promise<number> {
  const [from] = await listSenders(tx);
  if (!from || userIds.length === 0) return 0;
  const rows = await lockAwake(
    tx,
    and(inArray(number.userId, [...userIds]), eq(number.state, 'active'), isNull(region.archivedAt)),
  );
  if (rows.length === 0) return 0;
  const body = writeAbout('approval', about);
  await tx.insert(message).values(
    rows.map(({ numberId, awakeAt }) => ({
      kind: 'approval' as const,
      senderId: from.id,
      numberId,
      dedupeKey: `${keyOf(reviewId)}${numberId}`,
      body,
      dueAt: awakeAt,
      usefulUntil: new Date(awakeAt.getTime() + usefulForMs),
    })),
  );
  await notifyDue(tx);
  return rows.length;
}

/** Takes back what still waits of a request: it was decided, changed or cancelled before a phone heard of it. */
export async function dropApproval(tx: Transaction, reviewId: number): Promise<void> {
  const rows = await tx
    .select({ id: message.id })
    .from(message)
    .where(
      and(
        eq(message.kind, 'approval'),
        like(message.dedupeKey, `${keyOf(reviewId)}%`),
        inArray(message.state, [...waitingStates]),
        eq(message.leaseEpoch, 0),
      ),
    )
    .for('update');
  await endMessages(
    tx,
    rows.map(({ id }) => id),
    'expired',
  );
}
