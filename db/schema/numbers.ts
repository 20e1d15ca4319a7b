import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { hearings, numberKinds, numberStates, optInKinds } from '#lib/words.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { user } from './people.ts';
import { region } from './regions.ts';

/** A work number: a WhatsApp number with a home region. */
export const number = pgTable(
  'number',
  {
    id: id(),
    /** Keyed hash of the E.164 form: unique without being readable. */
    hash: text().notNull().unique(),
    /** The E.164 form, AES-256-GCM, bound to this row's id. */
    sealed: text().notNull(),
    /** Shown everywhere: country code and last four digits. */
    shortened: text().notNull(),
    /** ISO 3166-1 alpha-2 of the number itself. NULL: not tied to one country. */
    country: text(),
    /** Whose phone it is, in the admin's words. */
    label: text().notNull(),
    kind: text({ enum: numberKinds }).notNull(),
    homeRegionId: uuid()
      .notNull()
      .references(() => region.id),
    /** BCP 47. NULL: the home region's. */
    language: text(),
    state: text({ enum: numberStates }).notNull().default('invited'),
    /** Own quiet hours, in the home region's zone. NULL: the home region's. `none`: never quiet. */
    quietHours: text(),
    /** What the phone sends to join. NULL once used. */
    joinCode: text().unique(),
    /** Keyed hash of the `wa_id` that WhatsApp knows it by; Brazil's and Mexico's differ from the dialled number. */
    waIdHash: text().unique(),
    /** Keyed hash of the business-scoped user id; inbound may carry nothing else. */
    userIdHash: text().unique(),
    /** The person of this installation who carries it. NULL: nobody in particular. */
    userId: uuid().references(() => user.id),
    /** Minutes between two buzzes: 0, 10, 30 or 60. */
    buzzIntervalMinutes: integer().notNull().default(10),
    /** The earliest moment of the next buzz. Set when one is claimed for sending. */
    buzzFreeAt: moment()
      .notNull()
      .default(sql`'-infinity'`),
    /** The message that took the present interval, so that its own retry is not held by it. */
    buzzMessageId: uuid(),
    /** What the holder wants to hear: all that comes, or the summary alone. */
    hears: text({ enum: hearings }).notNull().default('all'),
    /** NULL: not muted. */
    mutedUntil: moment(),
    /** Until when free text is allowed: 24 h after the holder last wrote. NULL: never wrote. */
    serviceUntil: moment(),
    /** Not to be messaged before (pair rate, 131056). */
    notBefore: moment(),
    /** When the holder last asked to be left alone, by WhatsApp's clock; coming back leaves it. NULL: never by message. */
    optedOutAt: moment(),
    /** Last *delivered* or *read*. NULL: never reached. */
    lastReachedAt: moment(),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [
    index('number_home_region').on(t.homeRegionId),
    oneOf('number_kind', t.kind, numberKinds),
    oneOf('number_state', t.state, numberStates),
    oneOf('number_hears', t.hears, hearings),
  ],
);

/** A region that a number follows besides its home: told of its stories at once, whatever the matrix says. */
export const numberRegion = pgTable(
  'number_region',
  {
    numberId: uuid()
      .notNull()
      .references(() => number.id, { onDelete: 'cascade' }),
    regionId: uuid()
      .notNull()
      .references(() => region.id),
  },
  (t) => [primaryKey({ columns: [t.numberId, t.regionId] }), index('number_region_region').on(t.regionId)],
);

/** The proof that a number's holder wants to hear. Never changed, only added to. */
export const optIn = pgTable(
  'opt_in',
  {
    id: id(),
    numberId: uuid()
      .notNull()
      .references(() => number.id, { onDelete: 'cascade' }),
    kind: text({ enum: optInKinds }).notNull(),
    /** What was sent; or, attested, how it was given. */
    words: text().notNull(),
    /** When it was given. */
    at: moment().notNull(),
    createdAt: createdAt(),
    /** NULL unless attested. */
    attestedByUserId: uuid().references(() => user.id),
  },
  (t) => [index('opt_in_number').on(t.numberId), oneOf('opt_in_kind', t.kind, optInKinds)],
);
