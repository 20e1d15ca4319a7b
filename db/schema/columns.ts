import { sql, type SQL } from 'drizzle-orm';
import { type AnyPgColumn, check, timestamp, uuid } from 'drizzle-orm/pg-core';
import { newId } from '#lib/ids.ts';

/** Primary key: a UUID v7 that the application makes (see lib/ids.ts). */
export const id = () => uuid().primaryKey().$defaultFn(newId);

/** A moment, with zone, at millisecond precision, which is what a JavaScript date can hold. */
export const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

/** The moment of insertion, by the database's clock. */
export const createdAt = () => moment().notNull().defaultNow();

/** Refuses, in the database itself, a word that is not in the list. */
export function oneOf(name: string, column: AnyPgColumn, words: readonly string[]) {
  const list: SQL = sql.raw(words.map((word) => `'${word}'`).join(', '));
  return check(name, sql`${column} in (${list})`);
}
