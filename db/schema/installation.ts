import { boolean, check, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { modes } from '#lib/words.ts';
import { createdAt, moment, oneOf } from './columns.ts';

/** The one row that says what this database belongs to. */
export const installation = pgTable(
  'installation',
  {
    one: boolean().primaryKey().default(true),
    /** A database made in one mode refuses the other. */
    mode: text({ enum: modes }).notNull(),
    brandName: text().notNull(),
    createdAt: createdAt(),
    /** NULL: the demo brand has not been set up (sandbox mode only). */
    demoSeededAt: moment(),
  },
  (t) => [check('installation_one', sql`${t.one}`), oneOf('installation_mode', t.mode, modes)],
);
