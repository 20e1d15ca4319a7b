import { and, desc, eq, inArray, isNull, lte, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { message, number, region, sender, token } from '#db/schema.ts';
import { buzzKinds, waitingStates } from '../../words.ts';
import { windowLasts } from './admit-people.ts';

export type DueOptions = {
  senderId: string;
  limit: number;
  /** Without any approved template, replies only: no need to look at the others over and over. */
  buzzes: boolean;
  /** Pictures that are on their way to Meta: their messages wait. */
  uploading: readonly string[];
};

/**
 * Locks messages that may go out now, each with its number: free of the
 * sender's and the number's pauses, reached by a token that works, with its
 * picture ready or given up. What others have locked is passed over.
 */
export async function lockDueMessages(tx: Transaction, { senderId, limit, buzzes, uploading }: DueOptions) {
  return (
    tx
      .select({
        id: message.id,
        kind: message.kind,
        body: message.body,
        sealedBody: message.sealedBody,
        choices: message.choices,
        epoch: message.leaseEpoch,
        numberId: number.id,
        sealed: number.sealed,
        state: number.state,
        team: region.name,
        archived: sql<boolean>`${region.archivedAt} is not null`,
        ownQuietHours: number.quietHours,
        regionQuietHours: region.quietHours,
        timeZone: region.timeZone,
        language: sql<string>`coalesce(${number.language}, ${region.language})`,
        useful: sql<boolean>`${message.usefulUntil} > now() and (${message.kind} <> 'alarm' or ${alarmLasts})`,
        heldReason: message.heldReason,
        outsideWindow: message.outsideWindow,
        windowLasts,
        muted: sql<boolean>`coalesce(${number.mutedUntil} > now(), false)`,
        windowOpen: sql<boolean>`coalesce(${number.serviceUntil} > now(), false)`,
        throttledBefore: sql<number>`(select count(*)::int from attempt a where a.message_id = ${message.id} and a.outcome = 'throttled')`,
        doubted: sql<boolean>`exists (select 1 from attempt a where a.message_id = ${message.id} and a.outcome = 'absent')`,
      })
      .from(message)
      .innerJoin(number, eq(number.id, message.numberId))
      .innerJoin(region, eq(region.id, number.homeRegionId))
      .innerJoin(sender, eq(sender.id, message.senderId))
      .innerJoin(token, eq(token.id, sender.tokenId))
      .where(
        and(
          eq(message.senderId, senderId),
          inArray(message.state, [...waitingStates]),
          // Nobody counts for the day who has just written.
          or(lte(message.dueAt, sql`now()`), and(eq(message.heldReason, 'daily_limit'), windowLasts)),
          maySend,
          or(isNull(number.notBefore), lte(number.notBefore, sql`now()`)),
          buzzes
            ? or(
                inArray(message.kind, ['reply', 'joined']),
                and(isWelcomed, or(notInArray(message.kind, [...buzzKinds]), pictureSettled(uploading))),
              )
            : eq(message.kind, 'reply'),
        ),
      )
      // Somebody is looking at the phone while waiting for an answer; then what cannot wait, then news.
      .orderBy(
        desc(eq(message.kind, 'reply')),
        desc(notInArray(message.kind, [...buzzKinds])),
        message.dueAt,
        message.id,
      )
      .limit(limit)
      .for('no key update', { of: [message, number], skipLocked: true })
  );
}

/** Of the joined sender and its token. */
export const maySend = and(
  eq(token.state, 'healthy'),
  or(isNull(sender.pausedUntil), lte(sender.pausedUntil, sql`now()`)),
);

export type DueMessage = Awaited<ReturnType<typeof lockDueMessages>>[number];

/** An alarm that is over is told to nobody any more; while another of its kind lasts, what it says is still so. */
const alarmLasts = sql`exists (
  select 1 from alarm l join alarm o on o.kind = l.kind and o.ended_at is null where l.id = ${message.alarmId}
)`;

/** Nothing is told to a number before the message that says what it will be told. */
const isWelcomed = sql`not exists (
  select 1 from message j
  where j.number_id = ${message.numberId} and j.kind = 'joined' and j.state in ('planned', 'held', 'sending')
)`;

/** Uploaded; or there is none to wait for; or its story was found a minute ago, and news without a picture is better than none. */
const pictureSettled = (uploading: readonly string[]): SQL => sql`exists (
  select 1 from story s
  left join media md on md.story_id = s.id and md.rendition = 'whatsapp'
  left join upload u on u.media_id = md.id and u.sender_id = ${message.senderId} and u.expires_at > now()
  where s.id = (
      select n.id from alert a join story n on n.id = a.story_id
      where a.message_id = ${message.id} order by n.posted_at desc, n.id desc limit 1
    )
    and (md.id is null or not md.id in (select x.id from jsonb_to_recordset(${JSON.stringify(uploading.map((id) => ({ id })))}::jsonb) as x(id uuid)))
    and (
      u.id is not null
      or s.media_state in ('none', 'expired', 'failed')
      or (s.media_state = 'archived' and md.id is null)
      or s.found_at < now() - interval '60 seconds'
    )
)`;
