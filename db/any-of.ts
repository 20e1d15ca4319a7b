import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/**
 * Whether a column's id is one of these, however many they are. In one
 * parameter, where `inArray` makes one of each: hundreds of them cost more to
 * write and to parse than to look up. None: nothing matches.
 * @param column a uuid, or an expression for one
 * @param ids uuids of our own, so that none needs quoting
 */
export const anyOf = (column: AnyColumn | SQL, ids: readonly string[]): SQL =>
  sql`${column} = any(${`{${ids.join(',')}}`}::uuid[])`;
