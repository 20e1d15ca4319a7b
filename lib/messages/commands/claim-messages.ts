import { type SQL, sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Database, Transaction } from '#db/client.ts';
import { message } from '#db/schema.ts';
import { newId } from '../../ids.ts';
import { keyring } from '../../keyring.ts';
import { unknownSenderRow } from '../../numbers/unknown-sender-row.ts';
import { unsealNumber } from '../../numbers/queries/unseal-number.ts';
import { isBuzz, type SkipReason } from '../../words.ts';
import { type BuiltMessage, buildMessage } from '../build-message.ts';
import { checkClaim, onePerNumber, quietDueAt } from '../check-claim.ts';
import { pairIntervalMs } from '../classify-send.ts';
import { messageLeaseMs } from '../lease-age.ts';
import { opaqueId } from '../opaque-id.ts';
import { databaseTime } from '../queries/database-time.ts';
import { unseal } from '../../seal.ts';
import { sealedBodyRow } from '../sealed-body-row.ts';
import { type NoticeStory, noticeStories } from '../queries/notice-stories.ts';
import type { TemplateStanding } from '../templates/template-standing.ts';
import type { OwnTemplate } from '../templates/template-set.ts';
import { type Admission, admitPeople, listCounted } from './admit-people.ts';
import { noteProbe, openGate } from './breaker-gate.ts';
import { endMessages, skipAlerts } from './end-messages.ts';
import { type HeldMessage, holdForSummary } from './hold-for-summary.ts';
import { type DueMessage, type DueOptions, lockDueMessages } from './lock-due-messages.ts';
import { type DueStranger, lockDueStrangers } from './lock-due-strangers.ts';
import { notifyStories } from './notify-stories.ts';
import { withdrawDeleted } from './withdraw-deleted.ts';

/** A message that is now ours to send, once. */
export type ClaimedMessage = BuiltMessage & {
  messageId: string;
  attemptId: string;
  epoch: number;
  throttledBefore: number;
};

export type Claim = {
  claimed: ClaimedMessage[];
  /** Those that could not be written, with the reason, for the log. */
  unwritten: { messageId: string; reason: string }[];
};

export type ClaimOptions = DueOptions & {
  set: readonly OwnTemplate[];
  standings: readonly TemplateStanding[];
};

/**
 * Claims due messages: afterwards each has an attempt that is *sending*, with
 * a fresh opaque id, committed before any byte is sent. Whoever finds it so
 * without an answer must take it for sent until the contrary is proven.
 *
 * Message and number are locked together and whatever is locked elsewhere is
 * left for the next round, so that nobody waits for anybody. Holding the number
 * makes the interval between two buzzes, and what a roll-up holds, a matter of
 * the database and not of timing. The day's number of people is held by a lock of
 * its own, see {@link admitPeople}. While the breaker is open, one message tries.
 */
export async function claimMessages(db: Database, options: ClaimOptions): Promise<Claim> {
  return db.transaction(async (tx) => {
    const gate = await openGate(tx, options.senderId);
    if (gate === 'closed') return { claimed: [], unwritten: [] };
    const admission = await admitPeople(tx, options);
    const limit = gate === 'probe' ? 1 : options.limit;
    const due = onePerNumber(await lockDueMessages(tx, { ...options, limit }));
    const strangers = await withoutLate(
      tx,
      await lockDueStrangers(tx, { ...options, limit: limit - due.length }),
    );
    if (due.length + strangers.length === 0) return { claimed: [], unwritten: [] };
    const kept = await withoutDeleted(tx, await withoutEnded(tx, due));
    const loud = await withoutQuiet(tx, options.senderId, kept);
    const wanted = await withinTheDay(tx, loud, admission);
    const stories = await noticeStories(tx, {
      senderId: options.senderId,
      messageIds: wanted.map(({ id }) => id),
    });
    const written = wanted.map((row) => write(row, stories.get(row.id) ?? [], options));
    const lines = strangers.map((row) => write(row, [], options));
    const unwritten = [...written, ...lines].flatMap((each) => ('reason' in each ? [each] : []));
    await postpone(
      tx,
      unwritten.map(({ messageId }) => messageId),
    );
    const free = [...(await takeIntervals(tx, written.filter(isWritten))), ...lines.filter(isWritten)];
    if (gate === 'probe' && free.length > 0) await noteProbe(tx, options.senderId);
    return { claimed: await openAttempts(tx, options.senderId, free), unwritten };
  });
}

const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;

/** Much may have happened since the plan: ends what is not to be sent any more, and returns the rest. */
async function withoutEnded(tx: Transaction, rows: readonly DueMessage[]): Promise<DueMessage[]> {
  const ended: string[] = [];
  const skipped = new Map<SkipReason, string[]>();
  const wanted = rows.filter((row) => {
    const check = checkClaim(row);
    if (check.do === 'expire') ended.push(row.id);
    if (check.do === 'skip') skipped.set(check.reason, [...(skipped.get(check.reason) ?? []), row.id]);
    return check.do === 'send';
  });
  await endMessages(tx, ended, 'expired');
  for (const [reason, messageIds] of skipped) await skipAlerts(tx, messageIds, reason);
  await notifyStories(tx, ended);
  return wanted;
}

/** What was planned before its story was deleted, or tried and put off, is not sent as news of it. */
async function withoutDeleted(tx: Transaction, rows: readonly DueMessage[]): Promise<DueMessage[]> {
  const { ended } = await withdrawDeleted(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.filter(({ id }) => !ended.has(id));
}

/**
 * The plan has looked at the quiet hours, but what it planned may have been
 * kept waiting into them: news then joins the summary at their end.
 */
async function withoutQuiet(
  tx: Transaction,
  senderId: string,
  rows: readonly DueMessage[],
): Promise<DueMessage[]> {
  const now = await databaseTime(tx);
  const held: HeldMessage[] = [];
  const wanted = rows.filter((row) => {
    const dueAt = quietDueAt(row, now);
    if (!dueAt) return true;
    held.push({
      messageId: row.id,
      numberId: row.numberId,
      waits: row.kind === 'summary' || row.doubted,
      dueAt,
    });
    return false;
  });
  await holdForSummary(tx, { senderId, held });
  return wanted;
}

async function withoutLate(tx: Transaction, rows: readonly DueStranger[]): Promise<DueStranger[]> {
  const late = rows.filter(({ useful }) => !useful).map(({ id }) => id);
  await endMessages(tx, late, 'expired');
  return rows.filter(({ useful }) => useful);
}

/** A reply is free text, which WhatsApp takes inside the window only. */
const opensConversation = ({ kind, windowLasts }: DueRow): boolean => kind !== 'reply' && !windowLasts;

/** Leaves what has no place in the day to the next round; it was not there yet when the places were given. */
async function withinTheDay(
  tx: Transaction,
  rows: readonly DueMessage[],
  { admits }: Admission,
): Promise<DueMessage[]> {
  const open = rows.filter((row) => !row.windowLasts && !admits(row.numberId));
  if (open.length === 0) return [...rows];
  const counted = await listCounted(
    tx,
    open.map(({ numberId }) => numberId),
  );
  return rows.filter(({ numberId, windowLasts }) => windowLasts || admits(numberId) || counted.has(numberId));
}

/** What goes to a work number, or to somebody who is none. */
type DueRow = DueMessage | DueStranger;
type Written<Row extends DueRow = DueRow> = BuiltMessage & { row: Row; attemptId: string; opaqueId: string };
type Unwritten = { messageId: string; reason: string };

const isWritten = <Row extends DueRow>(each: Written<Row> | Unwritten): each is Written<Row> =>
  !('reason' in each);

function write<Row extends DueRow>(
  row: Row,
  stories: readonly NoticeStory[],
  options: ClaimOptions,
): Written<Row> | Unwritten {
  const attemptId = newId();
  const opaque = opaqueId(keyring(), attemptId);
  try {
    const facts = {
      ...row,
      body: row.sealedBody === null ? row.body : unseal(keyring(), sealedBodyRow(row.id), row.sealedBody),
      messageId: row.id,
      opaqueId: opaque,
      to: addressOf(row),
      stories,
      headerMediaId: stories[0]?.waMediaId ?? null,
    };
    const built = buildMessage(facts, options.set, options.standings);
    if (!built) return { messageId: row.id, reason: 'no approved template fits' };
    return { ...built, row, attemptId, opaqueId: opaque };
  } catch (error) {
    return { messageId: row.id, reason: error instanceof Error ? error.message : 'unknown' };
  }
}

const addressOf = (row: DueRow): string =>
  'strangerId' in row
    ? unseal(keyring(), unknownSenderRow(row.strangerId), row.sealed)
    : unsealNumber({ id: row.numberId, sealed: row.sealed });

/** What cannot be written now may be later, once a template is approved or a key is back. */
async function postpone(tx: Transaction, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await tx
    .update(message)
    .set({ dueAt: sql`now() + interval '5 seconds'` })
    .where(anyOf(message.id, messageIds));
}

/**
 * Takes the interval of every number that is to be buzzed. A number whose
 * interval was taken by another message is not buzzed: that message moves to
 * the interval's end. A retry finds the interval taken by itself, and goes on.
 */
async function takeIntervals(
  tx: Transaction,
  written: readonly Written<DueMessage>[],
): Promise<Written<DueMessage>[]> {
  if (written.length === 0) return [];
  const rows = written.map(({ row }) => ({
    number_id: row.numberId,
    message_id: row.id,
    buzz: isBuzz(row.kind),
  }));
  const wanted = sql`jsonb_to_recordset(${json(rows)}) as w(number_id uuid, message_id uuid, buzz boolean)`;
  const taken = await tx.execute<{ message_id: string }>(sql`
    update number n set
      buzz_free_at = case when w.buzz then now() + n.buzz_interval_minutes * interval '1 minute' else n.buzz_free_at end,
      buzz_message_id = case when w.buzz then w.message_id else n.buzz_message_id end,
      not_before = now() + ${pairIntervalMs} * interval '1 millisecond'
    from ${wanted}
    where n.id = w.number_id and (not w.buzz or n.buzz_free_at <= now() or n.buzz_message_id = w.message_id)
    returning w.message_id`);
  const ids = new Set(taken.map((row) => row.message_id));
  const held = written.filter(({ row }) => !ids.has(row.id)).map(({ row }) => row.id);
  if (held.length > 0) {
    await tx
      .update(message)
      .set({ dueAt: sql`(select n.buzz_free_at from number n where n.id = ${message.numberId})` })
      .where(anyOf(message.id, held));
  }
  return written.filter(({ row }) => ids.has(row.id));
}

const messageLease = sql.raw(`now() + interval '${messageLeaseMs} milliseconds'`);

async function openAttempts(
  tx: Transaction,
  senderId: string,
  written: readonly Written[],
): Promise<ClaimedMessage[]> {
  if (written.length === 0) return [];
  const claimed = written.map(({ row, attemptId, body, templateName, templateLanguage }) => ({
    messageId: row.id,
    attemptId,
    epoch: row.epoch + 1,
    throttledBefore: row.throttledBefore,
    body,
    templateName,
    templateLanguage,
    // What was in doubt once may have been accepted then, outside the window.
    outsideWindow: opensConversation(row) || (row.doubted && row.outsideWindow),
  }));
  const rows = claimed.map((each) => ({
    id: each.messageId,
    name: each.templateName,
    language: each.templateLanguage,
    outside: each.outsideWindow,
  }));
  await tx.execute(sql`
    update message m set
      state = 'sending', held_reason = null, lease_epoch = m.lease_epoch + 1, lease_until = ${messageLease},
      template_name = c.name, template_language = c.language, outside_window = c.outside
    from jsonb_to_recordset(${json(rows)}) as c(id uuid, name text, language text, outside boolean)
    where m.id = c.id`);
  const attempts = written.map(({ row, attemptId, opaqueId: opaque }) => ({
    id: attemptId,
    message_id: row.id,
    opaque_id: opaque,
    // Each claim opens one attempt, so the claim's epoch counts them, too.
    epoch: row.epoch + 1,
  }));
  await tx.execute(sql`
    insert into attempt (id, message_id, sender_id, n, opaque_id, epoch, started_at)
    select a.id, a.message_id, ${senderId}, a.epoch, a.opaque_id, a.epoch, now()
    from jsonb_to_recordset(${json(attempts)}) as a(id uuid, message_id uuid, opaque_id text, epoch integer)`);
  await notifyStories(
    tx,
    claimed.map(({ messageId }) => messageId),
  );
  return claimed;
}
