import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { alarmKinds } from '#lib/words.ts';
import { id, moment, oneOf } from './columns.ts';
import { user } from './people.ts';
import { region } from './regions.ts';

/** Something that an admin has to know. Open until it is over, or somebody has dealt with it. */
export const alarm = pgTable(
  'alarm',
  {
    id: id(),
    kind: text({ enum: alarmKinds }).notNull(),
    /** What it is about: an id, or a word. One open alarm of a kind for each. */
    thing: text().notNull(),
    /** Whose editors are told besides the admins. NULL: admins alone. */
    regionId: uuid().references(() => region.id),
    /** Facts for its sentence; ids and shortened forms only. */
    detail: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    openedAt: moment().notNull().defaultNow(),
    /** When it was last found to be so. */
    lastAt: moment().notNull().defaultNow(),
    /** How often it was found to be so. */
    times: integer().notNull().default(1),
    /** NULL: still so. */
    endedAt: moment(),
    /** Who dealt with it. NULL: nobody, or it ended by itself. */
    endedByUserId: uuid().references(() => user.id),
  },
  (t) => [
    uniqueIndex('alarm_one_open')
      .on(t.kind, t.thing)
      .where(sql`ended_at is null`),
    index('alarm_opened').on(t.openedAt),
    oneOf('alarm_kind', t.kind, alarmKinds),
  ],
);
