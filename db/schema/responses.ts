import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { flagKinds, flagStates } from '#lib/words.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { number } from './numbers.ts';
import { user } from './people.ts';
import { region } from './regions.ts';
import { story } from './stories.ts';

/** Someone's mark on a story, for a region. */
export const flag = pgTable(
  'flag',
  {
    id: id(),
    storyId: uuid()
      .notNull()
      .references(() => story.id),
    /** For whom it is marked. */
    regionId: uuid()
      .notNull()
      .references(() => region.id),
    kind: text({ enum: flagKinds }).notNull(),
    state: text({ enum: flagStates }).notNull().default('open'),
    urgent: boolean().notNull().default(false),
    /** What its maker said of it. NULL: nothing. */
    words: text(),
    /** Who made it: a person, or a phone that nobody in particular carries. */
    byUserId: uuid().references(() => user.id),
    byNumberId: uuid().references(() => number.id, { onDelete: 'set null' }),
    /** Who has taken it. NULL: nobody yet. */
    ownerUserId: uuid().references(() => user.id),
    /** Why it was dismissed. NULL: it was not. */
    dismissal: text(),
    /** When it was done or dismissed. NULL: still on the board. */
    endedAt: moment(),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [
    // Flagged twice, by whomever, a story is flagged once.
    uniqueIndex('flag_one_open')
      .on(t.storyId, t.regionId, t.kind)
      .where(sql`state in ('open', 'taken', 'reposting')`),
    index('flag_story').on(t.storyId),
    index('flag_board').on(t.state, t.updatedAt),
    oneOf('flag_kind', t.kind, flagKinds),
    oneOf('flag_state', t.state, flagStates),
  ],
);

/** What someone wrote about a story, in the app or by answering an alert. */
export const note = pgTable(
  'note',
  {
    id: id(),
    /** NULL: a text from a phone of which nobody knows yet what it is about. */
    storyId: uuid().references(() => story.id),
    words: text().notNull(),
    /** The words as they are searched (migration 0009). */
    searchText: text().generatedAlwaysAs(sql`public.search_fold(words)`),
    byUserId: uuid().references(() => user.id),
    byNumberId: uuid().references(() => number.id, { onDelete: 'set null' }),
    /** The home region of the phone that wrote it. NULL: written in the app. */
    regionId: uuid().references(() => region.id),
    /** Keyed hash of the inbound message, by which a repeat is known. NULL: written in the app. */
    inboundHash: text().unique(),
    /** When it was written. */
    at: moment().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('note_story').on(t.storyId, t.at),
    index('note_unplaced')
      .on(t.at)
      .where(sql`story_id is null`),
    check('note_placed_or_from_phone', sql`${t.storyId} is not null or ${t.inboundHash} is not null`),
  ],
);

/** That a person has seen a story, in the app or by *Seen* on the own phone. */
export const seen = pgTable(
  'seen',
  {
    storyId: uuid()
      .notNull()
      .references(() => story.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.storyId, t.userId] }), index('seen_user').on(t.userId)],
);

/** Somebody who wrote to the brand's number and is none of the work numbers; kept so that an admin may add the phone. */
export const unknownSender = pgTable(
  'unknown_sender',
  {
    id: id(),
    /** Keyed hash of the `wa_id`, or where it is missing of the business-scoped user id. */
    hash: text().notNull().unique(),
    /** The E.164 form, sealed and bound to this row. NULL: only a user id came. */
    sealed: text(),
    /** NULL: only a user id came. */
    shortened: text(),
    /** The name of the WhatsApp profile. NULL: none came. */
    profileName: text(),
    messages: integer().notNull().default(1),
    firstAt: moment().notNull(),
    lastAt: moment().notNull(),
    /** When it was last told that this number is for teams of the brand. NULL: not yet. */
    answeredAt: moment(),
    /** NULL: listed for the admins. */
    dismissedAt: moment(),
  },
  (t) => [
    index('unknown_sender_last').on(t.lastAt),
    index('unknown_sender_answered')
      .on(t.answeredAt)
      .where(sql`answered_at is not null`),
  ],
);
