import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connect, type Connection } from '#db/client.ts';
import { sendJobsThrough, stopSendingJobs } from '#lib/jobs/queue.ts';

export type TestDatabase = Connection & {
  /** postgres:// address of the owner. */
  url: string;
};

/**
 * A fresh, migrated database of its own, connected as the plain role that web
 * and worker use. Call in beforeAll, and `close` in afterAll: it drops the
 * database.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withAdmin(serverUrl, (admin) => admin`create database ${admin(name)} template storywire_template`);
  const url = `${serverUrl}/${name}`;
  const connection = connect(url, { name: 'storywire test' });
  await sendJobsThrough(connection.db);
  return {
    ...connection,
    url,
    close: async () => {
      await stopSendingJobs();
      await connection.close();
      await withAdmin(serverUrl, (admin) => admin`drop database ${admin(name)} with (force)`);
    },
  };
}

async function withAdmin(
  serverUrl: string,
  work: (sql: Connection['sql']) => Promise<unknown>,
): Promise<void> {
  const admin = connect(`${serverUrl}/postgres`, { role: null, max: 1 });
  try {
    await work(admin.sql);
  } finally {
    await admin.close();
  }
}
