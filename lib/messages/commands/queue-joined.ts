import { and, asc, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { message, number, optIn, sender } from '#db/schema.ts';
import { notifyDue } from '../../live/notify.ts';

/** Longer than Meta usually takes to approve a template; after that news goes out without a welcome. */
const welcomeUsefulFor = sql`now() + interval '3 days'`;

/** Whose last opt-in was given elsewhere and written down by a person. */
const vouchedFor: SQL = and(eq(optIn.kind, 'attested'), isNotNull(optIn.attestedByUserId))!;

/**
 * Has numbers that somebody vouched for told what they will get, once per
 * opt-in; nothing buzzes them before. Without a sender nothing is queued, and
 * the sweeper does it once there is one.
 * @param numberIds those to look at; all when left out
 * @returns how many
 */
export async function queueJoined(
  tx: Transaction,
  { numberIds }: { numberIds?: readonly string[] } = {},
): Promise<number> {
  if (numberIds?.length === 0) return 0;
  const [from] = await tx
    .select({ id: sender.id })
    .from(sender)
    .orderBy(asc(sender.createdAt), asc(sender.id))
    .limit(1);
  if (!from) return 0;
  const due = await tx
    .select({ numberId: number.id, optInId: optIn.id })
    .from(optIn)
    .innerJoin(number, eq(number.id, optIn.numberId))
    .where(
      and(
        vouchedFor,
        eq(number.state, 'active'),
        ...(numberIds ? [inArray(number.id, [...numberIds])] : []),
        sql`not exists (select 1 from message m where m.dedupe_key = 'joined:' || ${optIn.id}::text)`,
      ),
    )
    .limit(1_000);
  if (due.length === 0) return 0;
  await tx
    .insert(message)
    .values(
      due.map(({ numberId, optInId }) => ({
        kind: 'joined' as const,
        senderId: from.id,
        numberId,
        dedupeKey: `joined:${optInId}`,
        dueAt: sql`now()`,
        usefulUntil: welcomeUsefulFor,
      })),
    )
    .onConflictDoNothing();
  await notifyDue(tx);
  return due.length;
}
