import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { appRole, connect } from './client.ts';

const folder = new URL('./migrations', import.meta.url).pathname;

/** The database was last migrated by a newer Storywire than this one. */
export class DatabaseNewerError extends Error {
  override name = 'DatabaseNewerError';
}

/**
 * Brings tables, the plain role and its grants up to date. Safe to repeat and
 * to run from several places at once (an advisory lock queues them).
 * @param url a postgres:// address of the owner
 * @throws DatabaseNewerError when the database knows a migration that this code does not
 */
export async function migrateDatabase(url: string): Promise<void> {
  const { db, close } = connect(url, { role: null, max: 1, name: 'storywire migrations' });
  try {
    await db.execute(sql`select pg_advisory_lock(7077001)`);
    await refuseNewer(db);
    await runMigrations(db, { migrationsFolder: folder });
    await db.execute(
      sql.raw(`do $$ begin
        if not exists (select from pg_roles where rolname = '${appRole}') then create role ${appRole} nologin; end if;
      exception when duplicate_object or unique_violation then null; end $$`),
    );
    await db.execute(sql.raw(`grant ${appRole} to current_user`));
  } finally {
    await close();
  }
}

/**
 * Lets the plain role work, and no more: it owns nothing, and may only add to
 * the audit log. Run after migrations and after the queue's own schema exists.
 */
export async function grantAppRole(url: string, schemas: readonly string[]): Promise<void> {
  const { db, close } = connect(url, { role: null, max: 1, name: 'storywire grants' });
  try {
    for (const schema of ['public', ...schemas]) {
      await db.execute(
        sql.raw(`
        grant usage on schema "${schema}" to ${appRole};
        grant select, insert, update, delete on all tables in schema "${schema}" to ${appRole};
        grant usage, select on all sequences in schema "${schema}" to ${appRole};
        grant execute on all functions in schema "${schema}" to ${appRole};
        alter default privileges in schema "${schema}" grant select, insert, update, delete on tables to ${appRole};
        alter default privileges in schema "${schema}" grant usage, select on sequences to ${appRole};`),
      );
    }
    await db.execute(sql.raw(`revoke update, delete, truncate on audit from ${appRole}`));
  } finally {
    await close();
  }
}

async function refuseNewer(db: ReturnType<typeof connect>['db']): Promise<void> {
  const [table] = await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations') as name`);
  if (!table?.['name']) return;
  const [newest] = await db.execute(
    sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`,
  );
  const journal = JSON.parse(await readFile(`${folder}/meta/_journal.json`, 'utf8')) as {
    entries: { when: number }[];
  };
  const known = Math.max(...journal.entries.map((entry) => entry.when));
  if (Number(newest?.['at'] ?? 0) > known) {
    throw new DatabaseNewerError('The database was last used by a newer Storywire.');
  }
}
