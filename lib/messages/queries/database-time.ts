import { sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';

/** What time it is by the database's clock, the only one that all processes share; not when the transaction began. */
export async function databaseTime(db: Queryable): Promise<Date> {
  const [row] = await db.execute<{ ms: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
  );
  if (!row) throw new Error('The database told no time.');
  return new Date(row.ms);
}
