import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { message, sender, token, unknownSender } from '#db/schema.ts';
import { waitingStates } from '../../words.ts';
import { type DueOptions, maySend } from './lock-due-messages.ts';

/**
 * Locks the lines that may go out now to who is none of the work numbers, in
 * the form of what goes to one. They are free text inside the window that the
 * sender opened by writing, a single one a day: no interval, quiet hours or
 * pair rate to keep.
 */
export async function lockDueStrangers(
  tx: Transaction,
  { senderId, limit }: Pick<DueOptions, 'senderId' | 'limit'>,
) {
  if (limit <= 0) return [];
  const rows = await tx
    .select({
      id: message.id,
      body: message.body,
      epoch: message.leaseEpoch,
      strangerId: unknownSender.id,
      sealed: sql<string>`${unknownSender.sealed}`,
      // The window must last longer than sending takes.
      useful: sql<boolean>`${message.usefulUntil} > now() and ${unknownSender.lastAt} > now() - interval '23 hours 55 minutes'`,
      throttledBefore: sql<number>`(select count(*)::int from attempt a where a.message_id = ${message.id} and a.outcome = 'throttled')`,
      doubted: sql<boolean>`exists (select 1 from attempt a where a.message_id = ${message.id} and a.outcome = 'absent')`,
    })
    .from(message)
    .innerJoin(unknownSender, eq(unknownSender.id, message.unknownSenderId))
    .innerJoin(sender, eq(sender.id, message.senderId))
    .innerJoin(token, eq(token.id, sender.tokenId))
    .where(
      and(
        eq(message.senderId, senderId),
        inArray(message.state, [...waitingStates]),
        lte(message.dueAt, sql`now()`),
        sql`${unknownSender.sealed} is not null`,
        maySend,
      ),
    )
    .orderBy(message.dueAt, message.id)
    .limit(limit)
    .for('no key update', { of: message, skipLocked: true });
  return rows.map((row) => ({ ...row, ...asReply }));
}

export type DueStranger = Awaited<ReturnType<typeof lockDueStrangers>>[number];

/** What the words of a reply do not depend on. */
const asReply = {
  kind: 'reply',
  sealedBody: null,
  choices: null,
  team: '',
  timeZone: 'UTC',
  language: 'en',
  windowLasts: true,
  outsideWindow: false,
} as const;
