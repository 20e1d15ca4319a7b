import { boolean, check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { encoderStates, modes } from '#lib/words.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';

/** One of the brand's own fonts, for what is written on pictures and for its headings. */
export const brandFont = pgTable('brand_font', {
  id: id(),
  /** The family's name, out of the file. */
  family: text().notNull(),
  /** 100 to 900. */
  weight: integer().notNull(),
  italic: boolean().notNull().default(false),
  storageKey: text().notNull(),
  mimeType: text().notNull(),
  createdAt: createdAt(),
});

/** The one row that says what this database belongs to. */
export const installation = pgTable(
  'installation',
  {
    one: boolean().primaryKey().default(true),
    /** A database made in one mode refuses the other. */
    mode: text({ enum: modes }).notNull(),
    brandName: text().notNull(),
    /** `#rrggbb`. NULL: Storywire's own teal. */
    accentColor: text(),
    /** Where the brand's logo lies in the storage. NULL: none. */
    logoKey: text(),
    /** NULL: no worker has tried yet. */
    encoder: text({ enum: encoderStates }),
    /** How many days after posting a story's original is removed, its other files, and its words. NULL: never. */
    keepOriginalsDays: integer(),
    keepPicturesDays: integer(),
    keepWordsDays: integer(),
    createdAt: createdAt(),
    /** NULL: the demo brand has not been set up (sandbox mode only). */
    demoSeededAt: moment(),
  },
  (t) => [
    check('installation_one', sql`${t.one}`),
    oneOf('installation_mode', t.mode, modes),
    oneOf('installation_encoder', t.encoder, encoderStates),
  ],
);

/** The one row with what the latest test of the set-up found out by asking Meta and our own public address. */
export const setUpTest = pgTable(
  'set_up_test',
  {
    one: boolean().primaryKey().default(true),
    /** When somebody asked for a test that has not been made yet. NULL: nobody waits. */
    askedAt: moment(),
    /** NULL: never tested. */
    testedAt: moment(),
    /** Parsed by whoever reads it (lib/set-up/set-up-probe.ts). NULL: never tested. */
    probe: jsonb(),
  },
  (t) => [check('set_up_test_one', sql`${t.one}`)],
);
