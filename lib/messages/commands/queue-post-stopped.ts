import { and, eq, exists, inArray, isNull, like, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { grant, message, number, region, user } from '#db/schema.ts';
import { notifyDue } from '../../live/notify.ts';
import { rolesThatMay } from '../../people/permissions.ts';
import type { StoppedState } from '../../words.ts';
import { writeAbout } from '../notice-about.ts';
import { listSenders } from '../queries/senders.ts';
import { textsFor } from '../templates/languages.ts';
import { lockAwake } from './lock-awake.ts';

/** As long as Meta tries to deliver an alarm; and no longer than it lasts, which is looked at before sending. */
const usefulForMs = 12 * 60 * 60_000;

/** Posts of one repost that stop in the same way one after the other make one message. */
const togetherFor = sql.raw(`interval '10 minutes'`);

/**
 * Tells the editors of a region, and whoever began the repost, on their own
 * active numbers that a post of theirs needs them. In quiet hours it waits for
 * their end, as long as the alarm lasts.
 * @returns how many numbers are told; 0 as well while there is no sender
 */
export async function queuePostStopped(
  tx: Transaction,
  {
    alarmId,
    regionId,
    repostId,
    byUserId,
    state,
  }: { alarmId: string; regionId: string; repostId: string; byUserId: string; state: StoppedState },
): Promise<number> {
  const [from] = await listSenders(tx);
  const key = `stopped:${repostId}:${state}:`;
  if (!from || (await isToldAlready(tx, key))) return 0;
  const editors = tx
    .select({ one: sql`1` })
    .from(user)
    .leftJoin(
      grant,
      and(
        eq(grant.userId, user.id),
        eq(grant.regionId, regionId),
        inArray(grant.role, [...rolesThatMay('reposts.edit')]),
      ),
    )
    .where(
      and(
        eq(user.id, number.userId),
        eq(user.state, 'active'),
        or(eq(user.id, byUserId), eq(grant.regionId, regionId)),
      ),
    );
  const phones = await lockAwake(
    tx,
    and(eq(number.state, 'active'), isNull(region.archivedAt), exists(editors)),
  );
  if (phones.length === 0) return 0;
  const languages = await languagesOf(
    tx,
    phones.map(({ numberId }) => numberId),
  );
  await tx.insert(message).values(
    phones.map(({ numberId, awakeAt }) => ({
      kind: 'alarm' as const,
      senderId: from.id,
      numberId,
      alarmId,
      dedupeKey: `${key}${alarmId}:${numberId}`,
      body: writeAbout('alarm', {
        what: textsFor(languages.get(numberId) ?? 'en').stopped[state],
        path: `reposts/${repostId}`,
      }),
      dueAt: awakeAt,
      usefulUntil: new Date(awakeAt.getTime() + usefulForMs),
    })),
  );
  await notifyDue(tx);
  return phones.length;
}

async function isToldAlready(tx: Transaction, key: string): Promise<boolean> {
  const rows = await tx
    .select({ id: message.id })
    .from(message)
    .where(
      and(
        eq(message.kind, 'alarm'),
        like(message.dedupeKey, `${key}%`),
        sql`${message.createdAt} > now() - ${togetherFor}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

async function languagesOf(tx: Transaction, numberIds: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: number.id, language: sql<string>`coalesce(${number.language}, ${region.language})` })
    .from(number)
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .where(inArray(number.id, numberIds));
  return new Map(rows.map(({ id, language }) => [id, language]));
}
