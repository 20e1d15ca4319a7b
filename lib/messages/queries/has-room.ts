import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

/** PostgreSQL's `disk_full`. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const diskFull = '53100';

/**
 * Whether the database's disk has room. Reading and small changes go on for a
 * while on a full one, and nobody would notice; so this sorts a megabyte with
 * too little memory for it, which has to be written out, and leaves nothing.
 */
export async function hasRoom(db: Database): Promise<boolean> {
  try {
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local work_mem = '64kB'`);
      await tx.execute(sql`
        select max(place) from (
          select row_number() over (order by repeat(md5(n::text), 8)) as place from generate_series(1, 4096) n
        ) sorted`);
    });
    return true;
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
      if ('code' in cause && cause.code === diskFull) return false;
    throw error;
  }
}
