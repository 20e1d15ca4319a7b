import { and, desc, eq, inArray, isNull, lte, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Transaction } from '#db/client.ts';
import { message, number, region, sender, token } from '#db/schema.ts';
import { buzzKinds, type NumberState, waitingStates } from '../../words.ts';
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
  const line = tx
    .select({
      id: message.id,
      // Somebody is looking at the phone while waiting for an answer; then what cannot wait, then news.
      isReply: sql<boolean>`(${message.kind} = 'reply')`.as('is_reply'),
      isPressing: sql<boolean>`(${message.kind} not in (${newsKinds}))`.as('is_pressing'),
      since: sql<Date>`${message.dueAt}`.as('since'),
    })
    .from(message)
    .where(and(eq(message.senderId, senderId), inArray(message.state, [...waitingStates]), mayBeDue))
    .orderBy(desc(sql`is_reply`), desc(sql`is_pressing`), sql`since`, message.id)
    .limit(wholeLine)
    .as('line');
  // Looked at one after the other, and no further than the limit, however long the line is.
  const due = tx
    .select({
      messageId: sql<string>`${message.id}`.as('message_id'),
      kind: message.kind,
      body: message.body,
      sealedBody: message.sealedBody,
      choices: message.choices,
      epoch: message.leaseEpoch,
      numberId: sql<string>`${number.id}`.as('of_number'),
      sealed: number.sealed,
      state: sql<NumberState>`${number.state}`.as('number_state'),
      team: sql<string>`${region.name}`.as('team'),
      archived: sql<boolean>`${region.archivedAt} is not null`.as('archived'),
      ownQuietHours: sql<string | null>`${number.quietHours}`.as('own_quiet_hours'),
      regionQuietHours: sql<string | null>`${region.quietHours}`.as('region_quiet_hours'),
      timeZone: region.timeZone,
      language: sql<string>`coalesce(${number.language}, ${region.language})`.as('reads'),
      useful:
        sql<boolean>`${message.usefulUntil} > now() and (${message.kind} <> 'alarm' or ${alarmLasts})`.as(
          'useful',
        ),
      heldReason: message.heldReason,
      outsideWindow: message.outsideWindow,
      windowLasts: sql<boolean>`${windowLasts}`.as('window_lasts'),
      muted: sql<boolean>`coalesce(${number.mutedUntil} > now(), false)`.as('muted'),
      windowOpen: sql<boolean>`coalesce(${number.serviceUntil} > now(), false)`.as('window_open'),
      throttledBefore:
        sql<number>`(select count(*)::int from attempt a where a.message_id = ${message.id} and a.outcome = 'throttled')`.as(
          'throttled_before',
        ),
      doubted:
        sql<boolean>`exists (select 1 from attempt a where a.message_id = ${message.id} and a.outcome = 'absent')`.as(
          'doubted',
        ),
    })
    .from(message)
    .innerJoin(number, eq(number.id, message.numberId))
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .innerJoin(sender, eq(sender.id, message.senderId))
    .innerJoin(token, eq(token.id, sender.tokenId))
    .where(
      and(
        eq(message.id, line.id),
        // Once more, since a row may have changed between the look at the line and its lock.
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
    .for('no key update', { of: [message, number], skipLocked: true })
    .as('due');
  const rows = await tx
    .select()
    .from(line)
    .crossJoinLateral(due)
    .orderBy(desc(line.isReply), desc(line.isPressing), line.since, line.id)
    .limit(limit);
  return rows.map((row) => {
    const { messageId, ...rest } = row.due;
    return { ...rest, id: messageId };
  });
}

/** A limit that cuts nothing off keeps PostgreSQL from merging the line into what looks at its messages. */
const wholeLine = 1_000_000;

const newsKinds = sql.raw(buzzKinds.map((kind) => `'${kind}'`).join(', '));

/** Whether it is due for certain depends on its number. */
const mayBeDue = or(lte(message.dueAt, sql`now()`), eq(message.heldReason, 'daily_limit'));

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

/** Uploaded; or there is none to wait for, or Meta gives none so far; or its story was found a minute ago, and news without a picture is better than none. */
const pictureSettled = (uploading: readonly string[]): SQL => sql`exists (
  select 1 from story s
  left join media md on md.story_id = s.id and md.rendition = 'whatsapp'
  left join upload u on u.media_id = md.id and u.sender_id = ${message.senderId} and u.expires_at > now()
  where s.id = (
      select n.id from alert a join story n on n.id = a.story_id
      where a.message_id = ${message.id} order by n.posted_at desc, n.id desc limit 1
    )
    and (md.id is null or not ${anyOf(sql`md.id`, uploading)})
    and (
      u.id is not null
      or s.media_state in ('none', 'expired', 'failed')
      or s.withheld_since is not null
      or (s.media_state = 'archived' and md.id is null)
      or s.found_at < now() - interval '60 seconds'
    )
)`;
