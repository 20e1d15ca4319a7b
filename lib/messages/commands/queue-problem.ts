import { and, eq, gt, inArray, isNull, like, ne, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { message, number, region } from '#db/schema.ts';
import { notifyDue } from '../../live/notify.ts';
import { waitingStates } from '../../words.ts';
import { type NoticeAbout, writeAbout } from '../notice-about.ts';
import { listSenders } from '../queries/senders.ts';
import { lockAwake } from './lock-awake.ts';

/** A day after it may go out the story has ended, and the page of it says what there is to say. */
const usefulForMs = 24 * 60 * 60_000;

const keyOf = (flagId: string) => `problem:${flagId}:`;

/**
 * Tells a team that a story of theirs was flagged with a problem: every active
 * number that has the region for home, once a flag. An urgent one goes out in
 * quiet hours, too; others wait for their end, like all else.
 * @param except whoever says so need not be told
 * @returns how many numbers are told; 0 as well while there is no sender
 */
export async function queueProblem(
  tx: Transaction,
  {
    flagId,
    teamId,
    urgent,
    except,
    about,
  }: { flagId: string; teamId: string; urgent: boolean; except: string; about: NoticeAbout['problem'] },
): Promise<number> {
  const [from] = await listSenders(tx);
  if (!from) return 0;
  const rows = await lockAwake(
    tx,
    and(
      eq(number.homeRegionId, teamId),
      eq(number.state, 'active'),
      isNull(region.archivedAt),
      or(isNull(number.userId), ne(number.userId, except)),
    ),
  );
  if (rows.length === 0) return 0;
  const body = writeAbout('problem', about);
  await tx.insert(message).values(
    rows.map(({ numberId, now, awakeAt }) => {
      const dueAt = urgent ? now : awakeAt;
      return {
        kind: 'problem' as const,
        senderId: from.id,
        numberId,
        dedupeKey: `${keyOf(flagId)}${numberId}`,
        body,
        dueAt,
        usefulUntil: new Date(dueAt.getTime() + usefulForMs),
      };
    }),
  );
  await notifyDue(tx);
  return rows.length;
}

/** Sends what still waits of a flag's messages now, quiet hours or not. */
export async function hurryProblem(tx: Transaction, flagId: string): Promise<void> {
  await tx
    .update(message)
    .set({ dueAt: sql`now()` })
    .where(
      and(
        eq(message.kind, 'problem'),
        like(message.dedupeKey, `${keyOf(flagId)}%`),
        inArray(message.state, [...waitingStates]),
        eq(message.leaseEpoch, 0),
        gt(message.dueAt, sql`now()`),
      ),
    );
  await notifyDue(tx);
}
