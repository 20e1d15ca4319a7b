import { connect } from '#db/client.ts';
import { DatabaseNewerError, grantAppRole, migrateDatabase } from '#db/migrate.ts';
import { installation } from '#db/schema.ts';
import { prepareQueues } from '../jobs/prepare-queues.ts';
import { queueSchema } from '../jobs/queue.ts';
import type { Mode } from '../words.ts';
import { LaunchError } from './launch-error.ts';

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CONNECT_TIMEOUT',
  'ECONNRESET',
]);

/**
 * Migrates, prepares the queues, sets grants, and sees that the database
 * belongs to this mode.
 * @throws LaunchError for whatever a person can mend
 */
export async function prepareDatabase(url: string, mode: Mode): Promise<void> {
  try {
    await demandServer(url);
    await demandMode(url, mode);
    await migrateDatabase(url);
    await prepareQueues(url);
    await grantAppRole(url, [queueSchema]);
    await claimMode(url, mode);
  } catch (cause) {
    throw explainDatabase(cause);
  }
}

async function demandServer(url: string): Promise<void> {
  const { sql, close } = connect(url, { role: null, max: 1 });
  try {
    const [row] = await sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`;
    // The first that ends a whole transaction after a time (db/client.ts).
    if (row && row.version < 170_000) {
      throw new LaunchError('The database is a PostgreSQL older than version 17; use 17 or newer.');
    }
  } finally {
    await close();
  }
}

/** Before migrating: a database of the other mode is not to be touched at all. */
async function demandMode(url: string, mode: Mode): Promise<void> {
  const { sql, close } = connect(url, { role: null, max: 1 });
  try {
    const [table] = await sql`select to_regclass('public.installation') as name`;
    if (!table?.['name']) return;
    const [row] = await sql<{ mode: Mode }[]>`select mode from installation`;
    if (row && row.mode !== mode) throw wrongMode(row.mode);
  } finally {
    await close();
  }
}

async function claimMode(url: string, mode: Mode): Promise<void> {
  const { db, close } = connect(url, { role: null, max: 1 });
  try {
    await db.insert(installation).values({ mode, brandName: 'Storywire' }).onConflictDoNothing();
    const [row] = await db.select().from(installation);
    if (row && row.mode !== mode) throw wrongMode(row.mode);
  } finally {
    await close();
  }
}

const wrongMode = (mode: Mode) =>
  new LaunchError(
    mode === 'sandbox'
      ? 'This database was made with the sandbox, and its demo numbers must never meet the real Meta; set STORYWIRE_DATA or DATABASE_URL to a fresh one, or unset the META_ variables.'
      : 'This database belongs to the real Meta, and its numbers must never meet the sandbox; give the META_ variables again, or set STORYWIRE_DATA or DATABASE_URL to a fresh one.',
  );

/** A failure of the database as a sentence with its remedy, where there is one; else the failure itself. */
export function explainDatabase(cause: unknown): unknown {
  if (cause instanceof LaunchError) return cause;
  if (cause instanceof DatabaseNewerError) {
    return new LaunchError(
      'The database was last used by a newer Storywire than this one; install that version or newer, or restore a backup made before it.',
      { cause },
    );
  }
  const code = codeOf(cause);
  if (unreachable.has(code)) {
    return new LaunchError(
      `The database cannot be reached (${code}); start it, or mend DATABASE_URL, or unset it for the embedded one.`,
      { cause },
    );
  }
  if (code === '28P01' || code === '28000') {
    return new LaunchError('The database refuses the user or password of DATABASE_URL; mend them.', {
      cause,
    });
  }
  if (code === '3D000')
    return new LaunchError('The database named in DATABASE_URL does not exist; create it.', { cause });
  if (code === '42501') {
    return new LaunchError(
      'The user of DATABASE_URL may not create tables and roles; let it own the database and grant it CREATEROLE.',
      { cause },
    );
  }
  return cause;
}

function codeOf(cause: unknown): string {
  for (let error: unknown = cause; error instanceof Error; error = error.cause) {
    if ('code' in error && typeof error.code === 'string') return error.code;
  }
  return '';
}
