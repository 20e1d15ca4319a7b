import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { safeBegin } from './safe-begin.ts';
import * as schema from './schema.ts';

/** The plain role that web and worker work as, so that grants bind them; migrations keep the owner. */
export const appRole = 'storywire_app';

/**
 * So long a transaction may last, and none of ours comes near it but the claim on
 * a story's media, which says so itself (lib/stories/commands.ts). PostgreSQL then ends it and frees its locks: a worker that was frozen in the middle of one
 * must not keep the others from taking over. The whole transaction, and not only
 * its idle moments: between parsing a statement and running it, it counts as active.
 */
const longestTransactionMs = 30_000;

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
  // Idle connections stay open: while the database's disk is full, PostgreSQL may refuse new ones (it cannot write
  // pg_internal.init), and what is there already can still be read by those that are (R16).
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 10,
    onnotice: () => {},
    connection: {
      application_name: options.name ?? 'storywire',
      TimeZone: 'UTC',
      ...(role === null ? {} : { role, transaction_timeout: longestTransactionMs }),
    },
  });
  sql.begin = safeBegin(sql);
  const db = drizzle(sql, { schema, casing: 'snake_case' });
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}
