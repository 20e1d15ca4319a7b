import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  attemptOutcomes,
  heldReasons,
  messageKinds,
  messageStates,
  qualities,
  skipReasons,
  statusKinds,
  templateStates,
} from '#lib/words.ts';
import { alarm } from './alarms.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { number } from './numbers.ts';
import { unknownSender } from './responses.ts';
import { media, story } from './stories.ts';
import { token } from './accounts.ts';

/** One line of a list to choose from. `id` comes back when it is chosen; title at most 24 characters, description at most 72. */
export type MessageChoice = { id: string; title: string; description?: string };

/** The brand's WhatsApp number that messages go out from. */
export const sender = pgTable(
  'sender',
  {
    id: id(),
    phoneNumberId: text().notNull().unique(),
    wabaId: text().notNull(),
    /** NULL: the one that sent was disconnected, and no other that works has read the number. Nothing is sent. */
    tokenId: uuid().references(() => token.id),
    /** As Meta writes it; public, unlike work numbers. NULL: not yet read. */
    displayNumber: text(),
    /** Messages per second; 80 until Meta says otherwise. */
    throughputPerSecond: integer().notNull().default(80),
    /** Which worker may dispatch, until when; the epoch rises with each change of hands. */
    leaseOwner: text(),
    leaseUntil: moment()
      .notNull()
      .default(sql`'-infinity'`),
    leaseEpoch: integer().notNull().default(0),
    /** Meta's rating of how people take its messages. NULL: not yet read. */
    quality: text({ enum: qualities }),
    /** How many people may be written to first in a rolling day, by the whole portfolio. NULL: not yet read, or no limit. */
    peoplePerDay: integer(),
    /** NULL: the limit was not yet read. */
    limitReadAt: moment(),
    /** Since when nothing is sent because too much fails. NULL: all is well. */
    breakerOpenedAt: moment(),
    /** When the next single message tries whether it is over. NULL while closed. */
    breakerProbeAt: moment(),
    /** NULL: not paused. */
    pausedUntil: moment(),
    /** Words for the admin. NULL while not paused. */
    pausedReason: text(),
    createdAt: createdAt(),
  },
  (t) => [oneOf('sender_quality', t.quality, qualities)],
);

/** With which tokens a sender's number was really read, as Meta last answered. One of them sends: sender.tokenId. */
export const senderReach = pgTable(
  'sender_reach',
  {
    tokenId: uuid()
      .notNull()
      .references(() => token.id, { onDelete: 'cascade' }),
    senderId: uuid()
      .notNull()
      .references(() => sender.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.tokenId, t.senderId] }), index('sender_reach_sender').on(t.senderId)],
);

/** A message template of ours, as it stands with Meta. */
export const template = pgTable(
  'template',
  {
    id: id(),
    senderId: uuid()
      .notNull()
      .references(() => sender.id),
    /** Meta's template name; carries the version of our text. */
    name: text().notNull(),
    /** Meta's language code, such as `en` or `pt_BR`. */
    language: text().notNull(),
    /** NULL until Meta has given one. */
    metaId: text(),
    state: text({ enum: templateStates }).notNull().default('missing'),
    /** Meta's category as it now is; ours is asked for as UTILITY. */
    category: text(),
    /** Words for the admin. NULL while nothing is wrong. */
    reason: text(),
    /** The public address that stands in the approved text. */
    publicUrl: text().notNull(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [
    unique('template_sender_name_language').on(t.senderId, t.name, t.language),
    oneOf('template_state', t.state, templateStates),
  ],
);

/** One upload of a rendition to WhatsApp, reused until it expires. */
export const upload = pgTable(
  'upload',
  {
    id: id(),
    mediaId: uuid()
      .notNull()
      .references(() => media.id),
    senderId: uuid()
      .notNull()
      .references(() => sender.id),
    /** Meta's media id. */
    waMediaId: text().notNull(),
    uploadedAt: moment().notNull(),
    /** 30 days after the upload. */
    expiresAt: moment().notNull(),
  },
  (t) => [unique('upload_media_sender').on(t.mediaId, t.senderId)],
);

/** One WhatsApp message to one number. */
export const message = pgTable(
  'message',
  {
    id: id(),
    kind: text({ enum: messageKinds }).notNull(),
    senderId: uuid()
      .notNull()
      .references(() => sender.id),
    /** NULL: the number was removed, or it goes to none. */
    numberId: uuid().references(() => number.id, { onDelete: 'set null' }),
    /** Who wrote and is none of the work numbers: goes to them instead. NULL: to a work number. */
    unknownSenderId: uuid().references(() => unknownSender.id, { onDelete: 'set null' }),
    /** Whatever causes a message, caused twice, makes one. */
    dedupeKey: text().notNull().unique(),
    /** The text of a reply. NULL for templates, whose words are built when sending begins. */
    body: text(),
    /** Instead of `body` where the text holds a secret: sealed, bound to this row, and dropped once sent. */
    sealedBody: text(),
    dueAt: moment().notNull(),
    /** After this the message is no use any more, and ends as expired or unconfirmed. */
    usefulUntil: moment().notNull(),
    state: text({ enum: messageStates }).notNull().default('planned'),
    /** What it waits for the end of, at `dueAt`. NULL unless held. */
    heldReason: text({ enum: heldReasons }),
    /** The claim under which it is being sent; rises with each. */
    leaseEpoch: integer().notNull().default(0),
    /** NULL unless sending. By the database's clock. */
    leaseUntil: moment(),
    /** NULL until Meta has accepted it. */
    wamid: text().unique(),
    /** Template name and language that were used. NULL before sending, and for replies. */
    templateName: text(),
    templateLanguage: text(),
    acceptedAt: moment(),
    sentAt: moment(),
    deliveredAt: moment(),
    readAt: moment(),
    /** When the holder tapped *Seen*. */
    seenAt: moment(),
    failedAt: moment(),
    /** Meta's code of the last failure; kept when *delivered* arrives all the same. */
    errorCode: integer(),
    errorDetails: text(),
    /** What an alarm message tells of: it is of use while that lasts. NULL for the others. */
    alarmId: uuid().references(() => alarm.id, { onDelete: 'set null' }),
    /** Choices of a list that the answer is picked from, instead of plain text. NULL: none. */
    choices: jsonb().$type<MessageChoice[]>(),
    /** Whether it opened a conversation with somebody who had not written within a day: those count against the portfolio's limit. */
    outsideWindow: boolean().notNull().default(false),
    /** Meta's `pricing` of it. NULL: none came. */
    billable: boolean(),
    pricingCategory: text(),
    pricingType: text(),
    /** A late webhook proved that two attempts were accepted. */
    confirmedDuplicate: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    index('message_due')
      .on(t.senderId, t.dueAt)
      .where(sql`state in ('planned', 'held')`),
    index('message_open')
      .on(t.state)
      .where(sql`state in ('planned', 'held', 'sending', 'accepted', 'sent')`),
    index('message_number').on(t.numberId),
    index('message_unknown_sender')
      .on(t.unknownSenderId)
      .where(sql`unknown_sender_id is not null`),
    index('message_alarm')
      .on(t.alarmId)
      .where(sql`alarm_id is not null`),
    // At most one roll-up collects for a number at a time: the database holds it, whoever plans.
    uniqueIndex('message_one_collecting')
      .on(t.numberId)
      .where(sql`kind = 'rollup' and state in ('planned', 'held') and lease_epoch = 0`),
    // The same for the day's summary.
    uniqueIndex('message_one_summary')
      .on(t.numberId)
      .where(sql`kind = 'summary' and state in ('planned', 'held') and lease_epoch = 0`),
    oneOf('message_kind', t.kind, messageKinds),
    oneOf('message_state', t.state, messageStates),
    oneOf('message_held_reason', t.heldReason, heldReasons),
    check('message_to_one', sql`${t.numberId} is null or ${t.unknownSenderId} is null`),
    check('message_held', sql`(${t.state} = 'held') = (${t.heldReason} is not null)`),
    // People of a rolling day, and what they cost.
    index('message_accepted').on(t.senderId, t.acceptedAt),
  ],
);

/** One try to send a message. */
export const attempt = pgTable(
  'attempt',
  {
    id: id(),
    messageId: uuid()
      .notNull()
      .references(() => message.id),
    senderId: uuid()
      .notNull()
      .references(() => sender.id),
    n: integer().notNull(),
    /** Goes out as biz_opaque_callback_data and comes back in every status; carries no personal data. */
    opaqueId: text().notNull().unique(),
    epoch: integer().notNull(),
    outcome: text({ enum: attemptOutcomes }).notNull().default('sending'),
    wamid: text().unique(),
    startedAt: moment().notNull().defaultNow(),
    /** NULL while sending. */
    endedAt: moment(),
    /** Meta's code. NULL: no readable error. */
    errorCode: integer(),
    /** What was observed, in words, without numbers or tokens. */
    details: text(),
  },
  (t) => [
    unique('attempt_message_n').on(t.messageId, t.n),
    uniqueIndex('attempt_one_open')
      .on(t.messageId)
      .where(sql`outcome in ('sending', 'uncertain')`),
    index('attempt_open')
      .on(t.senderId, t.startedAt)
      .where(sql`outcome in ('sending', 'uncertain')`),
    index('attempt_sender_started').on(t.senderId, t.startedAt),
    oneOf('attempt_outcome', t.outcome, attemptOutcomes),
  ],
);

/** A status of one of our messages, as it came. The message's state is derived from these. */
export const statusEvent = pgTable(
  'status_event',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    wamid: text().notNull(),
    opaqueId: text(),
    status: text({ enum: statusKinds }).notNull(),
    /** Meta's time. */
    providerAt: moment().notNull(),
    receivedAt: moment().notNull().defaultNow(),
    errorCode: integer(),
    errorDetails: text(),
    /** Meta's `pricing`, which comes with one or two of the statuses. NULL: not with this one. */
    billable: boolean(),
    pricingCategory: text(),
    pricingType: text(),
    /** NULL: an orphan, matched again later. */
    attemptId: uuid().references(() => attempt.id),
  },
  (t) => [
    unique('status_event_once').on(t.wamid, t.status, t.providerAt),
    index('status_event_attempt').on(t.attemptId),
    index('status_event_orphan')
      .on(t.receivedAt)
      .where(sql`attempt_id is null`),
    oneOf('status_event_status', t.status, statusKinds),
  ],
);

/** Written once per story when its alerts are planned, so that a sweeper sees what is missing. */
export const plan = pgTable('plan', {
  storyId: uuid()
    .primaryKey()
    .references(() => story.id),
  plannedAt: moment().notNull(),
  /** How many numbers are told. */
  told: integer().notNull(),
  /** How many numbers are not told, each with its reason. */
  skipped: integer().notNull(),
});

/** The fact that one work number is to be told of one story. Nobody is told twice. */
export const alert = pgTable(
  'alert',
  {
    id: id(),
    storyId: uuid()
      .notNull()
      .references(() => story.id),
    numberId: uuid().references(() => number.id, { onDelete: 'set null' }),
    /** The message that carries it. NULL: skipped. */
    messageId: uuid().references(() => message.id),
    /** NULL: carried by a message. */
    skippedReason: text({ enum: skipReasons }),
    createdAt: createdAt(),
  },
  (t) => [
    unique('alert_story_number').on(t.storyId, t.numberId),
    index('alert_message').on(t.messageId),
    check('alert_carried_or_skipped', sql`(${t.messageId} is null) <> (${t.skippedReason} is null)`),
    oneOf('alert_skipped_reason', t.skippedReason, skipReasons),
  ],
);

/** Webhook bodies as they came, sealed; dropped after 14 days. */
export const webhookInbox = pgTable(
  'webhook_inbox',
  {
    id: id(),
    /** `whatsapp` or `instagram`. */
    source: text({ enum: ['whatsapp', 'instagram'] }).notNull(),
    /** SHA-256 of the raw body: Meta's repeats are one row. */
    bodyHash: text().notNull().unique(),
    sealed: text().notNull(),
    receivedAt: moment().notNull().defaultNow(),
    /** NULL: not yet worked through. */
    processedAt: moment(),
    /** Items that could not be applied, with the reason each. NULL: none. */
    poison: jsonb().$type<{ item: string; reason: string }[]>(),
  },
  (t) => [
    index('webhook_inbox_open')
      .on(t.receivedAt)
      .where(sql`processed_at is null`),
  ],
);
