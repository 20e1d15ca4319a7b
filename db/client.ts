import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema.ts';

/** The plain role that web and worker work as, so that grants bind them; migrations keep the owner. */
export const appRole = 'storywire_app';

export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What queries take: the database, or a transaction that is already open. */
export type Queryable = Database | Transaction;

export type Connection = { db: Database; sql: postgres.Sql; close: () => Promise<void> };

/**
 * Opens a pool.
 * @param url a postgres:// address
 * @param options.role the role to work as; `null` keeps the owner, for migrations only
 * @param options.max connections, at most
 */
export function connect(
  url: string,
  options: { role?: string | null; max?: number; name?: string } = {},
): Connection {
  const role = options.role === undefined ? appRole : options.role;
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 10,
    idle_timeout: 60,
    onnotice: () => {},
    connection: {
      application_name: options.name ?? 'storywire',
      TimeZone: 'UTC',
      ...(role === null ? {} : { role }),
    },
  });
  const db = drizzle(sql, { schema, casing: 'snake_case' });
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}
